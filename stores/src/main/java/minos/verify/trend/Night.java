package minos.verify.trend;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import minos.staleness.Rate;
import minos.verdict.Judgement;

/**
 * One run, as its directory tells.
 *
 * @param directory where it is
 * @param started when it began, as ISO 8601 in UTC: in the order of the letters
 * @param series what must be the same for runs to be compared: store, workload, level of reads
 * @param verdict how it was judged
 * @param operations how many requests there were
 * @param bad how many of the trials were bad: stale reads, where they were measured; else
 *     violations
 * @param staleMillis how old 99 % of the reads were at most; empty if not measured
 * @param p50 how long half of the answers took at most, in milliseconds
 * @param p99 99 % of them
 * @param unanswered the share of requests that were not answered as hoped
 */
public record Night(
    Path directory,
    String started,
    String series,
    Judgement verdict,
    long operations,
    Rate bad,
    OptionalDouble staleMillis,
    double p50,
    double p99,
    double unanswered) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Reads the directory of a run.
   *
   * @throws IOException if it is none, or can't be read
   */
  public static Night read(Path directory) throws IOException {
    JsonNode run = json(directory.resolve("run.json"));
    JsonNode verdict = json(directory.resolve("verdict.json"));
    JsonNode history = verdict.path("histories").path(0);
    JsonNode requests = run.path("requests");
    long all = requests.path("all").asLong();
    long answered = requests.path("answered").asLong();
    JsonNode settings = run.path("settings");
    JsonNode staleness = history.path("staleness");
    return new Night(
        directory,
        run.path("started").asText(),
        run.path("store").path("store").asText("unknown")
            + " "
            + settings.path("workload").asText()
            + " "
            + settings.path("read-level").asText(),
        judgement(directory, verdict),
        all,
        bad(history, staleness, answered),
        staleMillis(staleness),
        run.path("latency-millis").path("p50").asDouble(),
        run.path("latency-millis").path("p99").asDouble(),
        all == 0 ? 0 : (all - answered) / (double) all);
  }

  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "there is no " + file + "; expected the directory of a run that ended (minos verify)");
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw new IOException(
          file
              + (place == null ? "" : ", line " + place.getLineNr() + ",")
              + " is not the JSON that a run leaves; judge the run again, or leave its directory out",
          e);
    }
  }

  private static Judgement judgement(Path directory, JsonNode verdict) throws IOException {
    String word = verdict.path("verdict").asText();
    return Arrays.stream(Judgement.values())
        .filter(judgement -> judgement.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    directory.resolve("verdict.json")
                        + " has no verdict but '"
                        + word
                        + "'; expected consistent, violated or undecided"));
  }

  private static Rate bad(JsonNode history, JsonNode staleness, long answered) {
    if (staleness.isObject()) {
      JsonNode stale = staleness.path("stale");
      return Rate.of(stale.path("hits").asLong(), stale.path("trials").asLong(), CONFIDENCE);
    }
    long violations = 0;
    for (JsonNode check : history.path("checks")) {
      violations += check.path("violations").size();
    }
    return Rate.of(Math.min(violations, answered), answered, CONFIDENCE);
  }

  private static OptionalDouble staleMillis(JsonNode staleness) {
    for (JsonNode percentile : staleness.path("millis")) {
      if (percentile.path("share").asDouble() == 0.99) {
        return OptionalDouble.of(percentile.path("value").asDouble());
      }
    }
    return OptionalDouble.empty();
  }
}
