package minos.format.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.history.Event;
import minos.history.History;
import minos.history.Problem;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;

final class VerdictJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void theDocumentNamesTheRunAndEachHistory() throws IOException {
    JsonNode run = written(SampleRun.run());

    assertThat(names(run)).containsExactly("minos", "verdict", "histories");
    assertThat(run.get("minos").textValue()).isEqualTo("0.1.0");
    assertThat(run.get("verdict").textValue()).isEqualTo("violated");
    JsonNode history = run.get("histories").get(0);
    assertThat(names(history))
        .containsExactly(
            "file",
            "format",
            "operations",
            "events",
            "keys",
            "verdict",
            "truncated",
            "warnings",
            "checks",
            "strongest",
            "violated",
            "staleness",
            "jepsen");
    assertThat(history.get("file").textValue()).isEqualTo("x.edn");
    assertThat(history.get("format").textValue()).isEqualTo("jepsen-edn");
    assertThat(history.get("operations").intValue()).isEqualTo(2);
    assertThat(history.get("events").intValue()).isEqualTo(4);
    assertThat(history.get("keys").intValue()).isEqualTo(1);
    assertThat(history.get("verdict").textValue()).isEqualTo("violated");
    assertThat(history.get("truncated").isNull()).isTrue();
    assertThat(history.get("warnings")).isEmpty();
    assertThat(history.get("strongest")).isEqualTo(MAPPER.readTree("[\"causal\"]"));
    assertThat(history.get("violated")).isEqualTo(MAPPER.readTree("[\"linearizable\"]"));
  }

  @Test
  void aViolatedCheckNamesItsViolationsAndTheirOperations() throws IOException {
    JsonNode check = written(SampleRun.run()).get("histories").get(0).get("checks").get(0);

    assertThat(names(check))
        .containsExactly(
            "consistency",
            "model",
            "verdict",
            "millis",
            "algorithm",
            "assumptions",
            "details",
            "violations",
            "cause");
    assertThat(check.get("millis").decimalValue()).isEqualByComparingTo("3.1");
    assertThat(check.get("cause").isNull()).isTrue();
    JsonNode violation = check.get("violations").get(0);
    assertThat(violation.get("key").isNull()).isTrue();
    assertThat(violation.get("anomaly").textValue()).isEqualTo("thin-air-read");
    assertThat(violation.get("summary").textValue())
        .isEqualTo("process 3 read 4, which <nobody> wrote.");
    JsonNode expected =
        MAPPER.readTree(
            """
            {"index": 11, "process": 3, "f": "read", "key": null, "value": 4, "input": null,
             "outcome": "ok", "line": 23, "completionIndex": 12, "completionLine": 24,
             "invokeTime": 11000, "completeTime": 12000, "fields": {"version": "v7"}}
            """);
    assertThat(violation.get("operations").get(0)).isEqualTo(expected);
    assertThat(violation.get("culprit")).isEqualTo(expected);
    assertThat(violation.get("explanation").get("culprit")).isEqualTo(expected);
    assertThat(violation.get("explanation").get("states").get(0).get("reason").textValue())
        .isEqualTo("the value is nil, not 4");
  }

  @Test
  void anUndecidedCheckSaysWhyAndAConsistentOneHasNoViolations() throws IOException {
    JsonNode checks = written(SampleRun.run()).get("histories").get(0).get("checks");

    assertThat(checks.get(1).get("cause"))
        .isEqualTo(
            MAPPER.readTree(
                "{\"kind\":\"timeout\",\"message\":\"the time limit of 1 s was reached\"}"));
    assertThat(checks.get(1).get("violations")).isEmpty();
    assertThat(checks.get(2).get("verdict").textValue()).isEqualTo("consistent");
    assertThat(checks.get(2).get("violations")).isEmpty();
    assertThat(checks.get(2).get("cause").isNull()).isTrue();
  }

  @Test
  void everyKindOfExplanationHasItsJson() throws IOException {
    History history = SampleRun.history();
    List<Explanation> samples =
        List.of(
            SampleRun.deadEnd(history),
            new Explanation.Cycle(
                List.of(
                    new Explanation.Edge(
                        history.operation(0), history.operation(1), "wr", "it read the write"),
                    new Explanation.Edge(
                        history.operation(1), history.operation(0), "real-time", "it was over"))),
            new Explanation.Findings(List.of("first", "second")));
    assertThat(samples.stream().<Class<?>>map(Explanation::getClass))
        .as("a kind of explanation without JSON")
        .containsExactlyInAnyOrder(Explanation.class.getPermittedSubclasses());

    List<String> kinds = new ArrayList<>();
    for (Explanation sample : samples) {
      JsonNode run =
          written(
              new RunDocument(
                  "1",
                  List.of(
                      new HistoryDocument.Judged(
                          history,
                          List.of(SampleRun.violated(history, sample)),
                          List.of(),
                          List.of(),
                          Optional.empty(),
                          Optional.empty()))));
      JsonNode explanation =
          run.get("histories")
              .get(0)
              .get("checks")
              .get(0)
              .get("violations")
              .get(0)
              .get("explanation");
      kinds.add(explanation.get("kind").textValue());
      assertThat(explanation.size()).isGreaterThan(1);
    }
    assertThat(kinds).containsExactly("dead-end", "cycle", "findings");
  }

  @Test
  void aFileThatCannotBeReadLeavesTheRunUndecidedUnlessAnotherIsViolated() throws IOException {
    HistoryDocument unreadable =
        new HistoryDocument.Unreadable(
            "bad.edn",
            List.of(
                new Problem("bad.edn", 3, "what is this?"),
                new Problem("bad.edn", Event.ABSENT, "and that?")),
            12);
    HistoryDocument consistent =
        new HistoryDocument.Judged(
            SampleRun.history(),
            List.of(SampleRun.consistent()),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    RunDocument run = new RunDocument("1", List.of(consistent, unreadable));

    assertThat(run.verdict()).isEqualTo(Judgement.UNDECIDED);
    assertThat(written(run).get("histories").get(1))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"file": "bad.edn", "verdict": "undecided", "problems": [
                  {"line": 3, "message": "what is this?"}, {"line": null, "message": "and that?"}],
                 "problemCount": 12}
                """));
    assertThat(
            new RunDocument("1", List.of(unreadable, SampleRun.run().histories().get(0))).verdict())
        .isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void aHistoryWithoutChecksIsUndecided() {
    assertThat(
            new HistoryDocument.Judged(
                    SampleRun.history(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())
                .verdict())
        .isEqualTo(Judgement.UNDECIDED);
    assertThat(new RunDocument("1", List.of()).verdict()).isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void theDocumentEndsWithOneLineFeed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VerdictJson.write(SampleRun.run(), out);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\n").endsWith("}\n");
  }

  private static JsonNode written(RunDocument run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VerdictJson.write(run, out);
    return MAPPER.readTree(out.toByteArray());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
