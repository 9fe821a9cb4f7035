package minos.format;

import java.io.IOException;
import minos.format.input.Input;
import minos.format.input.Lines;
import minos.history.Event;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads the operations in a {@code jepsen.log}, in which they are some lines among many. Lines that
 * show no operation are the log's own.
 *
 * <p>Shapes seen: {@code INFO jepsen.util - 0 :invoke :read nil} (2014), {@code ... jepsen.util: [
 * 1350999542 ] 2 :invoke :read nil} (2022), {@code ... jepsen.util: 11 :invoke :read [1 nil]}
 * (2025), with tabs or aligned by spaces.
 */
final class JepsenLogEvents implements EventReader {
  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Lines lines = new Lines(input.stream(), options.limits());
    OperationLine line = new OperationLine();
    OperationText text = new OperationText(sink, options.limits());
    while (lines.next()) {
      if (lines.unfinished() && input.cutOff().isPresent()) {
        break;
      }
      switch (line.find(lines.bytes(), lines.from(), lines.to(), true)) {
        case OTHER -> {}
        case OPERATION -> {
          if (lines.unfinished()) {
            sink.warn(lines.number(), JepsenTextEvents.UNFINISHED);
          }
          text.accept(lines, line);
        }
        case INCOMPLETE -> sink.problems().add(lines.number(), JepsenTextEvents.INCOMPLETE);
      }
    }
    if (sink.events() == 0 && sink.problems().count() == 0 && input.cutOff().isEmpty()) {
      sink.problems()
          .add(
              Event.ABSENT,
              "none of the "
                  + lines.number()
                  + " lines shows an operation; expected some that end in 'process :type :f value'");
    }
  }
}
