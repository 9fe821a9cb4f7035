package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.HistoryWriter;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The counterexample of each anomaly, in each format that a history can be written in: judged by
 * itself it shows the same anomaly by the same operation, and the audit finds it in the history
 * that it is of.
 */
final class CounterexampleFormatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Versions and clocks are in fields of their own, for which a line of text has no place. */
  private static final Set<String> NOT_IN_TEXT =
      Set.of("version-order-violation", "clock-violation");

  @TempDir private Path directory;

  static Stream<ExplanationsTest.Shown> all() {
    return ExplanationsTest.all().filter(shown -> !shown.options().contains("LOG"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isJudgedAsTheWholeIs(ExplanationsTest.Shown shown) throws Exception {
    Path history = Files.writeString(directory.resolve("history.edn"), shown.edn());
    Path small = directory.resolve("small.edn");

    JsonNode whole = violation(shown, history, "--counterexample", small.toString());

    assertThat(whole.isMissingNode()).isFalse();
    shows(shown, whole, small);
    audited(shown, history, small);
    shows(shown, whole, written(small, "jsonl", Format.JSONL));
    shows(shown, whole, written(small, "csv", Format.CSV));
    Path text = written(small, "txt", Format.JEPSEN_TXT);
    if (!NOT_IN_TEXT.contains(shown.anomaly())) {
      shows(shown, whole, text);
    }
  }

  private static Path written(Path small, String name, Format format)
      throws IOException, MalformedHistoryException {
    History history = HistoryFiles.read(small, ReadOptions.DEFAULT.withFormat(Format.JEPSEN_EDN));
    Path file = small.resolveSibling("small." + name);
    try (OutputStream out = Files.newOutputStream(file)) {
      HistoryWriter.of(format).orElseThrow().write(history, out);
    }
    return file;
  }

  private static void shows(ExplanationsTest.Shown shown, JsonNode whole, Path part)
      throws IOException {
    JsonNode violation = violation(shown, part);
    assertThat(violation.path("anomaly")).as("%s", part).isEqualTo(whole.path("anomaly"));
    assertThat(told(violation)).as("%s", part).isEqualTo(told(whole));
  }

  /** The culprit without its index, which not every format has. */
  private static String told(JsonNode violation) {
    JsonNode culprit = violation.path("culprit");
    return culprit.path("process") + " " + culprit.path("f") + " " + culprit.path("input");
  }

  private static void audited(ExplanationsTest.Shown shown, Path history, Path small) {
    List<String> audit = new ArrayList<>(List.of("audit", history.toString()));
    audit.addAll(shown.options());
    audit.addAll(List.of("--counterexample", small.toString()));
    Ran ran = Ran.minos(audit.toArray(String[]::new));
    assertThat(ran.code()).as("%s", ran).isZero();
  }

  private static JsonNode violation(ExplanationsTest.Shown shown, Path file, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("check", file.toString()));
    command.addAll(shown.options());
    command.addAll(List.of("--output", "json"));
    command.addAll(List.of(more));
    Ran ran = Ran.minos(command.toArray(String[]::new));
    return JSON.readTree(ran.out()).at("/histories/0/checks/0/violations/0");
  }
}
