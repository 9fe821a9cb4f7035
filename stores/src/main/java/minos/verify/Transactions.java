package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import minos.store.Action;
import minos.store.Request;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/** Transactions that write several keys, or read them. */
final class Transactions implements Workload {
  private static final Keyword READ = new Keyword("r");
  private static final Keyword WRITE = new Keyword("w");
  private static final int MOST = 3;
  private static final int TURNS_A_GENERATION = 200;

  private final About about;
  private final Action reading;

  private Transactions(String name, String description, Action reading) {
    this.about =
        new About(
            name,
            description,
            "rw-register",
            List.of("serializable"),
            Set.of(Action.WRITE_ALL, reading),
            new Shape(4, 0.5, 0, KeyChoice.UNIFORM));
    this.reading = reading;
  }

  /** Read by transactions. */
  static Workload read() {
    return new Transactions(
        "transactions",
        "transactions that write several keys, and transactions that read them",
        Action.READ_ALL);
  }

  /** Read by batches, of which nothing is promised together. */
  static Workload readInBatches() {
    return new Transactions(
        "batch-reads",
        "transactions that write several keys, and batches that read them",
        Action.READ_BATCH);
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public void step(Client client) {
    SplittableRandom random = client.random();
    String generation = "t" + client.turn() / TURNS_A_GENERATION + "/";
    List<String> keys = new ArrayList<>();
    int wanted = Math.min(client.settings().keys(), 2 + random.nextInt(MOST - 1));
    while (keys.size() < wanted) {
      String key = generation + random.nextInt(client.settings().keys());
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
    boolean reads = random.nextDouble() < client.settings().reads();
    List<Request> parts =
        keys.stream()
            .map(
                key ->
                    reads
                        ? Request.of(Action.READ, key)
                        : Request.of(Action.WRITE, key, client.newId()))
            .toList();
    Value asked = acts(parts, List.of());
    client.perform(
        "txn",
        null,
        asked,
        Request.all(reads ? reading : Action.WRITE_ALL, parts),
        answer -> reads ? acts(parts, ((Seq) answer.value()).items()) : asked);
  }

  /** A transaction as histories write it, with what was read, if that is known. */
  static Value acts(List<Request> parts, List<Value> read) {
    List<Value> acts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Request part = parts.get(i);
      acts.add(
          part.action() == Action.READ
              ? act(READ, part.key(), i < read.size() ? read.get(i) : Nil.NIL)
              : act(WRITE, part.key(), new Int(part.value())));
    }
    return new Seq(acts);
  }

  private static Value act(Keyword kind, String key, Value value) {
    return Value.seq(kind, new Text(key), value);
  }
}
