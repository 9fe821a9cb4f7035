package minos.simulation;

import java.util.ArrayList;
import java.util.List;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.UniformIntegerDistribution;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What clients ask next. Every written value is written once. */
final class Workload {
  private final SimulationOptions options;
  private final RandomGenerator random;
  private final Truth truth;
  private final Recorder recorder;
  private final IntegerDistribution keys;
  private long value;
  private int fresh;

  Workload(World world) {
    this.options = world.options();
    this.random = world.random();
    this.truth = world.truth();
    this.recorder = world.recorder();
    this.keys =
        options.zipf() > 0
            ? new ZipfDistribution(random, options.keys(), options.zipf())
            : new UniformIntegerDistribution(random, 1, options.keys());
  }

  /** The next operation of a client. */
  Call next(Client client) {
    return switch (options.data()) {
      case REGISTER -> register(client);
      case NEW_KEYS -> creating(client);
      case OBJECTS -> objects(client);
      case LIST_APPEND, RW_REGISTER -> transaction(client);
      case G_COUNTER, PN_COUNTER, OR_SET -> replicated(client);
      case SIBLINGS -> versioned(client);
    };
  }

  /** A read of a key. */
  Call read(Client client, int key) {
    if (options.data().transactional()) {
      return transaction(
          client, List.of(Value.seq(new Text("r"), recorder.key(key), Nil.NIL)), key);
    }
    String f = options.data() == DataType.OBJECTS ? "get" : Call.Kind.READ.f();
    return read(client, f, key);
  }

  private Call read(Client client, String f, int key) {
    return new Call(
        client, Call.Kind.READ, f, key, level(options.readLevels()), null, null, Nil.NIL);
  }

  /**
   * Of the reads, one in six is a HEAD and one in six a listing; of the rest, a quarter deletes
   * and, where the store compares, a quarter has a condition.
   */
  private Call objects(Client client) {
    int key = keys.sample() - 1;
    boolean reads = random.nextDouble() < options.readRatio();
    int die = random.nextInt(12);
    if (reads && die < 2) {
      Call list =
          new Call(client, Call.Kind.LIST, 0, level(options.readLevels()), null, null, Nil.NIL);
      List<Call> parts = new ArrayList<>();
      for (int each = 0; each < options.keys(); each++) {
        parts.add(read(client, each));
      }
      list.parts = List.copyOf(parts);
      return list;
    } else if (reads) {
      return read(client, die < 4 ? "head" : "get", key);
    } else if (die < 3) {
      Version none = new Version(key, Nil.NIL);
      return put(client, "delete", none, null);
    }
    boolean conditional = die < 6 && options.store().compares();
    return put(
        client,
        "put",
        new Version(key, new Int(++value)),
        conditional ? expected(client, key) : null);
  }

  private Call put(Client client, String f, Version written, @Nullable Version expected) {
    return new Call(
        client,
        expected == null ? Call.Kind.WRITE : Call.Kind.CAS,
        f,
        written.key,
        level(options.writeLevels()),
        written,
        expected,
        written.value);
  }

  private Call register(Client client) {
    int key = keys.sample() - 1;
    double die = random.nextDouble();
    if (die < options.readRatio()) {
      return read(client, key);
    }
    boolean cas = die < options.readRatio() + options.casRatio();
    return write(client, key, cas ? expected(client, key) : null);
  }

  private Version expected(Client client, int key) {
    Version seen = client.seen(key);
    return seen == null ? truth.initial(key) : seen;
  }

  private Call write(Client client, int key, @Nullable Version expected) {
    Value written = new Int(++value);
    return new Call(
        client,
        expected == null ? Call.Kind.WRITE : Call.Kind.CAS,
        key,
        level(options.writeLevels()),
        new Version(key, written),
        expected,
        expected == null ? written : Value.seq(expected.value, written));
  }

  /** A client creates a key of its own, then reads it; where asked, it probes the key before. */
  private Call creating(Client client) {
    Integer mine = client.creating;
    if (mine == null) {
      mine = fresh++ % options.keys();
      client.creating = mine;
      client.created = false;
      if (options.breaks(Breakage.PROBED_KEYS)) {
        return read(client, mine);
      }
    }
    if (!client.created) {
      client.created = true;
      return write(client, mine, null);
    }
    client.creating = null;
    return read(client, mine);
  }

  private Call transaction(Client client) {
    List<Value> steps = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = keys.sample() - 1;
      if (used.contains(key)) {
        continue;
      }
      used.add(key);
      boolean reads = random.nextDouble() < options.readRatio();
      String write = options.data() == DataType.LIST_APPEND ? "append" : "w";
      steps.add(
          Value.seq(
              new Text(reads ? "r" : write),
              recorder.key(key),
              reads ? Nil.NIL : new Int(++value)));
    }
    return transaction(client, steps, used.get(0));
  }

  private Call transaction(Client client, List<Value> steps, int key) {
    return new Call(
        client, Call.Kind.TXN, key, level(options.readLevels()), null, null, Value.of(steps));
  }

  private Call replicated(Client client) {
    int key = keys.sample() - 1;
    if (random.nextDouble() < options.readRatio()) {
      return read(client, key);
    }
    Value argument =
        switch (options.data()) {
          case G_COUNTER -> new Int(1 + random.nextInt(5));
          case PN_COUNTER -> new Int(random.nextInt(11) - 5);
          case OR_SET, SIBLINGS, REGISTER, NEW_KEYS, OBJECTS, LIST_APPEND, RW_REGISTER ->
              new Int(random.nextInt(8));
        };
    boolean removes = options.data() == DataType.OR_SET && random.nextInt(3) == 0;
    return new Call(
        client,
        removes ? Call.Kind.REMOVE : Call.Kind.ADD,
        key,
        level(options.writeLevels()),
        null,
        null,
        argument);
  }

  /** A read, or a write that says what its client knows. */
  private Call versioned(Client client) {
    int key = keys.sample() - 1;
    return random.nextDouble() < options.readRatio()
        ? read(client, key)
        : new Call(
            client,
            Call.Kind.ADD,
            Call.Kind.WRITE.f(),
            key,
            level(options.writeLevels()),
            null,
            null,
            new Int(++value));
  }

  private String level(List<String> levels) {
    return levels.isEmpty() ? "" : levels.get(random.nextInt(levels.size()));
  }
}
