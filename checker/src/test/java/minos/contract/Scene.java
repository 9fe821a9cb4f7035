package minos.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Histories in a one-line notation: {@code process f key value begin-end [field=value]...}. The key
 * is {@code -} for none; an end of {@code ~} is an unknown outcome, one with {@code !} a failure.
 * Times are milliseconds. Values: {@code nil}, numbers, {@code [a b]}, {@code {k=v}}, words.
 */
final class Scene {
  private Scene() {}

  static History of(String... lines) {
    return of(List.of(lines));
  }

  static History of(List<String> lines) {
    List<Event> events = new ArrayList<>();
    for (String line : lines) {
      operation(line.strip(), events);
    }
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
      throw new IllegalArgumentException(e);
    }
  }

  private static void operation(String line, List<Event> events) {
    List<String> words = words(line);
    String[] interval = words.get(4).split("-", 2);
    Map<String, Value> fields = new HashMap<>();
    for (String word : words.subList(5, words.size())) {
      String[] field = word.split("=", 2);
      fields.put(field[0], value(field[1]));
    }
    boolean read =
        List.of("get", "read", "head", "list", "query", "batchget").contains(words.get(1));
    Value value = words.get(3).equals("-") ? null : value(words.get(3));
    Value key = words.get(2).equals("-") ? null : new Text(words.get(2));
    EventType type =
        interval[1].startsWith("~")
            ? EventType.INFO
            : interval[1].startsWith("!") ? EventType.FAIL : EventType.OK;
    events.add(
        event(
            EventType.INVOKE,
            words,
            key,
            read ? Nil.NIL : value,
            Long.parseLong(interval[0]),
            fields));
    if (!interval[1].equals("~")) {
      String end = interval[1].replace("!", "").replace("~", "");
      events.add(
          event(
              type, words, key, type == EventType.OK ? value : null, Long.parseLong(end), fields));
    }
  }

  private static Event event(
      EventType type,
      List<String> words,
      @Nullable Value key,
      @Nullable Value value,
      long millis,
      Map<String, Value> fields) {
    return new Event(
        type,
        new Text(words.get(0)),
        words.get(1),
        key,
        value,
        Event.ABSENT,
        millis * 1_000_000,
        Event.ABSENT,
        fields);
  }

  /** Words, of which brackets hold several together. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    for (char c : (line + " ").toCharArray()) {
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        if (word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return words;
  }

  static Value value(String text) {
    if (text.startsWith("[")) {
      return new Seq(
          words(text.substring(1, text.length() - 1)).stream().map(Scene::value).toList());
    } else if (text.startsWith("{")) {
      Map<Value, Value> entries = new HashMap<>();
      for (String entry : words(text.substring(1, text.length() - 1))) {
        entries.put(value(entry.split("=", 2)[0]), value(entry.split("=", 2)[1]));
      }
      return new Dict(entries);
    } else if (text.matches("-?\\d+")) {
      return new Int(Long.parseLong(text));
    }
    return switch (text) {
      case "nil" -> Nil.NIL;
      case "true" -> Bool.TRUE;
      case "false" -> Bool.FALSE;
      default -> new Text(text);
    };
  }
}
