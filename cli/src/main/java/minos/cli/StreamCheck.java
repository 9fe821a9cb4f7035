package minos.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import minos.cli.options.Asked;
import minos.cli.options.Output;
import minos.cli.options.Reading;
import minos.cli.options.Streaming;
import minos.cli.run.ExitCode;
import minos.cli.run.Interruption;
import minos.cli.run.StreamRun;
import minos.cli.text.Ink;
import minos.cli.text.TextReport;
import minos.format.EventStream;
import minos.format.Format;
import minos.format.Keyed;
import minos.format.verdict.VerdictJson;
import minos.history.MalformedHistoryException;
import minos.spec.Model;
import minos.spec.Models;
import minos.verdict.Violation;

/** {@code minos check --stream}: judges one history while it is written. */
final class StreamCheck {
  private static final String LINEARIZABLE = "linearizable";

  private final Terminal terminal;
  private final Interruption interruption;
  private final Asked asked;
  private final Reading reading;
  private final Streaming streaming;
  private final Output output;
  private final boolean quiet;
  private final Ink ink;

  StreamCheck(
      Terminal terminal,
      Interruption interruption,
      Asked asked,
      Reading reading,
      Streaming streaming,
      Output output,
      boolean quiet,
      Ink ink) {
    this.terminal = terminal;
    this.interruption = interruption;
    this.asked = asked;
    this.reading = reading;
    this.streaming = streaming;
    this.output = output;
    this.quiet = quiet;
    this.ink = ink;
  }

  /**
   * Runs to the end.
   *
   * @throws IllegalArgumentException if the options don't fit a stream
   */
  int run(List<String> files) throws IOException {
    if (files.size() != 1) {
      throw new IllegalArgumentException("--stream judges one history; name one file, or -");
    }
    if (!asked.consistencies().stream().allMatch(LINEARIZABLE::equals)) {
      throw new IllegalArgumentException("--stream checks linearizable alone");
    }
    Model model =
        asked
            .model()
            .flatMap(Models::byName)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--stream needs --model, because nothing is known yet to detect it by; one of "
                            + Models.all().stream()
                                .map(Model::name)
                                .collect(Collectors.joining(", "))));
    Format format = reading.format().orElse(Format.JSONL);
    if (!EventStream.FORMATS.contains(format)) {
      throw new IllegalArgumentException("--stream reads jsonl and jepsen-edn, not " + format.id());
    }
    String name = files.get(0);
    boolean standard = name.equals("-");
    if (!standard && !Files.isRegularFile(Path.of(name))) {
      throw new IllegalArgumentException("there is no file " + name);
    }
    StreamRun run =
        new StreamRun(
            model.create(asked.question().options()),
            reading.keyed() == Keyed.YES,
            name,
            this::tell,
            interruption,
            streaming.checkpoint());
    try {
      StreamRun.End end =
          run.run(opening(name, standard), format, name, reading.options().limits(), !standard);
      summary(name, end);
      ExitCode code = ExitCode.of(end.result().verdict().judgement());
      return (interruption.happened() ? ExitCode.worst(List.of(code, ExitCode.INTERRUPTED)) : code)
          .number();
    } catch (MalformedHistoryException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return ExitCode.BAD_DATA.number();
    }
  }

  private StreamRun.Opening opening(String name, boolean standard) {
    if (standard) {
      return stopped -> terminal.in();
    }
    return streaming.follow()
        ? StreamRun.following(Path.of(name))
        : stopped -> Files.newInputStream(Path.of(name));
  }

  private void tell(Violation violation) {
    PrintStream out = terminal.out();
    if (output == Output.JSON) {
      out.print(VerdictJson.line(violation) + "\n");
    } else {
      TextReport.violation(violation, ink).forEach(line -> out.print(line + "\n"));
      out.print("\n");
    }
    out.flush();
  }

  private void summary(String name, StreamRun.End end) {
    PrintStream out = terminal.out();
    if (output == Output.JSON) {
      out.print(
          VerdictJson.line(Version.NUMBER, end.result(), end.events(), end.operations()) + "\n");
    } else {
      out.print(TextReport.verdict(end.result(), ink) + "  " + name + "\n");
      if (!quiet) {
        out.print(
            String.format(
                Locale.ROOT,
                "  judged    %,d operations, %,d events, %,d keys; %,d violations%n",
                end.operations(),
                end.events(),
                end.keys(),
                end.violations()));
        TextReport.undecided(end.result()).forEach(line -> out.print(line + "\n"));
      }
    }
    out.flush();
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }
}
