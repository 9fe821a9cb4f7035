package minos.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Histories drawn by hand: a line for each process, time from left to right.
 *
 * <pre>
 * a |-w x 1-|        |-r x nil-|
 * b      |-c x 1 2-|
 * c   |-w y 3-...
 * d   |-w y 4-!
 * </pre>
 *
 * <p>{@code w x 1} writes 1 to x, {@code r} reads, {@code c x 1 2} is a compare-and-set from 1 to
 * 2. A bar ends an operation; dots leave its outcome unknown; an exclamation mark says that it
 * failed. What begins in the same column as another ends overlaps it. {@code @5} after the value is
 * the server's version.
 */
public final class Drawing {
  private static final Pattern OPERATION =
      Pattern.compile("\\|-*(\\w+) (\\w+) (\\w+)(?: (\\w+))?(?:@(\\d+))? ?-*(\\||\\.\\.\\.|!)");

  private record Drawn(int column, boolean begins, Event event) {}

  private Drawing() {}

  /** The history of a drawing. */
  public static History of(String... lines) {
    List<Drawn> drawn = new ArrayList<>();
    for (String line : lines) {
      String process = line.substring(0, line.indexOf(' '));
      Matcher matcher = OPERATION.matcher(line);
      while (matcher.find()) {
        add(drawn, process, matcher);
      }
    }
    drawn.sort(Comparator.comparingInt(Drawn::column).thenComparing(d -> !d.begins()));
    HistoryBuilder builder = new HistoryBuilder("drawing", OrderBy.INDEX);
    try {
      for (Drawn one : drawn) {
        builder.accept(one.event());
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalArgumentException(String.join("\n", lines), e);
    }
  }

  private static void add(List<Drawn> drawn, String process, Matcher matcher) {
    String f =
        switch (matcher.group(1)) {
          case "w" -> "write";
          case "r" -> "read";
          case "c" -> "cas";
          case "d" -> "delete";
          default -> throw new IllegalArgumentException(matcher.group());
        };
    Value value = value(matcher.group(3));
    if (matcher.group(4) != null) {
      value = new Seq(List.of(value, value(matcher.group(4))));
    }
    Map<String, Value> extra =
        matcher.group(5) == null ? Map.of() : Map.of("version", value(matcher.group(5)));
    EventType end =
        switch (matcher.group(6)) {
          case "|" -> EventType.OK;
          case "!" -> EventType.FAIL;
          default -> EventType.INFO;
        };
    Value key = new Text(matcher.group(2));
    Value input = f.equals("read") ? Nil.NIL : value;
    int begins = matcher.start();
    int ends = matcher.end();
    drawn.add(
        new Drawn(begins, true, event(EventType.INVOKE, process, f, key, input, begins, Map.of())));
    drawn.add(new Drawn(ends, false, event(end, process, f, key, value, ends, extra)));
  }

  private static Event event(
      EventType type,
      String process,
      String f,
      Value key,
      Value value,
      int column,
      Map<String, Value> extra) {
    return new Event(
        type,
        new Text(process),
        f,
        key,
        value,
        Event.ABSENT,
        column * 1_000_000L,
        Event.ABSENT,
        extra);
  }

  private static Value value(String text) {
    return text.equals("nil") ? Nil.NIL : new Int(Long.parseLong(text));
  }
}
