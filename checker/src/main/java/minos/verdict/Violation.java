package minos.verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import minos.history.Operation;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a history breaks a consistency model.
 *
 * @param anomaly the named pattern
 * @param key the object concerned, in a history of many
 * @param summary one sentence for people, without a full stop missing: what was seen and why it
 *     can't be
 * @param culprit the operation that can't be explained, where there is one
 * @param operations the operations that together show it, in the order of the history; few
 * @param explanation the proof, as data
 */
public record Violation(
    Anomaly anomaly,
    Optional<Value> key,
    String summary,
    Optional<Operation> culprit,
    List<Operation> operations,
    Explanation explanation) {
  /** Copies the list. */
  public Violation {
    operations = List.copyOf(operations);
  }

  // Written out as in minos.value.Int, and without the hash of a whole proof.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && anomaly == that.anomaly
        && key.equals(that.key)
        && summary.equals(that.summary)
        && culprit.equals(that.culprit)
        && operations.equals(that.operations)
        && explanation.equals(that.explanation);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * anomaly.hashCode() + key.hashCode()) + summary.hashCode();
  }

  /**
   * The same with other operations, such as those that a derived history was made from.
   *
   * @param where gives for each operation the other
   */
  public Violation relocated(UnaryOperator<Operation> where) {
    return new Violation(
        anomaly,
        key,
        summary,
        culprit.map(where),
        operations.stream().map(where).distinct().toList(),
        explanation.relocated(where));
  }

  /** The same under another name. */
  public Violation as(Anomaly other) {
    return new Violation(other, key, summary, culprit, operations, explanation);
  }

  /** The same, summarized otherwise. */
  public Violation saying(String other) {
    return new Violation(anomaly, key, other, culprit, operations, explanation);
  }
}
