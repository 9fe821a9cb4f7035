package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample history through the command, and its verdict. */
final class SampleHistoriesTest {
  @ParameterizedTest
  @MethodSource("lines")
  void hasTheVerdictOfTheManifest(Manifest.Line line) {
    Ran ran = Ran.minos(line.command());

    assertThat(ran.code()).as(ran.toString()).isEqualTo(line.exitCode());
    assertThat(ran.out()).startsWith(line.verdict() + "  " + line.file());
  }

  @ParameterizedTest
  @MethodSource("small")
  void fitsTheWidthOfAScreen(Manifest.Line line) {
    Ran ran = Ran.minos(line.command());

    assertThat(ran.out().lines().skip(1)).as(ran.toString()).allMatch(text -> text.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("oneOfEachSmallFile")
  void isRecognizedByItsLooks(Manifest.Line line) {
    Ran ran = Ran.minos("check", line.file().toString());

    assertThat(ran.out())
        .as(ran.toString())
        .containsAnyOf(
            "the model is " + line.model() + ",",
            // A read of several keys is a transaction too.
            line.model().equals("long-fork") ? "the model is rw-register," : "no such text");
    assertThat(ran.code()).isIn(0, 1, 2);
  }

  @Test
  void everyFileIsInTheManifestAndTheOtherWayRound() throws IOException {
    List<String> listed = lines().map(Manifest.Line::path).distinct().toList();

    assertThat(files()).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void thePathsSayModelAndVerdict() {
    assertThat(oneOfEachFile())
        .allSatisfy(
            line -> assertThat(line.path()).startsWith(line.model() + "/" + line.verdict() + "/"));
  }

  private static Stream<Manifest.Line> lines() {
    return Manifest.lines();
  }

  /** Without those of 100,000 operations, which take seconds. */
  private static Stream<Manifest.Line> small() {
    return lines().filter(line -> !line.path().endsWith(".zst"));
  }

  private static Stream<Manifest.Line> oneOfEachFile() {
    return oneOfEach(lines());
  }

  private static Stream<Manifest.Line> oneOfEachSmallFile() {
    return oneOfEach(small());
  }

  private static Stream<Manifest.Line> oneOfEach(Stream<Manifest.Line> lines) {
    Map<String, Manifest.Line> first = new LinkedHashMap<>();
    lines.forEach(line -> first.putIfAbsent(line.path(), line));
    return first.values().stream();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(Manifest.SAMPLES)) {
      return files
          .filter(Files::isRegularFile)
          .map(Manifest.SAMPLES::relativize)
          .filter(file -> file.getNameCount() > 1)
          // Some recordings are directories.
          .map(file -> file.subpath(0, Math.min(3, file.getNameCount())).toString())
          .distinct()
          .toList();
    }
  }
}
