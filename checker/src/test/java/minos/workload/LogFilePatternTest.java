package minos.workload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import minos.check.Budget;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code log-file-pattern}. */
final class LogFilePatternTest {
  @TempDir private Path directory;

  private NodeLog log(String node, String name, byte[] content) throws IOException {
    return new NodeLog(node, name, Files.write(directory.resolve(node + "-" + name), content));
  }

  private static CheckResult search(String pattern, NodeLog... logs) {
    return search(pattern, Budget.unlimited(), logs);
  }

  private static CheckResult search(String pattern, Budget budget, NodeLog... logs) {
    return WorkloadChecks.logFilePattern(Pattern.compile(pattern), List.of(logs))
        .check(new Recording().did(0, "read", 1).history(), budget);
  }

  private static byte[] gzip(String... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String member : members) {
      try (OutputStream out = new GZIPOutputStream(bytes)) {
        out.write(member.getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void tellsNodeFileAndLineOfAMatch() throws IOException {
    NodeLog one = log("n1", "db.log", "fine\npanic: oops\n".getBytes(UTF_8));

    CheckResult result = search("panic", one, log("n2", "db.log", "fine\n".getBytes(UTF_8)));

    Violation violation = assertViolated(result, Anomaly.LOG_PATTERN_FOUND).get(0);
    assertThat(violation.summary()).isEqualTo("the log db.log of n1 has the line: panic: oops");
    assertThat(violation.explanation().toString())
        .contains(one.path() + ", line 2, matches panic: panic: oops");
    assertThat(result.details())
        .hasToString(
            "{:valid? false, :count 1, :matches [{:node \"n1\", :line \"panic: oops\", :file"
                + " \"db.log\", :line-number 2}]}");
    assertThat(result.consistency()).isEqualTo("jepsen:log-file-pattern");
    assertThat(result.assumptions())
        .containsExactly("the pattern is panic, in 2 files: n1/db.log, n2/db.log");
  }

  @Test
  void acceptsLogsWithoutAMatch() throws IOException {
    NodeLog empty = log("n1", "db.log", new byte[0]);
    assertConsistent(search("panic", empty, log("n2", "a", "fine".getBytes(UTF_8))));
  }

  @Test
  void searchesWhatGzipCompressedInSeveralParts() throws IOException {
    NodeLog log = log("n1", "db.log.1.gz", gzip("fine\n", "panic: in the second part\n"));

    assertThat(assertViolated(search("panic", log), Anomaly.LOG_PATTERN_FOUND).get(0).summary())
        .endsWith("panic: in the second part");
  }

  @Test
  void isUndecidedAboutACompressedLogThatBreaksOff() throws IOException {
    byte[] whole = gzip("fine\n".repeat(10_000));
    NodeLog log = log("n1", "db.log.gz", Arrays.copyOf(whole, whole.length - 12));

    assertThat(assertUndecided(search("panic", log), Cause.Kind.UNSUPPORTED))
        .endsWith("db.log.gz can't be searched: it is compressed and breaks off");
  }

  @Test
  void isUndecidedAboutWhatItCannotDecompress() throws IOException {
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
    NodeLog log = log("n1", "db.log.zst", zstd);

    assertThat(assertUndecided(search("panic", log), Cause.Kind.UNSUPPORTED))
        .endsWith("db.log.zst can't be searched: it is compressed with zstd; decompress it");
  }

  @Test
  void isUndecidedAboutALogFileThatIsNotThere() {
    NodeLog missing = new NodeLog("n1", "db.log", directory.resolve("missing.log"));

    assertThat(assertUndecided(search("panic", missing), Cause.Kind.UNSUPPORTED))
        .endsWith("missing.log can't be searched: there is none");
  }

  @Test
  void isUndecidedWithoutAFile() {
    assertThat(assertUndecided(search("panic"), Cause.Kind.UNSUPPORTED))
        .isEqualTo("there is no log file of a node to search");
  }

  @Test
  void tellsOfAFileThatWasNotSearchedBesideAMatch() throws IOException {
    NodeLog missing = new NodeLog("n1", "db.log", directory.resolve("missing.log"));

    CheckResult result = search("panic", missing, log("n2", "db.log", "panic".getBytes(UTF_8)));

    assertViolated(result, Anomaly.LOG_PATTERN_FOUND);
    assertThat(result.assumptions()).anyMatch(told -> told.endsWith("there is none"));
  }

  @Test
  void takesLinesAsGrepDoesWhateverTheirBytes() throws IOException {
    NodeLog log =
        log("n1", "db.log", "a\r\nfehler: gr\u00f6\u00dfer\r\nb\rpanic\n".getBytes(UTF_8));
    NodeLog odd = log("n2", "db.log", "panic \u00ff\n\u0000panic".getBytes(ISO_8859_1));

    assertThat(field(search("gr\u00f6\u00dfer$", log), "matches"))
        .isEqualTo(
            "[{:node \"n1\", :line \"fehler: gr\u00f6\u00dfer\", :file \"db.log\", :line-number 2}]");
    assertThat(field(search("panic", log), "matches")).contains(":line-number 3");
    assertThat(field(search("panic", odd), "count")).isEqualTo("2");
  }

  @Test
  void isUndecidedAboutTheRestOfALineTooLong() throws IOException {
    byte[] line = new byte[LogLines.LONGEST + 6];
    Arrays.fill(line, (byte) 'x');
    System.arraycopy("panic".getBytes(UTF_8), 0, line, LogLines.LONGEST, 5);
    NodeLog log = log("n1", "db.log", line);

    assertThat(assertUndecided(search("panic", log), Cause.Kind.UNSUPPORTED))
        .startsWith("line 1 of ")
        .endsWith("is longer than 16 MiB, beyond which it was not searched");
    assertViolated(search("^xx", log), Anomaly.LOG_PATTERN_FOUND);
  }

  @Test
  void isUndecidedWhereAPatternNeedsTooMuchStackOrTime() throws IOException {
    NodeLog log = log("n1", "db.log", ("a".repeat(1 << 20) + "\n").getBytes(UTF_8));
    NodeLog slow = log("n2", "db.log", ("a".repeat(60) + "\n").getBytes(UTF_8));
    Budget brief = Budget.of(Optional.of(Duration.ofMillis(50)), OptionalLong.empty(), 1);

    assertThat(assertUndecided(search("(a|b)*c", log), Cause.Kind.UNSUPPORTED))
        .startsWith("the pattern needs too much stack on line 1 of ");
    // Java remembers where it failed, but not with a reference to a group.
    assertUndecided(search("(a+)+\\1b", brief, slow), Cause.Kind.TIMEOUT);
    brief.close();
  }

  @Test
  void findsJustTheLinesThatMatchOnSeededLogs() throws IOException {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        lines.add(List.of("fine", "panic: oops", "no panic", "").get(random.nextInt(4)));
      }
      String text = String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
      byte[] bytes = random.nextBoolean() ? text.getBytes(UTF_8) : gzip(text);
      CheckResult result = search("panic(: oops)?$", log("n1", "db.log", bytes));

      long expected = lines.stream().filter(line -> line.contains("panic")).count();
      assertThat(field(result, "count")).as("seed %d", seed).isEqualTo(String.valueOf(expected));
      if (expected == 0) {
        assertConsistent(result);
      } else {
        assertViolated(result, Anomaly.LOG_PATTERN_FOUND);
      }
    }
  }
}
