package minos.cli;

import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Symbol;
import minos.value.Value;

/**
 * Histories in a notation for tests, an event a line: {@code 0 invoke write 3}. A value that is no
 * number and not nil is a symbol of these letters, whatever it looks like.
 */
public final class Lines {
  private Lines() {}

  /** The history of these events; the number of each line is its place in the text. */
  public static History history(String... lines) {
    HistoryBuilder builder = new HistoryBuilder("test.edn", OrderBy.INDEX);
    builder.format("jepsen-edn");
    try {
      for (int i = 0; i < lines.length; i++) {
        String[] words = lines[i].split(" ", 4);
        builder.accept(
            new Event(
                EventType.ofWord(words[1]).orElseThrow(),
                value(words[0]),
                words[2],
                null,
                words.length == 3 ? null : value(words[3]),
                Event.ABSENT,
                Event.ABSENT,
                i + 1,
                Map.of()));
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A number, nil, or a symbol. */
  public static Value value(String text) {
    if (text.matches("-?\\d+")) {
      return new Int(Long.parseLong(text));
    }
    return text.equals("nil") ? Nil.NIL : new Symbol(text);
  }
}
