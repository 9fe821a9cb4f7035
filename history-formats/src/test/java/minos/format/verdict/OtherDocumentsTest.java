package minos.format.verdict;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import minos.history.Problem;
import org.junit.jupiter.api.Test;

/**
 * SARIF, workflow commands, OpenMetrics and EDN, of one small run and of a file that is no history.
 */
final class OtherDocumentsTest {
  private static final RunDocument UNREADABLE =
      new RunDocument(
          "0.1.0",
          List.of(
              new HistoryDocument.Unreadable(
                  "a \"b\"\\c.edn", List.of(new Problem("a", 3, "what is this?")), 1)));

  private interface Writer {
    void write(RunDocument run, ByteArrayOutputStream out) throws IOException;
  }

  @Test
  void sarifPutsAViolationAtTheLineOfItsCulprit() throws IOException {
    JsonNode run =
        new ObjectMapper().readTree(written(Sarif::write, SampleRun.run())).at("/runs/0");

    JsonNode first = run.at("/results/0");
    assertThat(first.at("/ruleId").asText()).isEqualTo("thin-air-read");
    assertThat(first.at("/level").asText()).isEqualTo("error");
    assertThat(first.at("/message/text").asText())
        .isEqualTo("not linearizable: process 3 read 4, which <nobody> wrote.");
    assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("x.edn");
    assertThat(first.at("/locations/0/physicalLocation/region/startLine").asLong()).isEqualTo(24);
    JsonNode second = run.at("/results/1");
    assertThat(second.at("/ruleId").asText()).isEqualTo("undecided");
    assertThat(second.at("/level").asText()).isEqualTo("warning");
    assertThat(run.at("/results").size()).isEqualTo(2);
    assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
        .containsExactly("thin-air-read", "undecided");
  }

  @Test
  void sarifOfAFileThatIsNoHistoryIsAnError() throws IOException {
    JsonNode result =
        new ObjectMapper().readTree(written(Sarif::write, UNREADABLE)).at("/runs/0/results/0");

    assertThat(result.at("/ruleId").asText()).isEqualTo("bad-input");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("a%20%22b%22/c.edn");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asLong()).isEqualTo(3);
  }

  @Test
  void workflowCommandsPutAViolationAtTheLineOfItsCulprit() throws IOException {
    assertThat(written(WorkflowCommands::write, SampleRun.run()).lines())
        .hasSize(2)
        .startsWith(
            "::error file=x.edn,line=24,title=thin air read::"
                + "not linearizable: process 3 read 4, which <nobody> wrote.")
        .last(as(STRING))
        .startsWith("::warning file=x.edn,title=undecided::sequential is undecided: ");
    assertThat(written(WorkflowCommands::write, UNREADABLE))
        .isEqualTo("::error file=a \"b\"\\c.edn,line=3,title=bad input::what is this?\n");
  }

  @Test
  void nothingFromAHistoryEndsAWorkflowCommand() {
    assertThat(WorkflowCommands.data("50%\r\n::error::no")).isEqualTo("50%25%0D%0A::error::no");
    assertThat(WorkflowCommands.property("a,line=7::b\n")).isEqualTo("a%2Cline=7%3A%3Ab%0A");
  }

  @Test
  void metricsHaveOneStateOfThreeAndEndAsTheyMust() throws IOException {
    String text = written(OpenMetrics::write, SampleRun.run());

    assertThat(text)
        .contains("# TYPE minos_run_verdict stateset\n")
        .contains("minos_run_verdict{minos_run_verdict=\"violated\"} 1\n")
        .contains("minos_run_verdict{minos_run_verdict=\"undecided\"} 0\n")
        .contains("minos_history_operations{file=\"x.edn\"} 2\n")
        .contains(
            "minos_check_verdict{file=\"x.edn\",consistency=\"sequential\",model=\"cas-register\","
                + "minos_check_verdict=\"undecided\"} 1\n")
        .contains(
            "minos_check_violations{file=\"x.edn\",consistency=\"linearizable\","
                + "model=\"cas-register\",anomaly=\"thin-air-read\"} 1\n")
        .endsWith("# EOF\n");
    Pattern line =
        Pattern.compile(
            "# (TYPE|HELP|UNIT|EOF).*|[a-z_]+\\{([a-z_]+=\"([^\"\\\\\n]|\\\\.)*\",?)*} [0-9.]+");
    assertThat(text.lines()).allMatch(line.asMatchPredicate());
  }

  @Test
  void metricsOfAFileThatIsNoHistorySayThatAndEscapeItsName() throws IOException {
    assertThat(written(OpenMetrics::write, UNREADABLE))
        .contains("minos_history_readable{file=\"a \\\"b\\\"\\\\c.edn\"} 0\n")
        .contains("minos_run_verdict{minos_run_verdict=\"undecided\"} 1\n");
  }

  @Test
  void ednHasTheFieldsOfKnossos() throws IOException {
    Map<?, ?> document = edn(written(KnossosEdn::write, SampleRun.run()));

    assertThat(get(document, "valid?")).isEqualTo(false);
    Map<?, ?> history = (Map<?, ?>) ((List<?>) get(document, "histories")).get(0);
    Map<?, ?> results = (Map<?, ?>) get(history, "results");
    Map<?, ?> linearizable = (Map<?, ?>) Objects.requireNonNull(results.get("linearizable"));
    assertThat(get(linearizable, "valid?")).isEqualTo(false);
    assertThat(get(linearizable, "analyzer")).isEqualTo("just-in-time");
    assertThat(get(linearizable, "op"))
        .hasToString("{:process 3, :type :ok, :f :read, :value 4, :index 12, :time 12000}");
    Map<?, ?> config = (Map<?, ?>) ((List<?>) get(linearizable, "configs")).get(0);
    assertThat(get(config, "msg")).isEqualTo("the value is nil, not 4");
    assertThat((List<?>) get(config, "pending")).hasSize(1);
    Map<?, ?> sequential = (Map<?, ?>) Objects.requireNonNull(results.get("sequential"));
    assertThat(get(sequential, "valid?")).hasToString(":unknown");
    assertThat(get(sequential, "cause")).hasToString(":timeout");
    Map<?, ?> causal = (Map<?, ?>) Objects.requireNonNull(results.get("causal"));
    assertThat(get(causal, "valid?")).isEqualTo(true);
  }

  @Test
  void ednOfAFileThatIsNoHistoryIsUnknown() throws IOException {
    Map<?, ?> document = edn(written(KnossosEdn::write, UNREADABLE));

    assertThat(get(document, "valid?")).hasToString(":unknown");
    assertThat(((List<?>) get(document, "histories")).get(0).toString()).contains("what is this?");
  }

  /** Reads with Clojure's own reader. */
  private static Map<?, ?> edn(String text) {
    Object read = clojure.lang.EdnReader.readString(text, clojure.lang.PersistentArrayMap.EMPTY);
    return (Map<?, ?>) read;
  }

  private static Object get(Map<?, ?> map, String name) {
    Object value = map.get(clojure.lang.Keyword.intern(name));
    assertThat(value).as(name + " of " + map).isNotNull();
    return Objects.requireNonNull(value);
  }

  private static String written(Writer writer, RunDocument run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(run, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
