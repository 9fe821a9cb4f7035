package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.catalog.CheckCatalog;
import minos.catalog.CheckPlug;
import minos.catalog.Entry;
import minos.catalog.Question;
import minos.check.Budget;
import minos.check.Check;
import minos.cli.run.Interruption;
import minos.history.History;
import minos.history.Operation;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.value.Dict;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the command does with what checks answer. The checks are fakes: the value of a history's
 * first operation says what they do.
 */
final class CheckCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "consistent, 0",
    "violated, 1",
    "undecided, 2",
    "crash, 70",
    "overflow, 70",
    "out-of-memory, 2",
    "unknown-call, 65",
    "garbage, 65",
    "truncated, 65",
    "empty, 2",
    "consistent consistent, 0",
    "consistent undecided, 2",
    "consistent violated, 1",
    "undecided violated, 1",
    "violated crash, 1",
    "violated garbage, 1",
    "garbage undecided, 65",
    "garbage crash, 70",
    "garbage consistent, 65",
    "crash consistent, 70",
  })
  void exitsWithTheWorstAnswerOfAllFiles(String answers, int code) throws IOException {
    Ran ran = run(files(answers));

    assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
  }

  @Test
  void judgesTheFilesAfterOneThatIsNoHistory() throws IOException {
    Ran ran = run(files("garbage violated"));

    assertThat(ran.out()).contains("no verdict  ", "violated  ", "2 files: 1 violated, 1 without");
    assertThat(ran.err()).contains("0-garbage.edn: unknown format: ");
  }

  @Test
  void tellsOfAFaultOfOursWhereItIsAndWhatToDo() throws IOException {
    Ran ran = run(files("crash"));

    assertThat(ran.err())
        .contains("internal error while checking ")
        .contains("IllegalStateException: a fault for the test")
        .contains("at minos.cli.CheckCommandTest")
        .contains("This is a fault of Minos and says nothing about the history. Please report it");
    assertThat(ran.out()).startsWith("no verdict  ");
  }

  @Test
  void tellsTheLineOfAnOperationThatTheModelDoesNotKnow() throws IOException {
    Ran ran = run(files("unknown-call"));

    assertThat(ran.err())
        .contains("0-unknown-call.edn:1: the model fake has no operation `write :unknown-call`")
        .contains("Choose another with --model");
  }

  @Test
  void aCheckThatDoesNotApplyIsUndecidedWhereAllWereAskedFor() throws IOException {
    String[] file = files("unknown-call");

    Ran ran =
        Ran.minos(
            "",
            catalog(),
            new Interruption(),
            "check",
            "--model",
            "fake",
            "--consistency",
            "all",
            file[0]);

    assertThat(ran.out()).startsWith("undecided  ").contains("Does not apply: the model fake has");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void reportsWhatIsKnownWhenInterrupted() throws IOException {
    Interruption interruption = new Interruption();
    CheckCatalog catalog = new CheckCatalog(List.of(new Fakes(interruption)));
    String[] files = files("violated interrupt consistent");

    Ran ran = Ran.minos("", catalog, interruption, command(files));

    assertThat(ran.code()).isEqualTo(130);
    assertThat(ran.out()).contains("violated  ", "undecided  ").doesNotContain("2-consistent");
    assertThat(ran.err()).contains("interrupted after 2 of 3 files; what is known so far");
  }

  @Test
  void writesOneJsonDocumentForAllFiles() throws IOException {
    String[] files = files("consistent violated garbage");
    String[] arguments = java.util.Arrays.copyOf(command(files), files.length + 5);
    arguments[files.length + 3] = "--output";
    arguments[files.length + 4] = "json";

    Ran ran = Ran.minos("", catalog(), new Interruption(), arguments);

    assertThat(ran.out()).startsWith("{").endsWith("}\n");
    assertThat(ran.out())
        .contains("\"verdict\" : \"violated\"", "0-consistent.edn", "2-garbage.edn");
  }

  @Test
  void takesStandardInput() {
    Ran ran =
        Ran.minos(
            history("violated"), catalog(), new Interruption(), "check", "--model", "fake", "-");

    assertThat(ran.out()).startsWith("violated  -\n");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void takesTheRecordingsBelowADirectoryAndSaysWhatItLeavesOut() throws IOException {
    files("consistent violated");
    Files.writeString(directory.resolve("README.md"), "about them");

    Ran ran = run(directory.toString());

    assertThat(ran.out()).contains("0-consistent.edn", "1-violated.edn", "2 files: ");
    assertThat(ran.err())
        .contains("left out 1 files that don't have the name of a recording: ")
        .contains("README.md");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void stopsWithinASecondOfTheTimeLimit() throws IOException {
    String[] files = files("slow");

    long began = System.nanoTime();
    Ran ran =
        Ran.minos(
            "",
            catalog(),
            new Interruption(),
            "check",
            "--model",
            "fake",
            "--timeout",
            "100ms",
            files[0]);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("The time limit of 100 ms was reached");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_100));
  }

  private String[] files(String answers) throws IOException {
    String[] kinds = answers.split(" ", -1);
    String[] files = new String[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      Path file = directory.resolve(i + "-" + kinds[i] + ".edn");
      Files.writeString(
          file,
          switch (kinds[i]) {
            case "garbage" -> "what is this?\n";
            case "truncated" -> history("consistent") + "{:type :invoke, :proc";
            case "empty" -> "[]\n";
            default -> history(kinds[i]);
          });
      files[i] = file.toString();
    }
    return files;
  }

  private static String history(String kind) {
    return """
        {:type :invoke, :process 0, :f :write, :value :KIND}
        {:type :ok, :process 0, :f :write, :value :KIND}
        """
        .replace("KIND", kind);
  }

  private static Ran run(String... files) {
    return Ran.minos("", catalog(), new Interruption(), command(files));
  }

  private static String[] command(String... files) {
    String[] arguments = new String[files.length + 3];
    arguments[0] = "check";
    arguments[1] = "--model";
    arguments[2] = "fake";
    System.arraycopy(files, 0, arguments, 3, files.length);
    return arguments;
  }

  private static CheckCatalog catalog() {
    return new CheckCatalog(List.of(new Fakes(new Interruption())));
  }

  /** A library of one check, which does as the history says. */
  private record Fakes(Interruption interruption) implements CheckPlug, Check {
    @Override
    public List<Entry> models() {
      return List.of(new Entry("fake", "does as the history says"));
    }

    @Override
    public List<Entry> consistencies(String model) {
      return model.equals("fake") ? List.of(new Entry("linearizable", "")) : List.of();
    }

    @Override
    public Optional<Check> check(String consistency, String model, Question question) {
      return Optional.of(this);
    }

    @Override
    public String consistency() {
      return "linearizable";
    }

    @Override
    public String model() {
      return "fake";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
      if (history.size() == 0) {
        return result(new Verdict.Consistent());
      }
      Operation operation = history.operation(0);
      return switch (operation.value().letters()) {
        case "consistent" -> result(new Verdict.Consistent());
        case "violated" -> result(new Verdict.Violated(violation(operation)));
        case "undecided" -> undecided(new Cause(Cause.Kind.AMBIGUOUS, "nobody knows"));
        case "crash" -> throw new IllegalStateException("a fault for the test");
        case "overflow" -> throw new StackOverflowError();
        case "out-of-memory" -> throw new OutOfMemoryError("for the test");
        case "unknown-call" ->
            throw new UnknownCallException(
                "fake",
                new Call(
                    "write",
                    operation.input(),
                    operation.output(),
                    operation.outcome(),
                    operation.process()),
                "nothing else");
        case "interrupt" -> {
          interruption.happen();
          yield undecided(java.util.Objects.requireNonNull(budget.exhausted()));
        }
        case "slow" -> {
          Cause cause = budget.exhausted();
          while (cause == null) {
            Thread.onSpinWait();
            cause = budget.exhausted();
          }
          yield undecided(cause);
        }
        default -> throw new IllegalArgumentException(operation.toString());
      };
    }

    private static Violation violation(Operation operation) {
      return new Violation(
          Anomaly.STALE_READ,
          Optional.empty(),
          "the history says so",
          Optional.of(operation),
          List.of(operation),
          new Explanation.Findings(List.of("it says so")));
    }

    private CheckResult undecided(Cause cause) {
      return result(new Verdict.Undecided(cause));
    }

    private CheckResult result(Verdict verdict) {
      return new CheckResult(
          consistency(), model(), verdict, Duration.ofMillis(1), "fake", List.of(), Dict.EMPTY);
    }
  }
}
