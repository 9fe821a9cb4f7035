package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Request;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** The workloads that there are. */
public final class Workloads {
  private static final List<Workload> ALL =
      List.of(
          new RegisterWorkload(
              "registers", "reads, writes and deletions of a few keys", Workload.Shape.USUAL),
          new RegisterWorkload(
              "hot-key",
              "all clients on one key",
              new Workload.Shape(1, 0.5, 0, KeyChoice.UNIFORM)),
          new RegisterWorkload(
              "many-keys",
              "a thousand keys, some much more often than others",
              new Workload.Shape(1000, 0.5, 0.05, KeyChoice.ZIPF)),
          new RegisterWorkload(
              "recreate",
              "keys that are deleted and written again all the time",
              new Workload.Shape(5, 0.4, 0.3, KeyChoice.UNIFORM)),
          new Probe(),
          new CompareAndSet(),
          new ListKeys(),
          new Counter(),
          new SetOfNumbers(),
          new ReadOrWriteTransactions("transactions", Action.READ_ALL),
          new ReadOrWriteTransactions("batch-reads", Action.READ_BATCH),
          new MixedTransactions(),
          new ListAppend());

  private Workloads() {}

  /** All of them. */
  public static List<Workload> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Workload> byName(String name) {
    return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
  }

  /** Keys that live for a few operations: read before they exist, created, read again. */
  private static final class Probe implements Workload {
    private static final int OPERATIONS_A_KEY = 12;

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public String description() {
      return "new keys all the time, each perhaps read before it is created";
    }

    @Override
    public String model() {
      return "register";
    }

    @Override
    public List<String> consistencies() {
      return List.of("linearizable");
    }

    @Override
    public Set<Action> needs() {
      return Set.of(Action.READ, Action.WRITE);
    }

    @Override
    public void step(Client client) {
      long turn = client.turn();
      String key = "p" + turn / OPERATIONS_A_KEY;
      long place = turn % OPERATIONS_A_KEY;
      boolean probed = (turn / OPERATIONS_A_KEY) % 2 == 0;
      if (place == (probed ? 2 : 0) || place == 7) {
        client.write(key);
      } else {
        client.read(key);
      }
    }
  }

  /** Reads a key and replaces what it saw, on the condition that it is still there. */
  private static final class CompareAndSet implements Workload {
    @Override
    public String name() {
      return "cas";
    }

    @Override
    public String description() {
      return "read, then replace what was read by ETag or condition, or create";
    }

    @Override
    public String model() {
      return "cas-register";
    }

    @Override
    public List<String> consistencies() {
      return List.of("linearizable");
    }

    @Override
    public Set<Action> needs() {
      return Set.of(Action.READ, Action.CREATE, Action.REPLACE);
    }

    @Override
    public Shape shape() {
      return new Shape(3, 0.2, 0, KeyChoice.UNIFORM);
    }

    @Override
    public void step(Client client) {
      String key = client.key();
      Answer seen = client.read(key);
      boolean known = seen.ok() && (seen.value() instanceof Int || seen.value().isNil());
      if (known && client.random().nextDouble() >= client.settings().reads()) {
        client.replace(key, seen);
      }
    }
  }

  /** Keys below common prefixes; a list is a read of each key of its prefix. */
  private static final class ListKeys implements Workload {
    private static final int GROUP = 8;

    @Override
    public String name() {
      return "list";
    }

    @Override
    public String description() {
      return "writes, deletions and lists; a list is a read of each of its keys";
    }

    @Override
    public String model() {
      return "register";
    }

    @Override
    public List<String> consistencies() {
      return List.of("linearizable");
    }

    @Override
    public Set<Action> needs() {
      return Set.of(Action.WRITE, Action.DELETE, Action.LIST);
    }

    @Override
    public Shape shape() {
      return new Shape(4, 0.3, 0.2, KeyChoice.UNIFORM);
    }

    @Override
    public void step(Client client) {
      String prefix = client.key() + "/";
      double dice = client.random().nextDouble();
      String key = prefix + client.random().nextInt(GROUP);
      if (dice < client.settings().reads()) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
          keys.add(prefix + i);
        }
        client.readEach(
            keys, Request.of(Action.LIST, prefix), answer -> one -> listed(answer, one));
      } else if (dice < client.settings().reads() + client.settings().deletes()) {
        client.delete(key);
      } else {
        client.write(key);
      }
    }

    /** What a list says of a key: absent, a write, or nothing where its write can't be told. */
    private static @Nullable Value listed(Answer answer, String key) {
      Value value = ((Dict) answer.value()).entries().get(new Text(key));
      if (value == null) {
        return Nil.NIL;
      }
      return value instanceof Int ? value : null;
    }
  }

  /** One number, added to and read. */
  private static final class Counter implements Workload {
    private static final String KEY = "counter";

    @Override
    public String name() {
      return "counter";
    }

    @Override
    public String description() {
      return "one number that is added to and read";
    }

    @Override
    public String model() {
      return "counter";
    }

    @Override
    public List<String> consistencies() {
      return List.of("jepsen:counter");
    }

    @Override
    public Set<Action> needs() {
      return Set.of(Action.READ, Action.ADD);
    }

    @Override
    public void step(Client client) {
      if (client.random().nextDouble() < client.settings().reads()) {
        client.perform(
            "read",
            null,
            Nil.NIL,
            Request.of(Action.READ, KEY),
            answer -> answer.value().isNil() ? new Int(0) : answer.value());
      } else {
        long amount = 1L + client.random().nextInt(5);
        client.perform(
            "add",
            null,
            new Int(amount),
            Request.of(Action.ADD, KEY, amount),
            answer -> new Int(amount));
      }
    }
  }

  /** Sets that elements are added to, and that are read all along. */
  private static final class SetOfNumbers implements Workload {
    private static final int ELEMENTS = 100;

    @Override
    public String name() {
      return "set";
    }

    @Override
    public String description() {
      return "elements that are added to a set, which is read all along";
    }

    @Override
    public String model() {
      return "set-full";
    }

    @Override
    public List<String> consistencies() {
      return List.of("jepsen:set-full");
    }

    @Override
    public Set<Action> needs() {
      return Set.of(Action.ADD_ELEMENT, Action.READ_ELEMENTS);
    }

    @Override
    public void step(Client client) {
      String key = "set" + number(client);
      if (client.random().nextDouble() < client.settings().reads()) {
        client.perform(
            "read", new Text(key), Nil.NIL, Request.of(Action.READ_ELEMENTS, key), Answer::value);
      } else {
        long element = client.newId();
        client.perform(
            "add",
            new Text(key),
            new Int(element),
            Request.of(Action.ADD_ELEMENT, key, element),
            answer -> new Int(element));
      }
    }

    /**
     * The set whose turn it is. What is over at the end of a run goes to the last one: a set of a
     * few operations shows nothing, and would leave the whole run undecided.
     */
    private static long number(Client client) {
      long turns = 2L * ELEMENTS;
      long number = client.turn() / turns;
      long sets = client.settings().operations().orElse(Long.MAX_VALUE) / turns;
      return Math.min(number, Math.max(0, sets - 1));
    }
  }
}
