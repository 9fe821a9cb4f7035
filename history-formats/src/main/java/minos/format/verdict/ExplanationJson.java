package minos.format.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import minos.history.Operation;
import minos.verdict.Explanation;

/**
 * The proof of a violation inside a verdict document; its {@code kind} says which fields follow.
 */
final class ExplanationJson {
  private ExplanationJson() {}

  static void write(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (explanation instanceof Explanation.DeadEnd deadEnd) {
      writeDeadEnd(deadEnd, json);
    } else if (explanation instanceof Explanation.Cycle cycle) {
      writeCycle(cycle, json);
    } else if (explanation instanceof Explanation.Findings findings) {
      writeFindings(findings, json);
    } else {
      throw new IllegalStateException(
          "no JSON for an explanation of the " + explanation.getClass());
    }
    json.writeEndObject();
  }

  private static void writeDeadEnd(Explanation.DeadEnd deadEnd, JsonGenerator json)
      throws IOException {
    json.writeStringField("kind", "dead-end");
    json.writeFieldName("culprit");
    OperationJson.write(deadEnd.culprit(), json);
    json.writeFieldName("lastPlaced");
    OperationJson.writeOrNull(deadEnd.lastPlaced(), json);
    json.writeArrayFieldStart("states");
    for (Explanation.StateThen state : deadEnd.states()) {
      json.writeStartObject();
      json.writeStringField("state", state.state());
      json.writeArrayFieldStart("pending");
      for (Operation pending : state.pending()) {
        OperationJson.write(pending, json);
      }
      json.writeEndArray();
      json.writeStringField("reason", state.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", deadEnd.complete());
  }

  private static void writeCycle(Explanation.Cycle cycle, JsonGenerator json) throws IOException {
    json.writeStringField("kind", "cycle");
    json.writeArrayFieldStart("edges");
    for (Explanation.Edge edge : cycle.edges()) {
      json.writeStartObject();
      json.writeFieldName("from");
      OperationJson.write(edge.from(), json);
      json.writeFieldName("to");
      OperationJson.write(edge.to(), json);
      json.writeStringField("relation", edge.relation());
      json.writeStringField("evidence", edge.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFindings(Explanation.Findings findings, JsonGenerator json)
      throws IOException {
    json.writeStringField("kind", "findings");
    json.writeArrayFieldStart("sentences");
    for (String sentence : findings.sentences()) {
      json.writeString(sentence);
    }
    json.writeEndArray();
  }
}
