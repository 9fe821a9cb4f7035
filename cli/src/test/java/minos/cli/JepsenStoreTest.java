package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole store directories of Jepsen: what applies is checked, beside what Jepsen said. */
final class JepsenStoreTest {
  private static final String LOST_OBJECT =
      """
      {:type :invoke, :f :write, :value 1, :process 0, :index 0}
      {:type :ok, :f :write, :value 1, :process 0, :index 1}
      {:type :invoke, :f :read, :value nil, :process 1, :index 2}
      {:type :ok, :f :read, :value nil, :process 1, :index 3}
      """;
  private static final String STALE =
      """
      {:type :invoke, :f :write, :value 1, :process 0, :index 0}
      {:type :ok, :f :write, :value 1, :process 0, :index 1}
      {:type :invoke, :f :read, :value nil, :process 1, :index 2}
      {:type :ok, :f :read, :value 7, :process 1, :index 3}
      """;
  private static final String SET =
      """
      {:type :invoke, :f :add, :value 1, :process 0, :index 0}
      {:type :ok, :f :add, :value 1, :process 0, :index 1}
      {:type :invoke, :f :read, :value nil, :process 1, :index 2}
      {:type :ok, :f :read, :value #{1}, :process 1, :index 3}
      """;

  @TempDir private Path store;

  @Test
  void agreesWithJepsen() throws IOException {
    write(STALE, "{:linear {:valid? false}, :stats {:valid? true}, :valid? false}");

    Ran ran = Ran.minos("check", store.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(text(ran))
        .contains("jepsen invalid, by its results.edn: linear invalid, stats valid; Minos agrees")
        .doesNotContain("differs");
  }

  @Test
  void explainsThatJepsenTakesAReadOfNilForNoAnswer() throws IOException {
    write(LOST_OBJECT, "{:linear {:valid? true}, :valid? true}");

    Ran ran = Ran.minos("check", store.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(text(ran))
        .contains("valid, by its results.edn: linear valid; Minos differs")
        .contains(
            "linearizable: Jepsen's checker takes a read of nil to say nothing; judged so (--nil unknown --failed-cas ignored) the history is consistent");
  }

  @Test
  void saysThatJepsensChoicesExplainNothing() throws IOException {
    write(STALE, "{:valid? true}");

    assertThat(text(Ran.minos("check", store.toString())))
        .contains("linearizable: also violated with Jepsen's choices");
  }

  @Test
  void checksWhatFitsTheOperationsAndSaysSo() throws IOException {
    write(SET, "{:set {:valid? true}, :valid? true}");

    Ran ran = Ran.minos("check", store.toString());

    assertThat(ran.code()).as(ran.toString()).isEqualTo(0);
    assertThat(text(ran))
        .contains("jepsen:set-full was checked too, because it adds, and reads return collections")
        .contains("checked jepsen:set: consistent");
  }

  @Test
  void tellsEachFieldThatDiffers() throws IOException {
    write(
        SET,
        "{:workload {:valid? true, :attempt-count 1, :acknowledged-count 2, :ok-count 1,"
            + " :lost-count 0, :recovered-count 0, :odd 7, :ok \"#{1}\"}, :valid? true}");

    String text = text(Ran.minos("check", store.toString()));

    assertThat(text)
        .contains("the model is set, as the test checked itself (--model)")
        .contains("Minos agrees, with 6 of 8 result fields the same")
        .contains("differs jepsen:set: :acknowledged-count is 2 by Jepsen and 1 here")
        .contains("differs jepsen:set: :odd is not among the fields here")
        .doesNotContain("linearizable");
  }

  @Test
  void checksWhatTheTestComposedToo() throws IOException {
    write(
        SET,
        "{:stats {:valid? true, :count 2, :ok-count 2, :fail-count 0, :info-count 0, :by-f {}},"
            + " :ex {:valid? true}, :linear {:valid? true, :configs (), :final-paths ()},"
            + " :valid? true}");

    assertThat(text(Ran.minos("check", store.toString())))
        .contains("jepsen:stats was checked too, because the test composed it as stats (--check)")
        .contains("checked jepsen:unhandled-exceptions: consistent")
        .contains("checked linearizable, model set: consistent");
  }

  @Test
  void explainsThatJepsensTestForDuplicatesNeverFires() throws IOException {
    write(
        SET.replace("#{1}", "[1 1]"),
        "{:set {:valid? true, :attempt-count 1, :stable-count 1, :never-read-count 0,"
            + " :duplicated-count 0, :duplicated {}}, :valid? true}");

    assertThat(text(Ran.minos("check", store.toString())))
        .contains(
            ":duplicated-count is 0 by Jepsen and 1 here; Jepsen's own test for duplicates never"
                + " fires");
  }

  @Test
  void checksOnlyWhatIsNamed() throws IOException {
    write(SET, "{:valid? true}");

    assertThat(Ran.minos("check", "--check", "set", store.toString()).out())
        .contains("checked   jepsen:set: consistent")
        .doesNotContain("linearizable");
  }

  @Test
  void namesTheCheckersThatFoundFaultWithSomethingElse() throws IOException {
    write(SET, "{:set {:valid? true}, :stats {:valid? false}, :valid? false}");

    assertThat(text(Ran.minos("check", store.toString())))
        .contains(
            "Jepsen's stats found fault, which does not judge the consistency of the history");
  }

  @Test
  void theDocumentHasWhatJepsenSaid() throws IOException {
    write(LOST_OBJECT, "{:linear {:valid? :unknown}, :valid? :unknown}");

    Ran ran = Ran.minos("check", "--output", "json", store.toString());

    JsonNode jepsen = new ObjectMapper().readTree(ran.out()).get("histories").get(0).get("jepsen");
    assertThat(jepsen.get("valid").textValue()).isEqualTo("unknown");
    assertThat(jepsen.get("checkers").get("linear").textValue()).isEqualTo("unknown");
    assertThat(jepsen.get("agrees").booleanValue()).isFalse();
    assertThat(jepsen.get("differences").get(0).textValue())
        .startsWith("linearizable: Jepsen's checker did not come to an answer");
  }

  @Test
  void resultsThatAreNoneAreAWarning() throws IOException {
    assertWarns("{:valid? ", "results.edn:1: ");
    assertWarns("", "results.edn: expected a map with :valid?");
    assertWarns("[1 2]", "results.edn: expected a map with :valid?");
    assertWarns("{:set {:ok-count 1}}", "results.edn: expected a map with :valid?");
    assertWarns("[".repeat(600), "results.edn:1: ");
    Files.delete(store.resolve("results.edn"));
    assertWarns(
        "there is no results.edn in "
            + store
            + ": the analysis of the test did not end, or the directory is not the whole one");
  }

  /** Jepsen writes it where a checker threw. */
  @Test
  void resultsThatAreUnknownAreADifference() throws IOException {
    write(
        SET, "{:set {:valid? :unknown, :error \"java.lang.OutOfMemoryError\"}, :valid? :unknown}");

    assertThat(text(Ran.minos("check", store.toString())))
        .contains("jepsen unknown, by its results.edn: set unknown; Minos differs")
        .contains("Jepsen's checker did not come to an answer; the history is consistent");
  }

  private void assertWarns(String results, String message) throws IOException {
    write(SET, results);
    assertWarns(message);
  }

  private void assertWarns(String message) {
    Ran ran = Ran.minos("check", store.toString());

    assertThat(ran.code()).isEqualTo(0);
    assertThat(ran.err()).contains("minos: warning: what Jepsen said is not compared: ");
    assertThat(ran.err()).contains(message);
    assertThat(ran.out()).doesNotContain("  jepsen  ");
  }

  private void write(String history, String results) throws IOException {
    Files.writeString(store.resolve("history.edn"), history);
    Files.writeString(store.resolve("results.edn"), results);
  }

  /** The report without its line breaks. */
  private static String text(Ran ran) {
    return ran.out().replaceAll("\\s+", " ");
  }
}
