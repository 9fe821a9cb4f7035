package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minos.catalog.CheckCatalog;
import minos.cli.run.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories judged while they are written. */
final class StreamCheckTest {
  private static final String WRITE =
      """
      {"process":0,"type":"invoke","f":"write","value":1}
      {"process":0,"type":"ok","f":"write","value":1}
      """;
  private static final String STALE =
      """
      {"process":1,"type":"invoke","f":"read"}
      {"process":1,"type":"ok","f":"read","value":7}
      """;

  @TempDir private Path directory;

  @Test
  void standardInputIsJudgedToItsEnd() {
    Ran fine = Ran.minosReading(WRITE, "check", "--stream", "--model", "register", "-");
    Ran stale = Ran.minosReading(WRITE + STALE, "check", "--stream", "--model", "register", "-");

    assertThat(fine.code()).as(fine.toString()).isEqualTo(0);
    assertThat(fine.out())
        .isEqualTo("consistent  -\n  judged    1 operations, 2 events, 1 keys; 0 violations\n");
    assertThat(stale.code()).isEqualTo(1);
    assertThat(stale.out())
        .contains("it read 7, but the register held 1")
        .contains("violated  -\n");
  }

  @Test
  void aViolationIsToldWhileTheStreamGoesOn() throws Exception {
    PipedInputStream in = new PipedInputStream(1 << 16);
    PipedOutputStream feed = new PipedOutputStream(in);
    CountDownLatch told = new CountDownLatch(1);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (toString(StandardCharsets.UTF_8).contains("fits no order")) {
              told.countDown();
            }
          }
        };
    Terminal terminal =
        new Terminal(
            in,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false,
            false,
            Map.of());
    Thread judge =
        new Thread(
            () ->
                Minos.run(
                    List.of("check", "--stream", "--model", "register", "-"),
                    terminal,
                    CheckCatalog.ALL,
                    new Interruption()));
    judge.start();
    feed.write(
        "{\"process\":9,\"type\":\"invoke\",\"f\":\"read\"}\n".getBytes(StandardCharsets.UTF_8));
    feed.write((WRITE + STALE).getBytes(StandardCharsets.UTF_8));
    feed.flush();

    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(judge.isAlive()).isTrue();
    feed.close();
    judge.join();
  }

  @Test
  void aFileIsFollowedToItsEndLine() throws IOException {
    Path file = directory.resolve("h.jsonl");
    Files.writeString(file, WRITE + "{\"end\":{\"events\":2}}\n");

    assertThat(Ran.minos("check", "--stream", "--model", "register", file.toString()).code())
        .isEqualTo(0);
  }

  @Test
  void aRecordingThatBreaksOffIsUndecided() throws IOException {
    Path file = directory.resolve("cut.jsonl");
    String header = "{\"header\":{\"format\":\"minos\",\"version\":1}}\n";
    String write =
        """
        {"process":0,"type":"invoke","f":"write","value":1}
        {"process":0,"type":"ok","f":"write","value":1}
        """;
    for (String cut : new String[] {header + write, write + "{\"process\":0,\"ty"}) {
      Files.writeString(file, cut);
      Ran ran =
          Ran.minos("check", file.toString(), "--model", "register", "--stream", "--no-follow");

      assertThat(ran.code()).as(ran.toString()).isEqualTo(2);
    }
  }

  @Test
  void goesOnFromACheckpoint() throws IOException {
    Path file = directory.resolve("h.jsonl");
    Path checkpoint = directory.resolve("c.json");
    Files.writeString(file, WRITE);
    String[] command = {
      "check",
      "--stream",
      "--no-follow",
      "--model",
      "register",
      "--checkpoint",
      checkpoint.toString(),
      file.toString()
    };
    Ran first = Ran.minos(command);
    Files.writeString(file, WRITE + STALE);
    Ran second = Ran.minos(command);

    assertThat(first.code()).as(first.toString()).isEqualTo(0);
    assertThat(second.out()).contains("it read 7, but the register held 1");
    assertThat(second.out()).contains("2 operations, 4 events");
    Ran other =
        Ran.minos(
            "check",
            "--stream",
            "--no-follow",
            "--model",
            "mutex",
            "--checkpoint",
            checkpoint.toString(),
            file.toString());
    assertThat(other.code()).isEqualTo(64);
    assertThat(other.err()).contains("a checkpoint of another run: its model");
  }

  @Test
  void eachViolationAndTheEndAreLinesOfJson() throws IOException {
    Ran ran =
        Ran.minosReading(
            WRITE + STALE, "check", "--stream", "--model", "register", "--output", "json", "-");

    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode violation = new ObjectMapper().readTree(lines.get(0)).get("violation");
    assertThat(violation.get("culprit").get("value").intValue()).isEqualTo(7);
    JsonNode end = new ObjectMapper().readTree(lines.get(1));
    assertThat(end.get("verdict").textValue()).isEqualTo("violated");
    assertThat(end.get("events").intValue()).isEqualTo(4);
  }

  @Test
  void jepsensEdnIsReadToo() {
    Ran ran =
        Ran.minosReading(
            "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :ok, :f :read, :value 3}\n",
            "check",
            "--stream",
            "--model",
            "register",
            "--format",
            "jepsen-edn",
            "-");

    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
  }

  @Test
  void whatIsNoEventIsBadDataWithItsLine() {
    Ran ran = Ran.minosReading(WRITE + "oops\n", "check", "--stream", "--model", "register", "-");

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err()).startsWith("minos: -:3: not JSON");
  }

  @Test
  void needsAModelAndOneFile() {
    assertThat(Ran.minosReading("", "check", "--stream", "-").err())
        .startsWith("minos: --stream needs --model");
    assertThat(Ran.minosReading("", "check", "--stream", "--model", "register", "-", "-").err())
        .startsWith("minos: --stream judges one history");
  }
}
