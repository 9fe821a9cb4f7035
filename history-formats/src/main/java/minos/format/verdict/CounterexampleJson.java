package minos.format.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import minos.counterexample.Counterexample;
import minos.counterexample.Proof;
import minos.counterexample.Reduction;
import minos.history.Operation;

/**
 * A violation made small, inside a verdict document.
 *
 * <pre>{@code
 * {"form": "small", "minimal": true, "recheckedBy": "just-in-time", "reductions": ["cut", "updates"],
 *  "anomaly": "stale-read", "operations": [{"index": 0, ...}, ...],
 *  "proof": [{"text": "...", "operations": [4, 2]}, ...]}
 * }</pre>
 *
 * {@code form} is {@code small}, or {@code window} where no few operations show it. {@code minimal}
 * says whether none of the operations can be left out. {@code recheckedBy} is the algorithm that
 * judged them again, null if there is none. {@code operations} are all that are left; those of a
 * step of the proof are given by their index.
 */
final class CounterexampleJson {
  private CounterexampleJson() {}

  static void write(Counterexample counterexample, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("form", counterexample.form().word());
    json.writeBooleanField("minimal", counterexample.minimal());
    json.writeStringField("recheckedBy", counterexample.recheckedBy().orElse(null));
    json.writeArrayFieldStart("reductions");
    for (Reduction reduction : counterexample.reductions()) {
      json.writeString(reduction.id());
    }
    json.writeEndArray();
    json.writeStringField("anomaly", counterexample.violation().anomaly().id());
    json.writeArrayFieldStart("operations");
    for (Operation operation : counterexample.history().operations()) {
      OperationJson.write(operation, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("proof");
    for (Proof.Step step : counterexample.proof().steps()) {
      json.writeStartObject();
      json.writeStringField("text", step.text());
      json.writeArrayFieldStart("operations");
      for (Operation operation : step.operations()) {
        json.writeNumber(operation.index());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
