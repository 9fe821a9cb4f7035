package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "jepsen-edn", "jepsen-txt", "porcupine-kv", "csv"})
  void whatIsWrittenIsJudgedAsItIs(String format) {
    String good = directory.resolve("good").toString();
    String bad = directory.resolve("bad").toString();
    Ran made =
        Ran.minos("generate", "--model", "register", "--keys", "3", "--out", good, "--to", format);
    Ran spoilt =
        Ran.minos(
            "generate",
            "--model",
            "register",
            "--keys",
            "3",
            "--out",
            bad,
            "--to",
            format,
            "--anomaly",
            "stale-read",
            "--crash-rate",
            "0.02",
            "--key-distribution",
            "zipf:0.8");

    assertThat(made).isEqualTo(new Ran(0, "", ""));
    assertThat(spoilt).isEqualTo(new Ran(0, "", ""));
    assertThat(Ran.minos("check", good, "--format", format, "--model", "register").code()).isZero();
    assertThat(Ran.minos("check", bad, "--format", format, "--model", "register").code())
        .isEqualTo(1);
  }

  @Test
  void theSameOptionsMakeTheSameFileAndTheTruthBesideIt() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      Ran.minos(
          "generate",
          "--model",
          "list-append",
          "--seed",
          "7",
          "--anomaly",
          "write-skew",
          "--operations",
          "50",
          "--out",
          directory.resolve(name).toString(),
          "--truth",
          directory.resolve(name + ".json").toString());
    }

    assertThat(directory.resolve("a")).hasSameBinaryContentAs(directory.resolve("b"));
    assertThat(Files.readString(directory.resolve("a.json")))
        .isEqualTo(Files.readString(directory.resolve("b.json")))
        .contains(
            "\"model\" : \"list-append\"",
            "\"consistency\" : \"strict-serializable\"",
            "\"verdict\" : \"violated\"",
            "\"seed\" : 7",
            "\"anomaly\" : \"write-skew\"",
            "\"violates\" : \"repeatable-read\"");
  }

  @Test
  void writesToStandardOutput() {
    Ran ran = Ran.minos("generate", "--model", "counter", "--operations", "10");

    assertThat(ran.out()).startsWith("{\"header\":").contains("\"f\":\"add\"").contains("\"end\":");
    assertThat(ran.out().lines()).hasSize(22);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model rgister | there is no model rgister; expected one of register, cas-register",
        "--model register --anomaly stale | there is no anomaly 'stale'; expected one of not-lin",
        "--model mutex --anomaly stale-read | a history of the model mutex with these options",
        "--model register --key-distribution zip | there is no key distribution 'zip'; expected",
        "--model register --key-distribution zipf:x | there is no key distribution 'zipf:x'",
        "--model register --keys 0 | there is at least 1 key, not 0",
        "--model register --to dbcop | histories can't be written in the format 'dbcop'",
        "--model stack --initial 1 | a history of the model stack begins without an initial value",
        "--model semaphore --initial '\"x\"' | the initial value of a semaphore is its number of permits",
      })
  void refusesWhatMakesNoSense(String options, String message) {
    Ran ran = Ran.minos(("generate " + options.replace("'", "")).split(" ", -1));

    assertThat(ran.err()).startsWith("minos: " + message);
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.out()).isEmpty();
  }
}
