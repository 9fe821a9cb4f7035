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
    write(SET, "{:valid? ");

    Ran ran = Ran.minos("check", store.toString());

    assertThat(ran.code()).isEqualTo(0);
    assertThat(ran.err()).contains("minos: warning: what Jepsen said is not compared: ");
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
