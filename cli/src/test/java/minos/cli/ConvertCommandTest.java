package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConvertCommandTest {
  private static final String SET = "../sample-histories/set/violated/minos-lost-element.edn";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "jepsen-edn", "jepsen-txt"})
  void leavesTheVerdictAsItIs(String format) {
    Path file = directory.resolve("converted");

    Ran converted = Ran.minos("convert", SET, file.toString(), "--to", format);
    Ran checked = Ran.minos("check", file.toString(), "--format", format, "--check", "set");

    assertThat(converted.code()).as(converted.toString()).isZero();
    assertThat(converted.out()).isEmpty();
    assertThat(checked.code()).as(checked.toString()).isEqualTo(1);
    assertThat(checked.out()).contains("lost element");
  }

  @Test
  void saysWhatTheFormatCannotSay() {
    Ran ran = Ran.minos("convert", SET, "-", "--to", "jepsen-txt");

    assertThat(ran.err()).startsWith("minos: warning: jepsen-txt has no place for ");
  }

  @Test
  void compressesAndLeavesNothingElseBehind() throws IOException {
    Path file = directory.resolve("set.jsonl.gz");

    Ran.minos("convert", SET, file.toString(), "--to", "jsonl");

    assertThat(Files.readAllBytes(file)).startsWith(0x1f, 0x8b);
    assertThat(directory).isDirectoryContaining(file::equals);
    assertThat(directory.toFile().list()).hasSize(1);
    assertThat(Ran.minos("check", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void writesToStandardOutput() throws IOException {
    Ran ran =
        Ran.minosReading(Files.readString(Path.of(SET)), "convert", "-", "-", "--to", "jsonl");

    assertThat(ran.out()).contains("\"f\":\"add\"", "\"type\":\"invoke\"");
    assertThat(ran.code()).isZero();
  }

  @Test
  void refusesAFormatThatIsOnlyRead() {
    Ran ran = Ran.minos("convert", SET, "-", "--to", "jepsen-store");

    assertThat(ran.err())
        .startsWith(
            "minos: histories can't be written in the format 'jepsen-store'; expected one of ");
    assertThat(ran.code()).isEqualTo(64);
  }

  @Test
  void saysWhatIsWrongWithTheInputAndWritesNothing() {
    Path file = directory.resolve("out.jsonl");

    Ran ran = Ran.minosReading("garbage", "convert", "-", file.toString(), "--to", "jsonl");

    assertThat(ran.err()).startsWith("minos: -: unknown format");
    assertThat(ran.code()).isEqualTo(65);
    assertThat(file).doesNotExist();
  }
}
