package minos.format.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import minos.staleness.Freshness;
import minos.staleness.Percentile;
import minos.staleness.Rate;
import minos.staleness.StalenessReport;

/** Writes how stale reads were. Times are milliseconds; shares lie between 0 and 1. */
final class StalenessJson {
  private static final double NANOS_A_MILLI = 1e6;

  private StalenessJson() {}

  static void write(StalenessReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("reads", report.reads());
    json.writeNumberField("unexplained", report.unexplained());
    rate("stale", report.stale(), json);
    percentiles("versions", report.versions(), json);
    percentiles("millis", report.millis(), json);
    json.writeNumberField("mostVersions", report.mostVersions());
    json.writeNumberField("longestMillis", report.longest().toNanos() / NANOS_A_MILLI);
    rate("nonMonotonic", report.nonMonotonic(), json);
    json.writeObjectFieldStart("gamma");
    if (report.gamma().nanos().isPresent()) {
      json.writeNumberField("millis", report.gamma().nanos().getAsLong() / NANOS_A_MILLI);
    } else {
      json.writeNullField("millis");
    }
    json.writeNumberField("conflicts", report.gamma().conflicts());
    json.writeBooleanField("complete", report.gamma().complete());
    json.writeEndObject();
    json.writeStringField("twoAtomic", report.twoAtomic().word());
    json.writeArrayFieldStart("freshness");
    for (Freshness bin : report.freshness()) {
      json.writeStartObject();
      json.writeNumberField("fromMillis", bin.from().toNanos() / NANOS_A_MILLI);
      json.writeNumberField("toMillis", bin.to().toNanos() / NANOS_A_MILLI);
      rate("fresh", bin.fresh(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("assumptions");
    for (String assumption : report.assumptions()) {
      json.writeString(assumption);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void rate(String name, Rate rate, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("hits", rate.hits());
    json.writeNumberField("trials", rate.trials());
    if (rate.trials() == 0) {
      json.writeNullField("rate");
    } else {
      json.writeNumberField("rate", rate.value());
    }
    json.writeNumberField("lower", rate.lower());
    json.writeNumberField("upper", rate.upper());
    json.writeNumberField("confidence", rate.confidence());
    json.writeEndObject();
  }

  private static void percentiles(String name, List<Percentile> percentiles, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Percentile percentile : percentiles) {
      json.writeStartObject();
      json.writeNumberField("share", percentile.share());
      json.writeNumberField("value", percentile.value());
      end("lower", percentile.lower(), json);
      end("upper", percentile.upper(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void end(String name, OptionalDouble value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }
}
