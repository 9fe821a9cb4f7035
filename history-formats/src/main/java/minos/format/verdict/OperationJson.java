package minos.format.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.format.json.PlainJson;
import minos.history.Operation;
import minos.value.Value;

/**
 * An operation inside a verdict document.
 *
 * <p>Always there: {@code index} (the source's number of the invocation), {@code process}, {@code
 * f}, {@code key}, {@code value} (what it is about: its result if it is known to have happened),
 * {@code outcome}, {@code line} (of the invocation in the source, or of the completion where only
 * that was recorded). Where they are known and say more: {@code input} (where it is not the value),
 * {@code completionIndex}, {@code completionLine}, {@code invokeTime}, {@code completeTime}
 * (nanoseconds), and {@code fields} (what else the source says, such as version and session).
 */
final class OperationJson {
  private OperationJson() {}

  static void write(Operation operation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", operation.index());
    writeField("process", operation.process(), json);
    json.writeStringField("f", operation.f());
    json.writeFieldName("key");
    if (operation.key().isPresent()) {
      PlainJson.write(json, operation.key().get());
    } else {
      json.writeNull();
    }
    writeField("value", operation.value(), json);
    if (!operation.input().equals(operation.value())) {
      writeField("input", operation.input(), json);
    }
    json.writeStringField("outcome", operation.outcome().word());
    OptionalLong line = operation.invokeLine();
    if (line.isEmpty()) {
      line = operation.completeLine();
    }
    if (line.isPresent()) {
      json.writeNumberField("line", line.getAsLong());
    } else {
      json.writeNullField("line");
    }
    writeIfPresent("completionIndex", operation.completionIndex(), json);
    writeIfPresent("completionLine", operation.completeLine(), json);
    writeIfPresent("invokeTime", operation.invokeTime(), json);
    writeIfPresent("completeTime", operation.completeTime(), json);
    writeFields(operation, json);
    json.writeEndObject();
  }

  static void writeOrNull(Optional<Operation> operation, JsonGenerator json) throws IOException {
    if (operation.isPresent()) {
      write(operation.get(), json);
    } else {
      json.writeNull();
    }
  }

  private static void writeFields(Operation operation, JsonGenerator json) throws IOException {
    List<String> names =
        operation.history().fieldNames().stream()
            .filter(name -> operation.field(name).isPresent())
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("fields");
    for (String name : names) {
      writeField(name, operation.field(name).orElseThrow(), json);
    }
    json.writeEndObject();
  }

  private static void writeField(String name, Value value, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    PlainJson.write(json, value);
  }

  private static void writeIfPresent(String name, OptionalLong number, JsonGenerator json)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    }
  }
}
