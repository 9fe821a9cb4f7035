package minos.format;

import java.io.IOException;
import java.util.Map;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.Lines;
import minos.format.input.ReadLimits;
import minos.format.input.Utf8;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Symbol;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a line that {@link OperationLine} found: the value is EDN, what comes after it
 * is an error, not quoted.
 *
 * <p>Logs of 2014 show the error in the place of the value: {@code 4 :info :write :timed-out}. So a
 * keyword that is all there is after an {@code :info} or {@code :fail} of a client is taken for an
 * error, and the value for absent. Nothing is lost if it was a value after all: what counts for
 * such an operation is the value of its invocation.
 */
final class OperationText {
  private static final String ERROR = "error";

  private final HistoryBuilder sink;
  private final EdnReader edn;

  OperationText(HistoryBuilder sink, ReadLimits limits) {
    this.sink = sink;
    this.edn = new EdnReader(limits);
  }

  /**
   * Hands the operation of a line to the builder, or notes what is wrong with it.
   *
   * @return whether the line ends in an error's text, which may go on in the next line
   */
  boolean accept(Lines lines, OperationLine found) throws IOException, MalformedHistoryException {
    byte[] bytes = lines.bytes();
    String process = Utf8.decode(bytes, found.processFrom(), found.processTo());
    String f = Utf8.decode(bytes, found.functionFrom(), found.functionTo());
    String rest = Utf8.decode(bytes, found.valueFrom(), lines.to());
    if (process == null || f == null || rest == null) {
      sink.problems().add(lines.number(), "bytes that are not UTF-8; recode the file");
      return false;
    }
    Value who = process(process);
    boolean lost = found.type() == EventType.FAIL || found.type() == EventType.INFO;
    boolean client = !(who instanceof Keyword);
    Value value = null;
    Value error = null;
    try {
      edn.reset(
          bytes,
          found.valueFrom(),
          lines.to(),
          lines.number(),
          found.valueFrom() - lines.from() + 1);
      value = edn.read();
      int end = edn.position();
      int errorFrom = skipSpace(bytes, end, lines.to());
      if (errorFrom < lines.to()) {
        boolean column = bytes[end] == '\t' || bytes[errorFrom - 1] == '\t';
        if (value instanceof Symbol && !column) {
          throw edn.malformed("more text after the value " + Shown.brief(value));
        }
        if (!column && !lost) {
          throw edn.malformed(
              "more text after the value " + Shown.brief(value) + "; an error comes after a tab");
        }
        error = error(bytes, errorFrom, lines);
      } else if (client && lost && (value instanceof Keyword || value instanceof Symbol)) {
        error = value;
        value = null;
      }
    } catch (MalformedEdnException e) {
      if (client && !lost) {
        sink.problems().add(lines.number(), e.message());
        return false;
      }
      // No EDN where an error may be: a text that its client wrote there.
      value = client ? null : new Text(rest);
      error = client ? new Text(rest.strip()) : null;
    }
    sink.accept(
        new Event(
            found.type(),
            who,
            f,
            null,
            value,
            Event.ABSENT,
            Event.ABSENT,
            lines.number(),
            error == null ? Map.of() : Map.of(ERROR, error)));
    return error instanceof Text;
  }

  private static Value process(String text) {
    if (text.startsWith(":")) {
      return new Keyword(text.substring(1));
    }
    try {
      return new Int(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return new Text(text); // a name
    }
  }

  /** The error that the rest of a line shows: a keyword or a collection in EDN, or any text. */
  private Value error(byte[] bytes, int from, Lines lines) throws IOException {
    byte first = bytes[from];
    if (first == ':' || first == '[' || first == '{') {
      Value whole = whole(bytes, from, lines);
      if (whole != null) {
        return whole;
      }
    }
    String text = Utf8.decode(bytes, from, lines.to());
    return new Text(text == null ? "" : text.stripTrailing());
  }

  private @Nullable Value whole(byte[] bytes, int from, Lines lines) throws IOException {
    try {
      edn.reset(bytes, from, lines.to(), lines.number(), from - lines.from() + 1);
      Value value = edn.read();
      return edn.peek() < 0 ? value : null;
    } catch (MalformedEdnException e) {
      return null; // not EDN, so a text
    }
  }

  private static int skipSpace(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }
}
