package minos.format;

import java.io.IOException;
import minos.format.input.Input;
import minos.format.input.Lines;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;

/**
 * Reads Jepsen's {@code history.txt}: {@code process<TAB>:type<TAB>:f<TAB>value[<TAB>error]} in
 * each line. The error is a text as it came; where it has line ends of its own, it goes on in lines
 * that are no operations.
 */
final class JepsenTextEvents implements EventReader {
  static final String UNFINISHED =
      "the last line has no line end; if the recording was cut off there, its value may be too short";
  static final String INCOMPLETE =
      "an operation that breaks off; expected process, :type, :f and value";

  @Override
  public void read(Input input, HistoryBuilder sink, ReadOptions options)
      throws IOException, MalformedHistoryException {
    Lines lines = new Lines(input.stream(), options.limits());
    OperationLine line = new OperationLine();
    OperationText text = new OperationText(sink, options.limits());
    boolean afterError = false;
    while (lines.next()) {
      if (lines.unfinished() && input.cutOff().isPresent()) {
        return;
      }
      switch (line.find(lines.bytes(), lines.from(), lines.to(), false)) {
        case OPERATION -> {
          if (lines.unfinished()) {
            sink.warn(lines.number(), UNFINISHED);
          }
          afterError = text.accept(lines, line);
        }
        case INCOMPLETE -> sink.problems().add(lines.number(), INCOMPLETE);
        case OTHER -> {
          if (afterError) {
            sink.warn(lines.number(), "lines that go on with the error of the operation before");
          } else if (!lines.isBlank()) {
            sink.problems()
                .add(
                    lines.number(),
                    "no operation; expected process<TAB>:type<TAB>:f<TAB>value, found "
                        + shown(lines));
          }
        }
      }
    }
  }

  private static String shown(Lines lines) {
    String text = lines.text();
    return text == null ? "bytes that are not UTF-8" : Shown.brief(text);
  }
}
