package minos.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a run writes beside what it shows. */
final class OutputsTest {
  private static final String VIOLATED =
      "../sample-histories/register/violated/minos-stale-read.edn";
  private static final String CONSISTENT =
      "../sample-histories/register/consistent/minos-concurrent-writes.edn";

  @TempDir private Path directory;

  @Test
  void aReportOfEachHistoryWithTheExactCommand() throws IOException {
    Path report = directory.resolve("report");

    Ran ran = Ran.minos("check", "--report", report.toString(), VIOLATED, CONSISTENT);

    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains("violated  ", "consistent  ");
    assertThat(ran.err()).contains("report: " + report.resolve("index.html"));
    assertThat(report.resolve("minos-stale-read.edn.html"))
        .content()
        .contains("minos check --report " + report + " " + VIOLATED + " " + CONSISTENT);
    assertThat(report.resolve("minos-stale-read.edn-1.svg")).exists();
    assertThat(report.resolve("minos-concurrent-writes.edn.html")).exists();
  }

  @Test
  void documentsForOtherPrograms() {
    Path junit = directory.resolve("j.xml");
    Path sarif = directory.resolve("s.sarif");
    Path metrics = directory.resolve("m.txt");
    Path edn = directory.resolve("e.edn");

    Ran ran =
        Ran.minos(
            "check",
            "--junit=" + junit,
            "--sarif=" + sarif,
            "--metrics=" + metrics,
            "--edn=" + edn,
            VIOLATED);

    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(junit).content().contains("failures=\"1\"", "stale-read");
    assertThat(sarif).content().contains("\"ruleId\" : \"stale-read\"");
    assertThat(metrics).content().contains("minos_run_verdict{minos_run_verdict=\"violated\"} 1");
    assertThat(edn).content().startsWith("{:valid? false");
  }

  @Test
  void aReportThatCanNotBeIsRefusedBeforeAnythingIsJudged() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Ran ran = Ran.minos("check", "--report", file.toString(), VIOLATED);

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).startsWith("minos: can't write a report to " + file + ": ");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aDocumentInNoDirectoryIsRefusedBeforeAnythingIsJudged() {
    Path nowhere = directory.resolve("no/such/j.xml");

    Ran ran = Ran.minos("check", "--junit", nowhere.toString(), VIOLATED);

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .startsWith(
            "minos: can't write " + nowhere + ": there is no directory " + nowhere.getParent());
  }

  @Test
  void aStreamHasNoReport() {
    Ran ran = Ran.minos("check", "--stream", "--report", directory.toString(), VIOLATED);

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).startsWith("minos: --stream writes no files; leave out --report, ");
  }

  @Test
  void whatCanNotBeWrittenInTheEndTakesNoVerdictBack() throws IOException {
    Path report = Files.createDirectory(directory.resolve("report"));
    // A directory with something in it stands where a page should go.
    Files.createDirectories(report.resolve("minos-stale-read.edn.html/x"));
    Files.createDirectories(report.resolve("minos-concurrent-writes.edn.html/x"));

    Ran violated = Ran.minos("check", "--report", report.toString(), VIOLATED);
    Ran consistent = Ran.minos("check", "--report", report.toString(), CONSISTENT);

    assertThat(violated.code()).isEqualTo(1);
    assertThat(violated.out()).startsWith("violated  ");
    assertThat(violated.err())
        .contains("could not write the report of " + VIOLATED)
        .contains("the verdict stands");
    assertThat(consistent.code()).isEqualTo(70);
    assertThat(consistent.out()).startsWith("consistent  ");
  }

  @Test
  void aQuietRunHasNoLessInItsReport() throws IOException {
    Path report = directory.resolve("quiet");

    Ran.minos("check", "-q", "--report", report.toString(), VIOLATED);

    assertThat(Files.readString(report.resolve("minos-stale-read.edn.html")))
        .contains(">Reduced to ");
  }

  @Test
  void inAJobOfGitHubViolationsAreToldAtTheirLines() {
    Ran there = Ran.minosWith(Map.of("GITHUB_ACTIONS", "true"), "check", VIOLATED);
    Ran elsewhere = Ran.minosWith(Map.of("GITHUB_ACTIONS", ""), "check", VIOLATED);

    assertThat(there.code()).isEqualTo(1);
    assertThat(there.err().lines())
        .singleElement(as(STRING))
        .matches("::error file=\\S+minos-stale-read.edn,line=\\d+,title=.*::not linearizable.*");
    assertThat(there.out()).doesNotContain("::error").startsWith("violated");
    assertThat(elsewhere.err()).isEmpty();
  }
}
