package minos.format.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.counterexample.Counterexample;
import minos.format.jepsen.JepsenResults;
import minos.format.json.PlainJson;
import minos.history.Event;
import minos.history.Operation;
import minos.history.Problem;
import minos.history.Warning;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes what a run found as one JSON document.
 *
 * <pre>{@code
 * {"minos": "0.1.0", "verdict": "violated", "histories": [{
 *   "file": "x.edn", "format": "jepsen-edn", "operations": 85, "events": 170, "keys": 1,
 *   "verdict": "violated", "truncated": null, "warnings": [{"line": 7, "count": 2, "message": "..."}],
 *   "checks": [{"consistency": "linearizable", "model": "cas-register", "verdict": "violated",
 *     "millis": 3.1, "algorithm": "just-in-time", "assumptions": ["..."], "details": {},
 *     "violations": [{"key": null, "anomaly": "stale-read", "summary": "...", "culprit": {...},
 *       "operations": [{"index": 11, "process": 3, "f": "read", "value": 4, "outcome": "ok",
 *         "line": 23}], "explanation": {"kind": "dead-end", ...}}],
 *     "cause": null}],
 *   "strongest": ["sequential"], "violated": ["linearizable"], "staleness": null, "jepsen": null}]}
 * }</pre>
 *
 * <p>Every field above is always there, null or empty where there is nothing to say. {@code jepsen}
 * is what Jepsen wrote beside the history: {@code {"source": "results.edn", "valid": "invalid",
 * "checkers": {"linear": "invalid"}, "agrees": true, "fields": {"compared": 7, "agreeing": 7},
 * "differences": []}}, with the result fields of checkers that both have. The cause of an undecided
 * verdict is {@code {"kind": "timeout", "message": "..."}}. A file that is not a history has {@code
 * file}, {@code verdict} ({@code undecided}), {@code problems} (each {@code line}, {@code message})
 * and {@code problemCount} alone. Values are {@linkplain PlainJson plain JSON}. Fields may be added
 * in later versions, none is taken away or changes its meaning. A violation that was made small has
 * one field more, see {@link CounterexampleJson}.
 */
public final class VerdictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private VerdictJson() {}

  /**
   * Writes the document in UTF-8, indented, with a line feed at its end. Flushes, doesn't close.
   */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(printer);
      write(run, json);
      json.writeRaw('\n');
    }
    out.flush();
  }

  /** A violation as one line: {@code {"violation": {...}}}, as in the document. */
  public static String line(Violation violation) {
    return line(
        json -> {
          json.writeFieldName("violation");
          writeViolation(violation, Map.of(), json);
        });
  }

  /** The end of a stream as one line: {@code minos}, {@code verdict}, counts, {@code check}. */
  public static String line(String version, CheckResult result, long events, long operations) {
    return line(
        json -> {
          json.writeStringField("minos", version);
          json.writeStringField("verdict", result.verdict().judgement().word());
          json.writeNumberField("events", events);
          json.writeNumberField("operations", operations);
          json.writeFieldName("check");
          writeCheck(result, Map.of(), json);
        });
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String line(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(RunDocument run, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("minos", run.version());
    json.writeStringField("verdict", run.verdict().word());
    json.writeArrayFieldStart("histories");
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        writeJudged(judged, json);
      } else if (history instanceof HistoryDocument.Unreadable unreadable) {
        writeUnreadable(unreadable, json);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeUnreadable(HistoryDocument.Unreadable file, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file.file());
    json.writeStringField("verdict", file.verdict().word());
    json.writeArrayFieldStart("problems");
    for (Problem problem : file.problems()) {
      json.writeStartObject();
      writeLine(problem.line(), json);
      json.writeStringField("message", problem.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("problemCount", file.count());
    if (file.cause().isPresent()) {
      writeCause(file.cause().get(), json);
    }
    json.writeEndObject();
  }

  private static void writeJudged(HistoryDocument.Judged judged, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", judged.file());
    json.writeStringField("format", judged.history().origin().format());
    json.writeNumberField("operations", judged.history().size());
    json.writeNumberField("events", judged.history().eventCount());
    json.writeNumberField("keys", judged.objects());
    json.writeStringField("verdict", judged.verdict().word());
    json.writeStringField("truncated", judged.history().origin().truncated().orElse(null));
    json.writeArrayFieldStart("warnings");
    for (Warning warning : judged.history().warnings()) {
      json.writeStartObject();
      writeLine(warning.line(), json);
      json.writeNumberField("count", warning.count());
      json.writeStringField("message", warning.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("checks");
    for (CheckResult check : judged.checks()) {
      writeCheck(check, judged.counterexamples(), json);
    }
    json.writeEndArray();
    writeStrings("strongest", judged.strongest(), json);
    writeStrings("violated", judged.violated(), json);
    json.writeFieldName("staleness");
    if (judged.staleness().isPresent()) {
      StalenessJson.write(judged.staleness().get(), json);
    } else {
      json.writeNull();
    }
    if (judged.jepsen().isPresent()) {
      writeJepsen(judged.jepsen().get(), json);
    } else {
      json.writeNullField("jepsen");
    }
    json.writeEndObject();
  }

  private static void writeJepsen(JepsenOpinion opinion, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("jepsen");
    json.writeStringField("source", opinion.results().source());
    json.writeStringField("valid", opinion.results().valid().word());
    json.writeObjectFieldStart("checkers");
    for (Map.Entry<String, JepsenResults.Validity> checker :
        opinion.results().checkers().entrySet()) {
      json.writeStringField(checker.getKey(), checker.getValue().word());
    }
    json.writeEndObject();
    json.writeBooleanField("agrees", opinion.agrees());
    json.writeObjectFieldStart("fields");
    json.writeNumberField("compared", opinion.compared());
    json.writeNumberField("agreeing", opinion.agreeing());
    json.writeEndObject();
    writeStrings("differences", opinion.differences(), json);
    json.writeEndObject();
  }

  private static void writeCheck(
      CheckResult check, Map<Violation, Counterexample> small, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("consistency", check.consistency());
    json.writeStringField("model", check.model());
    json.writeStringField("verdict", check.verdict().judgement().word());
    json.writeNumberField("millis", millis(check.elapsed()));
    json.writeStringField("algorithm", check.algorithm());
    writeStrings("assumptions", check.assumptions(), json);
    json.writeFieldName("details");
    PlainJson.write(json, check.details());
    json.writeArrayFieldStart("violations");
    if (check.verdict() instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations()) {
        writeViolation(violation, small, json);
      }
    }
    json.writeEndArray();
    if (check.verdict() instanceof Verdict.Undecided undecided) {
      writeCause(undecided.cause(), json);
    } else {
      json.writeNullField("cause");
    }
    json.writeEndObject();
  }

  private static void writeCause(Cause cause, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cause");
    json.writeStringField("kind", cause.kind().word());
    json.writeStringField("message", cause.message());
    json.writeEndObject();
  }

  private static void writeViolation(
      Violation violation, Map<Violation, Counterexample> small, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("key");
    writeValue(violation.key(), json);
    json.writeStringField("anomaly", violation.anomaly().id());
    json.writeStringField("summary", violation.summary());
    json.writeFieldName("culprit");
    OperationJson.writeOrNull(violation.culprit(), json);
    json.writeArrayFieldStart("operations");
    for (Operation operation : violation.operations()) {
      OperationJson.write(operation, json);
    }
    json.writeEndArray();
    json.writeFieldName("explanation");
    ExplanationJson.write(violation.explanation(), json);
    Counterexample counterexample = small.get(violation);
    if (counterexample != null) {
      json.writeFieldName("counterexample");
      CounterexampleJson.write(counterexample, json);
    }
    json.writeEndObject();
  }

  private static void writeValue(Optional<Value> value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      PlainJson.write(json, value.get());
    } else {
      json.writeNull();
    }
  }

  private static void writeStrings(String name, List<String> strings, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private static void writeLine(long line, JsonGenerator json) throws IOException {
    if (line == Event.ABSENT) {
      json.writeNullField("line");
    } else {
      json.writeNumberField("line", line);
    }
  }

  /** Milliseconds to the microsecond, without trailing zeros. */
  private static BigDecimal millis(Duration elapsed) {
    BigDecimal millis =
        BigDecimal.valueOf(elapsed.toNanos(), 6)
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return millis.scale() < 0 ? millis.setScale(0) : millis;
  }
}
