package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that can't be understood: 64, nothing on standard output, and how to mend it. */
final class UsageTest {
  @Test
  void noCommand() {
    refused(Ran.minos(), "minos: say what to do: minos check FILE");
  }

  @Test
  void noFile() {
    refused(Ran.minos("check"), "minos: Missing required parameter: 'FILE'");
  }

  @Test
  void unknownCommandWithASuggestion() {
    Ran ran = Ran.minos("chek", "x.edn");

    refused(ran, "minos: Unmatched arguments from index 0: 'chek', 'x.edn'");
    assertThat(ran.err()).contains("Did you mean: minos check");
  }

  @Test
  void unknownOptionWithASuggestion() {
    Ran ran = Ran.minos("check", "--consistancy", "linearizable", "-");

    refused(ran, "minos: Unknown option: '--consistancy'");
    assertThat(ran.err()).contains("--consistency");
  }

  @Test
  void unknownModelWithASuggestion() {
    refused(
        Ran.minos("check", "--model", "cas-registre", "-"),
        "minos: there is no model 'cas-registre'; did you mean cas-register?");
  }

  @Test
  void unknownConsistencyWithASuggestion() {
    refused(
        Ran.minos("check", "--consistency", "linearisable", "-"),
        "minos: there is no consistency model 'linearisable'; did you mean linearizable?");
  }

  @Test
  void unknownFormatWithASuggestion() {
    refused(
        Ran.minos("check", "--format", "jepsen-edm", "-"),
        "minos: Invalid value for option '--format': there is no format 'jepsen-edm'; did you mean jepsen-edn?");
  }

  @Test
  void missingFile() {
    refused(Ran.minos("check", "no/such.edn"), "minos: there is no file no/such.edn");
  }

  @Test
  void directoryWithoutRecordings(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("README.md"), "nothing here");

    refused(
        Ran.minos("check", directory.toString()),
        "minos: there is no recording in the directory " + directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--timeout | 10      | '10' is not a duration; expected a number with its unit: 500ms, 10s, 2m, 1h",
        "--timeout | 0s      | '0s' is no time at all; expected at least 1ms",
        "--memory  | lots    | 'lots' is not a size; expected a number of bytes, or one with its unit: 512m, 2g",
        "--memory  | 0       | '0' is no memory at all; expected at least 1m",
        "--nil     | empty   | 'empty' is not one of absent, unknown",
        "--failed-cas | no   | 'no' is not one of ignored, mismatch",
        "--order-by | clock  | 'clock' is not one of index, time",
        "--output  | xml     | 'xml' is not one of text, json",
      })
  void valueThatIsNone(String option, String value, String message) {
    Ran ran = Ran.minos("check", option, value, "-");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("minos: Invalid value for option '" + option).contains(message);
  }

  @Test
  void unknownAlgorithm() {
    refused(
        Ran.minos("check", "--algorithm", "magic", "-"),
        "minos: there is no algorithm magic; expected one of auto, zones, ");
  }

  @Test
  void boundOfStalenessThatIsNone() {
    refused(
        Ran.minos("check", "--consistency", "bounded-staleness:soon", "-"),
        "minos: `soon` is no bound of staleness; give a number of versions, such as 2, or a time");
  }

  @Test
  void boundOfWhatHasNone() {
    refused(
        Ran.minos("check", "--consistency", "causal:2", "-"),
        "minos: `causal:2` has a bound, which only bounded-staleness takes");
  }

  @Test
  void noThreads() {
    refused(Ran.minos("check", "--threads", "0", "-"), "minos: --threads needs at least 1");
  }

  private static void refused(Ran ran, String firstLine) {
    assertThat(ran.err()).startsWith(firstLine);
    assertThat(ran.err()).contains("--help' says more");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(64);
  }
}
