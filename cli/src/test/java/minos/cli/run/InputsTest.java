package minos.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputsTest {
  @TempDir private Path directory;

  @Test
  void aDirectoryThatIsARecordingIsOneInput() throws Exception {
    make("store/test.jepsen", "store/history.edn");

    assertThat(found(directory.resolve("store"))).containsExactly("store");
  }

  @Test
  void anyOtherDirectoryStandsForTheRecordingsBelowItByName() throws Exception {
    make(
        "b.edn",
        "a/z.jsonl.gz",
        "a/store/test.jepsen",
        "a/store/notes.txt",
        "a/log.zst",
        "a/x.log.zst",
        ".hidden/h.edn",
        ".h.edn");

    assertThat(found(directory)).containsExactly("a/store", "a/x.log.zst", "a/z.jsonl.gz", "b.edn");
  }

  @Test
  void whatHasNotTheNameOfARecordingIsSaid() throws Exception {
    make("a.edn", "manifest.tsv", "README.md");

    Inputs inputs = find(false, directory);

    assertThat(inputs.leftOut())
        .containsExactly(directory.resolve("README.md"), directory.resolve("manifest.tsv"));
  }

  @Test
  void tablesAreRecordingsWhereSomethingWasSaidOfThem() throws Exception {
    make("a.csv", "b.tsv");

    assertThat(find(true, directory).inputs()).hasSize(2);
    assertThatExceptionOfType(Inputs.NoSuchInputException.class)
        .isThrownBy(() -> find(false, directory));
  }

  @Test
  void theOrderIsThatOfTheCommandLine() throws Exception {
    make("b.edn", "a.edn");

    Inputs inputs =
        Inputs.find(
            List.of(directory.resolve("b.edn").toString(), "-", directory.resolve("a.edn") + ""),
            false,
            path -> false);

    assertThat(inputs.inputs().stream().map(Input::name))
        .containsExactly(directory + "/b.edn", "-", directory + "/a.edn");
  }

  private List<String> found(Path path) throws Exception {
    return find(false, path).inputs().stream()
        .map(input -> directory.relativize(input.path().orElseThrow()).toString())
        .toList();
  }

  private static Inputs find(boolean tables, Path path) throws Exception {
    return Inputs.find(
        List.of(path.toString()), tables, p -> Files.exists(p.resolve("test.jepsen")));
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }
}
