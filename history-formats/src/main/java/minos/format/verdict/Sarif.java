package minos.format.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import minos.history.Event;
import minos.history.Operation;
import minos.history.Problem;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes what a run found in SARIF 2.1.0, which code hosts show beside the lines of a file: a
 * result for each violation at the line of its culprit, with its other operations as related
 * places.
 *
 * <p>A violation and a file that is no history are of level {@code error}, an undecided check is of
 * level {@code warning}. Rules are the anomalies, {@code undecided} and {@code bad-input}.
 *
 * <p>OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020.
 */
public final class Sarif {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;

  private Sarif(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the document in UTF-8. Flushes, doesn't close. */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      new Sarif(json).document(run);
      json.writeRaw('\n');
    }
    out.flush();
  }

  private void document(RunDocument run) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Minos");
    json.writeStringField("version", run.version());
    json.writeArrayFieldStart("rules");
    for (String rule : rules(run)) {
      json.writeStartObject();
      json.writeStringField("id", rule);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayFieldStart("results");
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        for (CheckResult check : judged.checks()) {
          check(judged.file(), check);
        }
      } else if (history instanceof HistoryDocument.Unreadable unreadable) {
        for (Problem problem : unreadable.problems()) {
          begin("bad-input", "error", problem.message());
          locations(unreadable.file(), problem.line());
          json.writeEndObject();
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Set<String> rules(RunDocument run) {
    Set<String> rules = new LinkedHashSet<>();
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        for (CheckResult check : judged.checks()) {
          if (check.verdict() instanceof Verdict.Violated violated) {
            violated.violations().forEach(violation -> rules.add(violation.anomaly().id()));
          } else if (check.verdict() instanceof Verdict.Undecided) {
            rules.add("undecided");
          }
        }
      } else {
        rules.add("bad-input");
      }
    }
    return rules;
  }

  private void check(String file, CheckResult check) throws IOException {
    if (check.verdict() instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations()) {
        begin(violation.anomaly().id(), "error", message(check, violation));
        locations(file, line(violation));
        json.writeArrayFieldStart("relatedLocations");
        for (Operation operation : violation.operations()) {
          json.writeStartObject();
          physical(file, line(operation));
          json.writeObjectFieldStart("message");
          json.writeStringField("text", operation.toString());
          json.writeEndObject();
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    } else if (check.verdict() instanceof Verdict.Undecided undecided) {
      begin(
          "undecided",
          "warning",
          check.consistency() + " is undecided: " + undecided.cause().message());
      locations(file, Event.ABSENT);
      json.writeEndObject();
    }
  }

  private void begin(String rule, String level, String message) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", rule);
    json.writeStringField("level", level);
    json.writeObjectFieldStart("message");
    json.writeStringField("text", message);
    json.writeEndObject();
  }

  private void locations(String file, long line) throws IOException {
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physical(file, line);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void physical(String file, long line) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(file));
    json.writeEndObject();
    if (line >= 1) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", line);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** A path as a reference: what a URI can't have is encoded. */
  static String uri(String file) {
    StringBuilder uri = new StringBuilder();
    for (byte b : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/-._~".indexOf(c) >= 0;
      if (plain) {
        uri.append(c);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return uri.toString();
  }

  /** What is wrong, in a sentence. */
  static String message(CheckResult check, Violation violation) {
    String key = violation.key().map(k -> " on key " + k).orElse("");
    return "not " + check.consistency() + key + ": " + violation.summary();
  }

  /** The line of the culprit, or of the first operation; {@link Event#ABSENT} if none is known. */
  static long line(Violation violation) {
    Optional<Operation> first =
        violation.culprit().or(() -> violation.operations().stream().findFirst());
    return first.map(Sarif::line).orElse(Event.ABSENT);
  }

  private static long line(Operation operation) {
    OptionalLong line = operation.completeLine();
    return line.isPresent() ? line.getAsLong() : operation.invokeLine().orElse(Event.ABSENT);
  }
}
