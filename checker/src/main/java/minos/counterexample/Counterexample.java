package minos.counterexample;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Operation;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * A violation made small. Its history is violated by itself, and it is a sound reduction: were the
 * whole history consistent, so would this be.
 *
 * @param form whether a few operations show it, or a window of the history
 * @param history the operations that are left, as a history of its own
 * @param operations the same in the whole history
 * @param result what the check says of {@code history}: violated
 * @param reductions what was done to the whole history
 * @param minimal whether no single further reduction leaves a violation of the same name by the
 *     same operation; false also where that could not be tried in time
 * @param recheckedBy the algorithm that found it violated again, other than the one that judged
 *     while reducing; empty if there is none for this check
 * @param proof why it can't be, in words
 */
public record Counterexample(
    Form form,
    History history,
    List<Operation> operations,
    CheckResult result,
    List<Reduction> reductions,
    boolean minimal,
    Optional<String> recheckedBy,
    Proof proof) {
  /** Copies the lists. */
  public Counterexample {
    operations = List.copyOf(operations);
    reductions = List.copyOf(reductions);
  }

  /** The violation that {@code history} shows. Its operations are of that history. */
  public Violation violation() {
    return ((Verdict.Violated) result.verdict()).violations().get(0);
  }

  /** What changed the answers of its operations; empty if they are as in the history. */
  public Optional<Reduction> narrowed() {
    List<Operation> left = history.operations();
    boolean differs =
        IntStream.range(0, left.size())
            .anyMatch(i -> !left.get(i).value().equals(operations.get(i).value()));
    return reductions.stream().filter(how -> differs && !how.shown().isEmpty()).findFirst();
  }
}
