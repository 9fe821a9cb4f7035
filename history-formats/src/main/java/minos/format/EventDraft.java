package minos.format;

import java.util.HashMap;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making, from fields by their names: Jepsen's {@code type}, {@code process},
 * {@code f}, {@code key}, {@code value}, {@code index} and {@code time}; every other field is
 * carried along. Whatever is wrong with a field is noted as a problem of the event's line.
 *
 * <p>One draft serves all events of an input, one after the other. Not thread-safe.
 */
final class EventDraft {
  private static final Value UNSET = new Symbol("unset");

  private final Problems problems;
  private long line;
  private boolean sound;
  private @Nullable EventType type;
  private Value process = UNSET;
  private Value f = UNSET;
  private Value key = UNSET;
  private Value value = UNSET;
  private Value index = UNSET;
  private Value time = UNSET;
  private @Nullable String extraName;
  private Value extraValue = UNSET;
  private final Map<String, Value> extras = new HashMap<>();

  EventDraft(Problems problems) {
    this.problems = problems;
  }

  /** Begins an event at a line. */
  void begin(long atLine) {
    line = atLine;
    sound = true;
    type = null;
    process = UNSET;
    f = UNSET;
    key = UNSET;
    value = UNSET;
    index = UNSET;
    time = UNSET;
    extraName = null;
    extras.clear();
  }

  /** Sets a field. */
  void put(String name, Value is) throws MalformedHistoryException {
    switch (name) {
      case "type" -> {
        if (type != null) {
          wrong("the field type twice");
        }
        type = type(is);
      }
      case "process" -> process = once(name, process, is);
      case "f" -> f = once(name, f, is);
      case "key" -> key = once(name, key, is);
      case "value" -> value = once(name, value, is);
      case "index" -> index = once(name, index, is);
      case "time" -> time = once(name, time, is);
      default -> extra(name, is);
    }
  }

  private void extra(String name, Value is) throws MalformedHistoryException {
    if (extraName == null) {
      extraName = name;
      extraValue = is;
      return;
    }
    if (extras.isEmpty()) {
      extras.put(extraName, extraValue);
    }
    if (extras.put(name, is) != null) {
      wrong("the field " + name + " twice");
    }
  }

  /** The event, or null if it had problems, which are noted. */
  @Nullable Event end() throws MalformedHistoryException {
    if (type == null) {
      if (sound) {
        wrong("no :type; expected a map with :type :invoke, :ok, :fail or :info");
      }
      return null;
    }
    Event event =
        new Event(
            type,
            process(),
            function(),
            known(key),
            value == UNSET ? null : value,
            number("index", index),
            number("time", time),
            line,
            further());
    return sound ? event : null;
  }

  private Map<String, Value> further() {
    if (extraName == null) {
      return Map.of();
    }
    return extras.isEmpty() ? Map.of(extraName, extraValue) : Map.copyOf(extras);
  }

  private Value once(String name, Value was, Value is) throws MalformedHistoryException {
    if (was != UNSET) {
      wrong("the field " + name + " twice");
    }
    return is;
  }

  private @Nullable EventType type(Value is) throws MalformedHistoryException {
    EventType known = isName(is) ? EventType.ofWord(is.letters()).orElse(null) : null;
    if (known == null) {
      wrong("unknown :type " + Shown.brief(is) + "; expected :invoke, :ok, :fail or :info");
    }
    return known;
  }

  private @Nullable Value process() throws MalformedHistoryException {
    Value is = known(process);
    if (is != null && !(is instanceof Int) && !isName(is)) {
      wrong("a process is a number or a name, not " + Shown.brief(is));
      return null;
    }
    return is instanceof Symbol symbol ? new Text(symbol.name()) : is;
  }

  private String function() throws MalformedHistoryException {
    Value is = known(f);
    if (is == null) {
      return isTransaction(value) ? "txn" : "";
    }
    if (!isName(is)) {
      wrong(":f is a function's name, not " + Shown.brief(is));
    }
    return is.letters();
  }

  /** Whether a value is a list of micro-operations such as {@code [:append 3 1]}. */
  private static boolean isTransaction(Value value) {
    if (!(value instanceof Seq steps)) {
      return false;
    }
    for (Value step : steps.items()) {
      if (!(step instanceof Seq parts) || parts.size() < 2 || !isName(parts.get(0))) {
        return false;
      }
    }
    return true;
  }

  private long number(String name, Value is) throws MalformedHistoryException {
    if (is == UNSET || is.isNil()) {
      return Event.ABSENT;
    }
    if (is instanceof Int integer && integer.value() != Event.ABSENT) {
      return integer.value();
    }
    wrong(":" + name + " is an integer of 64 bits, not " + Shown.brief(is));
    return Event.ABSENT;
  }

  private static @Nullable Value known(Value is) {
    return is == UNSET || is.isNil() ? null : is;
  }

  private static boolean isName(Value is) {
    return is instanceof Keyword || is instanceof Text || is instanceof Symbol;
  }

  private void wrong(String message) throws MalformedHistoryException {
    sound = false;
    problems.add(line, message);
  }
}
