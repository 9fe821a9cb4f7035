package minos.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.BigInt;
import minos.value.Bool;
import minos.value.Decimal;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Small histories with everything in them that a history can have. */
final class RandomHistory {
  private final Random random;
  private final boolean numbered;
  private final boolean lined;
  private final boolean timed;
  private final boolean named;
  private final boolean keyed;
  private final OrderBy order;
  private long index;
  private long line;
  private long time;

  private RandomHistory(long seed) {
    random = new Random(seed);
    numbered = random.nextBoolean();
    timed = random.nextBoolean();
    named = random.nextInt(5) > 0;
    lined = numbered || !named || random.nextInt(4) > 0;
    keyed = named && random.nextBoolean();
    order = timed && random.nextInt(3) == 0 ? OrderBy.TIME : OrderBy.INDEX;
    index = random.nextInt(3);
  }

  /** The history of a seed. */
  static History of(long seed) throws MalformedHistoryException {
    return new RandomHistory(seed).make();
  }

  /** What the history of a seed takes for real time. */
  static OrderBy orderOf(long seed) {
    return new RandomHistory(seed).order;
  }

  private History make() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder("random", order);
    builder.format("memory");
    Map<Integer, Event> open = new HashMap<>();
    for (int n = random.nextInt(40); n > 0; n--) {
      int process = random.nextInt(4);
      Event invocation = open.get(process);
      if (named && random.nextInt(10) == 0) {
        builder.accept(event(EventType.INFO, new Keyword("nemesis"), "start", null));
      } else if (invocation == null) {
        Value key = keyed ? value(1) : null;
        Event event = event(EventType.INVOKE, name(process), f(), key);
        open.put(process, event);
        builder.accept(event);
      } else {
        EventType type =
            List.of(EventType.OK, EventType.FAIL, EventType.INFO).get(random.nextInt(3));
        builder.accept(event(type, invocation.process(), invocation.f(), invocation.key()));
        open.remove(process);
      }
    }
    return builder.build();
  }

  private Value name(int process) {
    if (!named) {
      return Nil.NIL;
    }
    return process < 2 ? new Int(process) : new Text("client " + process);
  }

  private String f() {
    return List.of("read", "write", "a b", "cas").get(random.nextInt(4));
  }

  private Event event(EventType type, @Nullable Value process, String f, @Nullable Value key) {
    index += 1 + (numbered ? random.nextInt(3) : 0);
    line += 1 + random.nextInt(2);
    time += (order == OrderBy.TIME ? 1 : 0) + random.nextInt(3);
    Map<String, Value> extra = new HashMap<>();
    for (int i = random.nextInt(6) - 3; i > 0; i--) {
      extra.put(List.of("error", "version", "x y").get(i - 1), value(2));
    }
    return new Event(
        type,
        process == null || process.isNil() ? null : process,
        f,
        key,
        random.nextInt(4) == 0 ? null : value(3),
        numbered ? index : Event.ABSENT,
        timed ? time : Event.ABSENT,
        lined ? line : Event.ABSENT,
        extra);
  }

  private Value value(int depth) {
    int kind = random.nextInt(depth == 0 ? 10 : 15);
    return switch (kind) {
      case 0 -> Nil.NIL;
      case 1 -> Bool.of(random.nextBoolean());
      case 2 -> new Int(random.nextInt(5));
      case 3 -> new Int(random.nextLong());
      case 4 -> BigInt.of(new BigInteger(80, random));
      case 5 -> real();
      case 6 -> new Decimal(new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(8)));
      case 7 -> new Text(text());
      case 8 -> new Keyword("k" + random.nextInt(3));
      case 9 -> new Symbol("java.lang.S$ync");
      case 10 -> new Seq(values(depth));
      case 11 -> members(depth);
      case 12 -> dict(depth);
      // A pair is an operation's key where it is not inside another value.
      case 13 -> Value.seq(new Pair(value(depth - 1), value(depth - 1)));
      default -> new Tagged("inst", value(depth - 1));
    };
  }

  private Value real() {
    return new Real(
        switch (random.nextInt(6)) {
          case 0 -> Double.NaN;
          case 1 -> Double.POSITIVE_INFINITY;
          case 2 -> Double.NEGATIVE_INFINITY;
          case 3 -> -0.0;
          case 4 -> random.nextInt(10);
          default -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
        });
  }

  private String text() {
    return List.of("", "x", ":x", "$set", "\u00e4\ud83d\ude00", "\ud800", "\"\\\n\t\u0000", "nil")
        .get(random.nextInt(8));
  }

  private List<Value> values(int depth) {
    List<Value> values = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      values.add(value(depth - 1));
    }
    return values;
  }

  private Value members(int depth) {
    Set<Value> members = new LinkedHashSet<>(values(depth));
    return new Members(members);
  }

  private Value dict(int depth) {
    boolean texts = random.nextBoolean();
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value value : values(depth)) {
      entries.put(texts ? new Text(text()) : value(depth - 1), value);
    }
    return new Dict(entries);
  }
}
