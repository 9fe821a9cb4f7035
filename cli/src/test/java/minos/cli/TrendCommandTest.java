package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrendCommandTest {
  @TempDir private Path directory;

  @Test
  void aViolatedNightAfterConsistentOnesIsWorse() throws Exception {
    for (int day = 1; day <= 3; day++) {
      night(day, "consistent", 0);
    }
    Ran before = Ran.minos("trend", directory.toString());
    night(4, "violated", 30);
    Path report = directory.resolve("report");

    Ran after = Ran.minos("trend", directory.toString(), "--report", report.toString());

    assertThat(before.code()).isZero();
    assertThat(before.out()).contains("the newest is not worse than those before");
    assertThat(after.code()).isEqualTo(1);
    assertThat(after.out())
        .contains("worse     it is violated; most nights were consistent")
        .contains("worse     30 of 500 were bad, before that 0 of 1,500");
    assertThat(report.resolve("trend.json"))
        .content()
        .contains("\"series\" : \"s3 registers strong\"", "\"staleMillisP99\" : 12.5");
    // A page is XML too, see Markup.
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    String page = Files.readString(report.resolve("trend.html"));
    assertThat(
            factory
                .newDocumentBuilder()
                .parse(report.resolve("trend.html").toFile())
                .getElementsByTagName("svg")
                .getLength())
        .isEqualTo(4);
    assertThat(page).contains("The newest of 4 nights is worse than those before:");
  }

  @Test
  void whatIsNoRunIsSaid() {
    Ran ran = Ran.minos("trend", directory.toString());

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err()).contains("expected the directory of a run that ended (minos verify)");
  }

  @Test
  void oneNightHasNoPast() throws IOException {
    night(1, "consistent", 0);

    Ran ran = Ran.minos("trend", directory.resolve("night-1").toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("the first night has no past");
  }

  /** The others are shown all the same. */
  @Test
  void whatIsBrokenIsSaidWithItsPlace() throws IOException {
    night(1, "consistent", 0);
    night(2, "perhaps", 0);
    night(3, "consistent", 0);
    Path half = directory.resolve("night-3/run.json");
    Files.writeString(half, "{\n\"started\"");

    Ran ran = Ran.minos("trend", directory.toString());

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err())
        .isEqualTo(
            "minos: "
                + directory.resolve("night-2/verdict.json")
                + " has no verdict but 'perhaps'; expected consistent, violated or undecided\n"
                + "minos: "
                + half
                + ", line 2, is not the JSON that a run leaves; judge the run again, or leave its"
                + " directory out\n");
    assertThat(ran.out()).contains("night-1");
  }

  private void night(int day, String verdict, int stale) throws IOException {
    Path run = Files.createDirectory(directory.resolve("night-" + day));
    Files.writeString(run.resolve("history.jsonl"), "");
    Files.writeString(
        run.resolve("run.json"),
        """
        {"started": "2026-01-0%dT02:17:00Z", "store": {"store": "s3"},
         "settings": {"workload": "registers", "read-level": "strong"},
         "requests": {"all": 1000, "answered": 990},
         "latency-millis": {"p50": 4.5, "p99": 20.5, "p99.9": 40}}
        """
            .formatted(day));
    Files.writeString(
        run.resolve("verdict.json"),
        """
        {"minos": "0.1.0", "verdict": "%s", "histories": [{"checks": [],
          "staleness": {"stale": {"hits": %d, "trials": 500},
            "millis": [{"share": 0.5, "value": 0}, {"share": 0.99, "value": 12.5}]}}]}
        """
            .formatted(verdict, stale));
  }
}
