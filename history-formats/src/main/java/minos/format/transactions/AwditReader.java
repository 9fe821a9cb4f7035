package minos.format.transactions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.input.Lines;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Seq;

/**
 * Reads AWDIT's test files: one operation a line, {@code r key value} or {@code w key value}, with
 * {@code -----} between transactions and {@code =====} between sessions. Sessions are numbered from
 * 0. Value 0 is the initial one where nobody writes it.
 */
public final class AwditReader implements EventReader {
  private static final Pattern OPERATION = Pattern.compile("\\s*([rw])\\s+(\\S+)\\s+(\\S+)\\s*");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*(-{3,}|={3,})\\s*");

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Lines lines = new Lines(input.stream(), options.limits());
    TransactionEvents events = new TransactionEvents(sink, new Int(0));
    List<Seq> steps = new ArrayList<>();
    long session = 0;
    long from = 1;
    while (lines.next()) {
      if (lines.isBlank()) {
        continue;
      }
      String text = lines.text();
      Matcher operation = OPERATION.matcher(text == null ? "" : text);
      Matcher separator = SEPARATOR.matcher(text == null ? "" : text);
      if (operation.matches()) {
        if (steps.isEmpty()) {
          from = lines.number();
        }
        steps.add(
            TransactionEvents.step(
                operation.group(1),
                Names.value(operation.group(2)),
                Names.value(operation.group(3))));
      } else if (separator.matches()) {
        finish(session, steps, from, lines.number() - 1, events);
        session += separator.group(1).startsWith("=") ? 1 : 0;
      } else if (!lines.unfinished() || input.cutOff().isEmpty()) {
        sink.problems()
            .add(
                lines.number(),
                "expected an operation, 'r key value' or 'w key value', or a separator, ----- or =====");
      }
    }
    finish(session, steps, from, lines.number(), events);
  }

  private static void finish(
      long session, List<Seq> steps, long from, long to, TransactionEvents events)
      throws MalformedHistoryException {
    if (!steps.isEmpty()) {
      events.add(new Int(session), steps, Outcome.OK, from, to, Map.of());
      steps.clear();
    }
  }
}
