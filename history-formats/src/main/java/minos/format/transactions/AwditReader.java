package minos.format.transactions;

import java.io.IOException;
import java.util.Map;
import minos.format.EventReader;
import minos.format.ReadOptions;
import minos.format.input.Input;
import minos.format.input.Lines;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.MicroOperationBuffer;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Keyword;

/**
 * Reads AWDIT's test files: one operation a line, {@code r key value} or {@code w key value}, with
 * {@code -----} between transactions and {@code =====} between sessions. Sessions are numbered from
 * 0. Value 0 is the initial one where nobody writes it.
 */
public final class AwditReader implements EventReader {
  private static final Keyword READ = new Keyword("r");
  private static final Keyword WRITE = new Keyword("w");

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Lines lines = new Lines(input.stream(), options.limits());
    TransactionEvents events = new TransactionEvents(sink, new Int(0));
    MicroOperationBuffer micros = events.microOperations();
    AwditLine line = new AwditLine();
    long session = 0;
    long from = 1;
    while (lines.next()) {
      if (lines.isBlank()) {
        continue;
      }
      AwditLine.Kind kind = line.parse(lines.bytes(), lines.from(), lines.to());
      switch (kind) {
        case READ, WRITE -> {
          if (micros.size() == 0) {
            from = lines.number();
          }
          micros.add(kind == AwditLine.Kind.READ ? READ : WRITE, line.key(), line.value());
        }
        case DASHES, EQUALS_SIGNS -> {
          finish(session, micros, from, lines.number() - 1, events);
          session += kind == AwditLine.Kind.EQUALS_SIGNS ? 1 : 0;
        }
        case OTHER -> {
          if (!lines.unfinished() || input.cutOff().isEmpty()) {
            sink.problems()
                .add(
                    lines.number(),
                    "expected an operation, 'r key value' or 'w key value', or a separator, ----- or =====");
          }
        }
      }
    }
    finish(session, micros, from, lines.number(), events);
  }

  private static void finish(
      long session, MicroOperationBuffer micros, long from, long to, TransactionEvents events)
      throws MalformedHistoryException {
    if (micros.size() > 0) {
      events.add(new Int(session), micros, Outcome.OK, from, to, Map.of());
      micros.clear();
    }
  }
}
