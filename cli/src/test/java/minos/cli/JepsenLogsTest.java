package minos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of nodes in a store directory of Jepsen or Maelstrom, asked through its latest link. */
final class JepsenLogsTest {
  private static final String HISTORY =
      """
      {:type :invoke, :f :add, :value 1, :process 0, :index 0}
      {:type :ok, :f :add, :value 1, :process 0, :index 1}
      {:type :invoke, :f :read, :value nil, :process 1, :index 2}
      {:type :ok, :f :read, :value #{1}, :process 1, :index 3}
      """;

  @TempDir private Path store;
  private Path test;
  private Path latest;

  @BeforeEach
  void aTestOfThreeNodes() throws IOException {
    test = Files.createDirectories(store.resolve("my-test/20261121T101112.345Z"));
    latest = Files.createSymbolicLink(store.resolve("my-test/latest"), test.getFileName());
    file("history.edn", HISTORY);
    file("jepsen.log", "panic: this is the log of the test\n");
    file("n1/db.log", "started\npanic: one\n");
    file("n2/db.log", "started\n");
    file("n10/db.log", "started\npanic: ten\npanic: again\n");
    file("independent/5/db.log", "panic: that is no node\n");
  }

  private void file(String name, String content) throws IOException {
    Path file = test.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.out()).get("histories").get(0);
  }

  private JsonNode searched(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check", "--output", "json"));
    arguments.addAll(List.of("--check", "log-file-pattern"));
    arguments.addAll(List.of(options));
    arguments.add(latest.toString());
    return json(Ran.minos(arguments.toArray(String[]::new)));
  }

  /** Node, file and line number of each match. */
  private static List<String> matches(JsonNode history) {
    List<String> found = new ArrayList<>();
    for (JsonNode match : history.get("checks").get(0).get("details").get("matches")) {
      found.add(
          match.get("node").textValue()
              + " "
              + match.get("file").textValue()
              + " "
              + match.get("line-number"));
    }
    return found;
  }

  @Test
  void agreesWithJepsenAboutTheLinesOfEachNode() throws IOException {
    file(
        "results.edn",
        "{:crash {:valid? false, :count 3, :matches ({:node \"n1\", :line \"panic: one\"}"
            + " {:node \"n10\", :line \"panic: ten\"} {:node \"n10\", :line \"panic: again\"})},"
            + " :valid? false}");

    JsonNode history = searched("--log-pattern", "panic", "--log", "db.log");

    assertThat(matches(history)).containsExactly("n1 db.log 2", "n10 db.log 2", "n10 db.log 3");
    assertThat(history.get("jepsen").get("agrees").booleanValue()).isTrue();
    assertThat(history.get("jepsen").get("fields").get("agreeing").intValue()).isEqualTo(3);
    assertThat(history.get("jepsen").get("differences")).isEmpty();
  }

  @Test
  void findsLogsThatAreNestedCompressedAndOddlyNamed() throws IOException {
    file("n1/db.log", "started\n");
    file("n10/db.log", "started\n");
    file("n2/var/log/data/raft/my log (1).txt", "panic: deep\n");
    Path old = test.resolve("n1/db.log.1.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(old))) {
      out.write("panic: yesterday\n".getBytes(UTF_8));
    }

    assertThat(matches(searched("--log-pattern", "panic")))
        .containsExactly("n1 db.log.1.gz 1", "n2 var/log/data/raft/my log (1).txt 1");
    assertThat(matches(searched("--log-pattern", "panic", "--log", "my log (1).txt"))).hasSize(1);
    assertThat(matches(searched("--log-pattern", "panic", "--log", "n1/db.log"))).isEmpty();
  }

  @Test
  void searchesTheFileThatIsNamedAndNotItsNamesakesFurtherDown() throws IOException {
    file("n1/db.log", "started\n");
    file("n10/db.log", "started\n");
    file("n1/old/db.log", "panic: before the test\n");

    JsonNode history = searched("--log-pattern", "panic", "--log", "db.log");

    assertThat(matches(history)).isEmpty();
    assertThat(history.get("checks").get(0).get("verdict").textValue()).isEqualTo("consistent");
  }

  @Test
  void takesMaelstromsLogsByNode() throws IOException {
    for (String node : List.of("n1", "n2", "n10")) {
      Files.delete(test.resolve(node + "/db.log"));
    }
    file("node-logs/n0.log", "panic: zero\n");
    file("net-journal/0.fressian", "panic: no log\n");

    assertThat(matches(searched("--log-pattern", "panic")))
        .containsExactly("n0 node-logs/n0.log 1");
  }

  @Test
  void isUndecidedWhereNoNodeHasALog() throws IOException {
    for (String node : List.of("n1", "n2", "n10")) {
      Files.delete(test.resolve(node + "/db.log"));
    }

    Ran ran =
        Ran.minos(
            "check", "--check", "log-file-pattern", "--log-pattern", "panic", latest.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains("There is no log file of a node to search.")
        .contains("What to do: name the files to search with --log");
  }

  @Test
  void aNameThatNoNodeHasIsAMistake() {
    Ran ran =
        Ran.minos(
            "check",
            "--check",
            "log-file-pattern",
            "--log-pattern",
            "panic",
            "--log",
            "dbb.log",
            latest.toString());

    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err()).contains("there is no log file dbb.log, nor any of a node in " + latest);
  }

  @Test
  void aPatternAsksForTheSearchWhateverElseIsChecked() {
    Ran ran = Ran.minos("check", "--check", "set", "--log-pattern", "panic", latest.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("jepsen:log-file-pattern: violated").contains("jepsen:set: con");
  }

  @Test
  void filesWithoutAPatternAreAMistake() {
    Ran ran = Ran.minos("check", "--log", "db.log", latest.toString());

    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .contains("--log names files to search, but nothing says for what; add --log-pattern");
  }

  @Test
  void saysThatJepsenFoundLinesWhichNobodyLookedForHere() throws IOException {
    file(
        "results.edn",
        "{:logs {:valid? false, :count 3, :matches ()}, :stats {:valid? true}, :valid? false}");

    Ran ran = Ran.minos("check", latest.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("Jepsen's logs found fault, which does not judge the consistency of the history")
        .contains(
            "Jepsen's logs found lines in the logs of nodes (3); the pattern that it looked for is"
                + " not in the store, so give it with --log-pattern to search them here");
  }
}
