package minos.workload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Operation;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a workload finds about one object: violations, doubts, assumptions and Jepsen's
 * result fields. Of each anomaly it keeps the first ten violations and counts the rest. Not
 * thread-safe.
 */
final class Report {
  private static final int KEPT_PER_ANOMALY = 10;

  private final History history;
  private final Optional<Value> key;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
  private final List<String> assumptions = new ArrayList<>();
  private final Map<Value, Value> fields = new LinkedHashMap<>();
  private @Nullable Cause doubt;

  Report(Slice slice) {
    this.history = slice.history();
    this.key = slice.key();
  }

  /** Sets one of Jepsen's result fields; the name without its colon. */
  void put(String field, @Nullable Object value) {
    fields.put(new Keyword(field), Value.of(value));
  }

  /** Notes a choice that the verdict rests on, as a sentence. */
  void assume(String sentence) {
    assumptions.add(sentence);
  }

  /**
   * Notes a violation.
   *
   * @param culprit the operation that can't be explained, or -1
   * @param operations further operations that show it, in any order; few; negative ones are left
   *     out
   * @param sentences the proof; the summary alone where empty
   */
  void violated(
      Anomaly anomaly, String summary, int culprit, int[] operations, String... sentences) {
    if (counts.merge(anomaly, 1, Integer::sum) > KEPT_PER_ANOMALY) {
      return;
    }
    List<Operation> shown =
        IntStream.concat(IntStream.of(culprit), IntStream.of(operations))
            .filter(operation -> operation >= 0)
            .sorted()
            .distinct()
            .mapToObj(history::operation)
            .toList();
    violations.add(
        new Violation(
            anomaly,
            key,
            summary,
            culprit < 0 ? Optional.empty() : Optional.of(history.operation(culprit)),
            shown,
            new Explanation.Findings(
                sentences.length == 0 ? List.of(summary) : List.of(sentences))));
  }

  /** Counts a violation of which there are enough already. */
  void count(Anomaly anomaly) {
    counts.merge(anomaly, 1, Integer::sum);
  }

  /** Whether a further violation of this anomaly would only be counted. */
  boolean full(Anomaly anomaly) {
    return counts.getOrDefault(anomaly, 0) >= KEPT_PER_ANOMALY;
  }

  /** Whether there is any violation. */
  boolean violated() {
    return !violations.isEmpty();
  }

  /** Notes why nobody can tell; the first doubt stays. */
  void undecided(Cause.Kind kind, String message) {
    undecided(new Cause(kind, message));
  }

  void undecided(Cause cause) {
    if (doubt == null) {
      doubt = cause;
    }
  }

  Optional<Value> key() {
    return key;
  }

  List<Violation> violations() {
    return violations;
  }

  List<String> assumptions() {
    return assumptions;
  }

  Optional<Cause> doubt() {
    return Optional.ofNullable(doubt);
  }

  Verdict verdict() {
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    }
    return doubt == null ? new Verdict.Consistent() : new Verdict.Undecided(doubt);
  }

  /** Jepsen's result map, {@code :valid?} first, and the count of each anomaly last. */
  Dict details() {
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Keyword("valid?"), valid(verdict().judgement()));
    details.putAll(fields);
    if (doubt != null) {
      details.putIfAbsent(new Keyword("error"), Value.of(doubt.message()));
    }
    if (!counts.isEmpty()) {
      Map<Value, Value> anomalies = new LinkedHashMap<>();
      counts.forEach((anomaly, count) -> anomalies.put(new Keyword(anomaly.id()), new Int(count)));
      details.put(new Keyword("anomalies"), new Dict(anomalies));
    }
    return new Dict(details);
  }

  /** How Jepsen says it. */
  static Value valid(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> Bool.TRUE;
      case VIOLATED -> Bool.FALSE;
      case UNDECIDED -> new Keyword("unknown");
    };
  }
}
