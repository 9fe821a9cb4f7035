package minos.clojure;

import clojure.lang.IPersistentMap;
import clojure.lang.ISeq;
import clojure.lang.Keyword;
import clojure.lang.MapEntry;
import clojure.lang.Named;
import clojure.lang.RT;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Tagged;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A history given as Clojure data: a collection of maps (or records) with {@code :process}, {@code
 * :type}, {@code :f} and {@code :value}, as Jepsen records and Knossos reads them, and the maps
 * that its operations were made of.
 *
 * <p>A value that is a map entry, as Jepsen's independent generators make them, is a key and what
 * is said of it; a vector never is. Events of processes that a keyword names are kept aside. Where
 * the first event has an {@code :index}, that is the order; else the order is that of the
 * collection, and events are numbered from 0.
 */
final class ClojureHistory {
  static final Keyword INDEX = Keyword.intern("index");
  static final Keyword VALUE = Keyword.intern("value");
  private static final Keyword PROCESS = Keyword.intern("process");
  private static final Keyword TYPE = Keyword.intern("type");
  private static final Keyword F = Keyword.intern("f");
  private static final Keyword TIME = Keyword.intern("time");

  private final FromClojure values = new FromClojure();
  private final Map<Long, IPersistentMap> events = new HashMap<>();
  private final Map<String, Object> functions = new HashMap<>();
  private final History history;

  /**
   * Reads a history.
   *
   * @param about what the test says of itself; what is no data of it is left out
   * @throws MalformedHistoryException with all the problems found, each with the place of the
   *     event, counted from 1
   */
  static ClojureHistory of(@Nullable Object events, IPersistentMap about)
      throws MalformedHistoryException {
    try {
      return new ClojureHistory(events, about, false);
    } catch (MalformedHistoryException e) {
      // Once more with places, which only messages need.
      return new ClojureHistory(events, about, true);
    }
  }

  private ClojureHistory(@Nullable Object given, IPersistentMap about, boolean located)
      throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder("history", OrderBy.INDEX);
    builder.format("clojure");
    builder.header(header(about));
    if (given != null && !RT.canSeq(given)) {
      throw builder
          .problems()
          .fatal(
              Event.ABSENT,
              "a history is a collection of maps, not a " + given.getClass().getName());
    }
    long position = 0;
    boolean indexed = false;
    for (ISeq seq = RT.seq(given); seq != null; seq = seq.next()) {
      long line = located ? position + 1 : Event.ABSENT;
      if (seq.first() instanceof IPersistentMap map) {
        if (position == 0) {
          indexed = map.valAt(INDEX) != null;
        }
        IPersistentMap numbered = indexed ? map : map.assoc(INDEX, position);
        accept(builder, numbered, line);
      } else {
        builder
            .problems()
            .add(line, "an event is a map, not " + shortened(RT.printString(seq.first())));
      }
      position++;
    }
    history = builder.build();
  }

  /** The history. */
  History history() {
    return history;
  }

  /** What a value was made of. */
  @Nullable Object data(Value value) {
    return values.data(value);
  }

  /** The value of data that belongs to this history, such as an initial state. */
  Value value(@Nullable Object data) throws FromClojure.Unconvertible {
    return values.value(data);
  }

  /** What a function was made of. */
  Object function(String letters) {
    return functions.getOrDefault(letters, letters);
  }

  /** What the event with this index was made of, with its index. */
  IPersistentMap event(long index) {
    return Objects.requireNonNull(events.get(index), () -> "no event " + index);
  }

  private void accept(HistoryBuilder builder, IPersistentMap map, long line)
      throws MalformedHistoryException {
    @Nullable EventType type = type(map.valAt(TYPE));
    if (type == null) {
      builder
          .problems()
          .add(
              line,
              "an event of :type "
                  + shortened(RT.printString(map.valAt(TYPE)))
                  + "; expected :invoke, :ok, :fail or :info");
      return;
    }
    try {
      @Nullable Object who = map.valAt(PROCESS);
      boolean client = !(who instanceof Keyword);
      @Nullable Value process = who == null ? null : values.value(who);
      String f = function(map.valAt(F), client);
      @Nullable Value value = client && map.containsKey(VALUE) ? tuple(map.valAt(VALUE)) : null;
      long index = number(map.valAt(INDEX));
      builder.accept(
          new Event(
              type, process, f, null, value, index, number(map.valAt(TIME)), line, extra(map)));
      events.put(index, map);
    } catch (FromClojure.Unconvertible e) {
      builder
          .problems()
          .add(
              line,
              "process "
                  + shortened(RT.printString(map.valAt(PROCESS)))
                  + ", "
                  + shortened(RT.printString(map.valAt(F)))
                  + ": "
                  + e.getMessage());
    }
  }

  private Value tuple(@Nullable Object value) throws FromClojure.Unconvertible {
    return value instanceof MapEntry tuple
        ? new Pair(values.value(tuple.key()), values.value(tuple.val()))
        : values.value(value);
  }

  /** The letters of a function, which must tell functions apart as the data does. */
  private String function(@Nullable Object f, boolean client) throws FromClojure.Unconvertible {
    if (!client) {
      return f == null ? "" : values.value(f).letters();
    }
    String letters = values.value(f).letters();
    Object other = f == null ? null : functions.putIfAbsent(letters, f);
    if (f == null || (other != null && !other.equals(f))) {
      throw new FromClojure.Unconvertible(
          f == null
              ? "it has no :f"
              : "another :f of this history is " + RT.printString(other) + "; use one of the two");
    }
    return letters;
  }

  private static @Nullable EventType type(@Nullable Object type) {
    String word =
        type instanceof Named named ? named.getName() : type instanceof String text ? text : "";
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "invoke" -> EventType.INVOKE;
      case "ok" -> EventType.OK;
      case "fail" -> EventType.FAIL;
      case "info" -> EventType.INFO;
      default -> null;
    };
  }

  private static long number(@Nullable Object number) {
    return number instanceof Number some ? some.longValue() : Event.ABSENT;
  }

  private Dict header(IPersistentMap about) {
    Map<Value, Value> header = new LinkedHashMap<>();
    extra(about).forEach((name, value) -> header.put(new minos.value.Keyword(name), value));
    return new Dict(header);
  }

  /** What else an event says, which no check looks at; of what is no data, the name of its type. */
  private Map<String, Value> extra(IPersistentMap map) {
    Map<String, Value> extra = new LinkedHashMap<>();
    for (ISeq seq = RT.seq(map); seq != null; seq = seq.next()) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) seq.first();
      Object key = entry.getKey();
      if (key == PROCESS
          || key == TYPE
          || key == F
          || key == VALUE
          || key == INDEX
          || key == TIME) {
        continue;
      }
      String name = key instanceof Keyword word ? word.sym.toString() : RT.printString(key);
      Object said = entry.getValue();
      Value value;
      try {
        value = values.value(said);
      } catch (FromClojure.Unconvertible e) {
        value = new Tagged("object", new Text(Objects.requireNonNull(said).getClass().getName()));
      }
      if (value != Nil.NIL) {
        extra.put(name, value);
      }
    }
    return extra;
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
