package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in Clojure on the command line. */
final class UserModelTest {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static final String OVERDRAWN = EXAMPLES.resolve("account-overdrawn.edn").toString();

  @TempDir private Path directory;

  private String model(String text) throws IOException {
    return Files.writeString(directory.resolve("my.clj"), text).toString();
  }

  @Test
  void aViolationOfAModelOfOnesOwnIsFound() {
    Ran ran = Ran.minos("check", OVERDRAWN, "--model", EXAMPLES.resolve("account.clj").toString());

    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("violated  ")
        .contains("account", "it withdrew 4 of 1", "a balance of ");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void anotherInitialStateMakesItConsistent() {
    Ran ran =
        Ran.minos(
            "check",
            OVERDRAWN,
            "--model",
            EXAMPLES.resolve("account.clj").toString(),
            "--initial",
            "4",
            "--output",
            "json");

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).contains("\"model\" : \"account\"");
  }

  @Test
  void aMissingFileIsBadUsage() {
    Ran ran = Ran.minos("check", OVERDRAWN, "--model", "none.clj");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).startsWith("minos: there is no model file 'none.clj'\n");
  }

  @Test
  void aFileThatDoesNotCompileSaysWhere() throws IOException {
    String file = model("{:init 0\n :step (fn [s op] (misspelt s))}");

    Ran ran = Ran.minos("check", OVERDRAWN, "--model", file);

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "minos: " + file + ":2:19: Unable to resolve symbol: misspelt in this context\n");
  }

  @Test
  void aModelThatThrowsIsNoFaultOfMinos() throws IOException {
    String file = model("{:init 0 :step (fn [s op] (/ 1 s))}");

    Ran ran = Ran.minos("check", OVERDRAWN, "--model", file);

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err())
        .contains("the model my.clj failed in step of `deposit 5`: ", "Divide by zero");
  }

  @Test
  void aHistoryNamesNoModel() throws IOException {
    Path history =
        Files.writeString(
            directory.resolve("evil.edn"),
            "{:process 0, :type :invoke, :f :read, :value #=(System/exit 3)}\n");

    assertThat(Ran.minos("check", history.toString()).code()).isEqualTo(65);
  }
}
