package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulateCommandTest {
  @TempDir private Path directory;

  @Test
  void writesAHistoryThatIsJudgedAsThePromiseSays() {
    Path file = directory.resolve("strong.jsonl.gz");

    Ran simulated = Ran.minos("simulate", "strong", "--seed", "3", "--out", file.toString());
    Ran checked = Ran.minos("check", "--model", "register", file.toString());

    assertThat(simulated.code()).as(simulated.toString()).isZero();
    assertThat(simulated.out()).isEmpty();
    assertThat(simulated.err())
        .isEqualTo("minos: 2050 events; promised: linearizable; occurred: no anomaly\n");
    assertThat(checked.code()).as(checked.toString()).isZero();
  }

  @Test
  void writesTheTruthBeside() throws IOException {
    Path truth = directory.resolve("truth.json");

    Ran ran =
        Ran.minos(
            "simulate",
            "s3",
            "--break",
            "follower-reads",
            "--seed",
            "1",
            "--truth",
            truth.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("{\"header\":").endsWith("{\"end\":{\"events\":2050}}\n");
    assertThat(Files.readString(truth))
        .startsWith("{\"store\":\"s3\",\"seed\":1,")
        .contains("\"breaking\":[\"follower-reads\"]", "\"stale-read\":", "\"linearizable\":")
        .contains("{\"anomaly\":\"stale-read\",\"index\":");
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    Ran once = Ran.minos("simulate", "cassandra", "--seed", "5", "--random-faults", "2");
    Ran twice = Ran.minos("simulate", "cassandra", "--seed", "5", "--random-faults", "2");

    assertThat(twice.out()).isEqualTo(once.out()).isNotEmpty();
  }

  @Test
  void listsTheStores() {
    Ran ran = Ran.minos("simulate", "--list");

    assertThat(ran.out())
        .contains("s3-2006      Amazon S3 before December 2020", "  promise    regular")
        .contains("  ignored-lease      a leader that was cut off goes on serving reads");
    assertThat(ran.code()).isZero();
  }

  @Test
  void printsHowVerdictsAgreeWithTheTruth() {
    Ran ran = Ran.minos("simulate", "--table", "--seeds", "3");

    assertThat(ran.out()).contains("recall", "clock-skew", "1.000     1.000");
    assertThat(ran.code()).as(ran.out()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate | say which store to simulate: minos simulate strong",
        "simulate s4 | there is no simulated store 's4'; did you mean s3?",
        "simulate s3 --to xml | histories can't be written in the format 'xml'; expected one of ",
        "simulate s3 --nodes 0 | there can be 1 to 32 nodes",
        "simulate dns --break clock-skew | the store dns can't be broken by clock-skew; expected one of ",
        "simulate dynamodb --read-level strongest | the store dynamodb has no read level 'strongest'; ",
        "simulate s3 --break stale | Invalid value for option '--break' (HOW): there is no way of breaking 'stale'; ",
        "simulate s3 --faults x | Invalid value for option '--faults': 'x' is no fault; expected one such as ",
      })
  void refusesWhatItDoesNotKnow(String command, String message) {
    Ran ran = Ran.minos(command.split(" ", -1));

    assertThat(ran.err()).startsWith("minos: " + message);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(64);
  }

  @Test
  void aStoreOfTransactionsKeepsItsLevelOrBreaksIt() {
    Path kept = directory.resolve("kept.jsonl");
    Path broken = directory.resolve("broken.jsonl");

    Ran ran = Ran.minos("simulate", "--isolation", "snapshot-isolation", "--out", kept.toString());
    Ran.minos(
        "simulate",
        "--isolation=serializable",
        "--break-isolation",
        "--data=rw-register",
        "--operations=200",
        "--out",
        broken.toString());

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.err()).contains("2000 events; promised: snapshot-isolation");
    assertThat(Ran.minos("check", kept.toString()).out())
        .contains("checked   snapshot-isolation, model list-append: consistent");
    assertThat(Ran.minos("check", broken.toString()).out()).contains("G2 item");
  }

  @Test
  void anUnknownIsolationLevelIsAnError() {
    Ran ran = Ran.minos("simulate", "--isolation", "snapshot-isolaton");

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .contains("there is no isolation level 'snapshot-isolaton'")
        .contains("snapshot-isolation");
  }
}
