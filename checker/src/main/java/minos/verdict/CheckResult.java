package minos.verdict;

import java.time.Duration;
import java.util.List;
import minos.value.Dict;

/**
 * What one check of one history found.
 *
 * @param consistency the name of what was checked, as on the command line: {@code linearizable},
 *     {@code serializable}, {@code jepsen:set}
 * @param model the name of the specification
 * @param verdict the answer
 * @param elapsed how long it took, without reading the history
 * @param algorithm what decided
 * @param assumptions choices that the verdict rests on, as sentences
 * @param details further results by name, such as Jepsen's own result fields; may be empty
 */
public record CheckResult(
    String consistency,
    String model,
    Verdict verdict,
    Duration elapsed,
    String algorithm,
    List<String> assumptions,
    Dict details) {
  /** Copies the list. */
  public CheckResult {
    assumptions = List.copyOf(assumptions);
  }

  /** The same with another verdict. */
  public CheckResult withVerdict(Verdict other) {
    return new CheckResult(consistency, model, other, elapsed, algorithm, assumptions, details);
  }
}
