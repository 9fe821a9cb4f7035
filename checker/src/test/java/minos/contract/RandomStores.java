package minos.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Histories of a store that has one copy of everything, takes effect at one point of each
 * operation, and lies now and then: it answers what it once held. Every operation, level and
 * condition that a contract may speak of.
 */
public final class RandomStores {
  private static final List<String> KEYS = List.of("a", "b", "c");

  private final Random random;
  private final double lies;
  private final boolean moves;
  private final Map<String, List<Stored>> versions = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private int written;

  /** A version of a key; an absent one has the value nil. */
  private record Stored(Value value, int number) {
    Value tag() {
      return new Text("e" + number);
    }
  }

  private RandomStores(long seed, double lies) {
    this.random = new Random(seed * 31 + 7);
    this.lies = lies;
    this.moves = seed % 4 == 0;
  }

  /**
   * A history.
   *
   * @param lies the share of answers that are of an older version, if there is one
   */
  public static History of(long seed, int operations, double lies) {
    return new RandomStores(seed, lies).history(operations);
  }

  private History history(int operations) {
    long[] free = new long[4];
    List<long[]> points = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < operations; i++) {
      int process = random.nextInt(free.length);
      long begin = Math.max(now, free[process] + 1);
      long end = begin + 1 + random.nextInt(30);
      points.add(new long[] {begin + random.nextInt((int) (end - begin)), begin, end, process});
      free[process] = end;
      now += random.nextInt(12);
    }
    points.sort(Comparator.comparingLong(point -> point[0]));
    points.forEach(this::operation);
    events.sort(
        Comparator.comparingLong(Event::time)
            .thenComparing(event -> event.type() == EventType.INVOKE ? 0 : 1));
    try {
      HistoryBuilder builder = new HistoryBuilder();
      for (Event event : events) {
        builder.accept(event);
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  private void operation(long[] point) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("consistentRead", Bool.of(random.nextBoolean()));
    fields.put("region", new Text(random.nextBoolean() ? "east" : "west"));
    fields.put("r", new Int(1 + random.nextInt(3)));
    fields.put("w", new Int(1 + random.nextInt(3)));
    fields.put("level", new Text(random.nextBoolean() ? "QUORUM" : "ONE"));
    fields.put("lightweight", Bool.of(random.nextInt(4) > 0));
    switch (random.nextInt(moves ? 14 : 12)) {
      case 0, 1, 2 -> put(point, key, fields);
      case 3 -> set(point, key, "delete", Nil.NIL, fields);
      case 4, 5, 6 -> get(point, key, fields);
      case 7 -> conditional(point, key, fields);
      case 8 -> list(point, fields);
      case 9 -> transaction(point, fields);
      case 10 -> head(point, key, fields);
      case 11 -> copy(point, key, fields);
      case 12 -> {
        written++;
        Stored held = seen("a");
        if (held.value() instanceof Int || held.value().isNil()) {
          long before = held.value() instanceof Int number ? number.value() : 0;
          keep("a", new Int(before + 1));
          record(point, "add", "a", new Int(1), new Int(1), EventType.OK, fields);
        }
      }
      default -> {
        Stored held = now("b");
        if (!held.value().isNil()) {
          Value pair = Value.of(List.of("b", "c"));
          keep("c", held.value());
          keep("b", Nil.NIL);
          record(point, "rename", null, pair, pair, EventType.OK, fields);
        }
      }
    }
  }

  private List<Stored> versions(String key) {
    return versions.computeIfAbsent(
        key, ignored -> new ArrayList<>(List.of(new Stored(Nil.NIL, 0))));
  }

  private Stored now(String key) {
    List<Stored> all = versions(key);
    return all.get(all.size() - 1);
  }

  /** What is answered of a key: mostly what it holds. */
  private Stored seen(String key) {
    List<Stored> all = versions(key);
    return random.nextDouble() < lies ? all.get(random.nextInt(all.size())) : now(key);
  }

  private void keep(String key, Value value) {
    versions(key).add(new Stored(value, ++written));
  }

  private void put(long[] point, String key, Map<String, Value> fields) {
    // Now and then a value is written again.
    Value value = new Int(random.nextInt(8) == 0 ? 1 : written + 1);
    set(point, key, "put", value, fields);
  }

  private void set(long[] point, String key, String f, Value value, Map<String, Value> fields) {
    boolean known = random.nextInt(8) > 0;
    if (known || random.nextBoolean()) {
      keep(key, value);
      if (known && !value.isNil() && random.nextInt(3) > 0) {
        fields.put("etag", now(key).tag());
      }
    }
    record(point, f, key, value, value, known ? EventType.OK : EventType.INFO, fields);
  }

  private void get(long[] point, String key, Map<String, Value> fields) {
    if (random.nextInt(12) == 0) {
      record(point, "get", key, Nil.NIL, null, EventType.FAIL, fields);
      return;
    }
    Stored held = seen(key);
    if (held.value().isNil()) {
      fields.put("status", new Int(404));
      record(point, "get", key, Nil.NIL, null, EventType.FAIL, fields);
    } else {
      if (random.nextBoolean()) {
        fields.put("etag", held.tag());
      }
      record(point, "get", key, Nil.NIL, held.value(), EventType.OK, fields);
    }
  }

  private void head(long[] point, String key, Map<String, Value> fields) {
    Stored held = seen(key);
    if (held.value().isNil()) {
      fields.put("status", new Int(404));
    } else {
      fields.put("status", new Int(200));
      fields.put("etag", held.tag());
    }
    record(
        point,
        "head",
        key,
        Nil.NIL,
        null,
        held.value().isNil() ? EventType.FAIL : EventType.OK,
        fields);
  }

  private void conditional(long[] point, String key, Map<String, Value> fields) {
    List<Stored> all = versions(key);
    Stored expected = all.get(Math.max(0, all.size() - 1 - random.nextInt(2)));
    boolean absent = expected.value().isNil();
    fields.put(absent ? "ifNoneMatch" : "ifMatch", absent ? new Text("*") : expected.tag());
    boolean holds = absent ? seen(key).value().isNil() : seen(key).number() == expected.number();
    Value value = new Int(written + 1);
    if (holds) {
      keep(key, value);
      record(point, "put", key, value, value, EventType.OK, fields);
    } else {
      fields.put("status", new Int(412));
      record(point, "put", key, value, null, EventType.FAIL, fields);
    }
  }

  private void list(long[] point, Map<String, Value> fields) {
    List<Value> listed = new ArrayList<>();
    boolean tags = random.nextBoolean();
    for (String key : KEYS) {
      Stored held = seen(key);
      if (!held.value().isNil()) {
        listed.add(tags ? new Seq(List.of(new Text(key), held.tag())) : new Text(key));
      }
    }
    record(point, "list", null, Nil.NIL, new Seq(listed), EventType.OK, fields);
  }

  private void transaction(long[] point, Map<String, Value> fields) {
    List<Value> asked = new ArrayList<>();
    List<Value> done = new ArrayList<>();
    for (String key : List.of("b", "c")) {
      boolean reads = random.nextBoolean();
      Value held = seen(key).value();
      Value value = new Int(written + 1);
      if (!reads) {
        keep(key, value);
      }
      asked.add(micro(reads ? "r" : "w", key, reads ? Nil.NIL : value));
      done.add(micro(reads ? "r" : "w", key, reads ? held : value));
    }
    record(point, "txn", null, new Seq(asked), new Seq(done), EventType.OK, fields);
  }

  private static Value micro(String f, String key, Value value) {
    return new Seq(List.of(new Text(f), new Text(key), value));
  }

  private void copy(long[] point, String key, Map<String, Value> fields) {
    Stored held = seen(key);
    String to = key.equals("c") ? "b" : "c";
    if (held.value().isNil()) {
      return;
    }
    keep(to, held.value());
    if (random.nextInt(4) > 0) {
      fields.put("etag", held.tag());
    }
    Value pair = Value.of(List.of(key, to));
    record(point, "copy", null, pair, pair, EventType.OK, fields);
  }

  private void record(
      long[] point,
      String f,
      @Nullable String key,
      Value asked,
      @Nullable Value answered,
      EventType type,
      Map<String, Value> fields) {
    events.add(event(EventType.INVOKE, point[1], point[3], f, key, asked, fields));
    events.add(
        event(type, point[2], point[3], f, key, type == EventType.OK ? answered : null, fields));
  }

  private static Event event(
      EventType type,
      long time,
      long process,
      String f,
      @Nullable String key,
      @Nullable Value value,
      Map<String, Value> fields) {
    return new Event(
        type,
        new Int(process),
        f,
        key == null ? null : new Text(key),
        value,
        Event.ABSENT,
        time * 1_000_000,
        Event.ABSENT,
        new LinkedHashMap<>(fields));
  }
}
