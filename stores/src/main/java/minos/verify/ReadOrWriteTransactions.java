package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import minos.store.Action;
import minos.store.Request;

/** Transactions that write several keys, or read them. */
final class ReadOrWriteTransactions implements Workload {
  private static final int MOST = 3;
  private static final int TURNS_A_GENERATION = 200;

  private final About about;
  private final Action reading;

  private ReadOrWriteTransactions(String name, String description, Action reading) {
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
  static Workload together() {
    return new ReadOrWriteTransactions(
        "transactions",
        "transactions that write several keys, and transactions that read them",
        Action.READ_ALL);
  }

  /** Read by batches, of which nothing is promised together. */
  static Workload inBatches() {
    return new ReadOrWriteTransactions(
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
                k ->
                    reads
                        ? Request.of(Action.READ, k)
                        : Request.of(Action.WRITE, k, client.newId()))
            .toList();
    MicroOperations.perform(client, reads ? reading : Action.WRITE_ALL, parts);
  }
}
