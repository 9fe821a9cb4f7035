package minos.convergence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * The laws of a replicated data type.
 *
 * <p><b>Question.</b> Do replicas that received the same updates answer the same; does every
 * replica come to answer what all the acknowledged updates amount to; and does no answer contain
 * what was never done, or lack what its own replica had acknowledged?
 *
 * <p><b>Idea.</b> Two reads are known to have received the same if they record equal clocks, or if
 * both are the last of their replica after every update that succeeded had ended (where receiving
 * had the time that the workload gave it: end with a pause and a read of every replica). What an
 * answer may be is bounded by what was certainly done and what may have been done: {@link Updates}.
 *
 * <p><b>Soundness and completeness.</b> A violation is one if replicas had the time to receive what
 * had been sent. What an update of unknown outcome did is open, so the bounds are not always
 * reached: {@code consistent} says that no law was seen broken. Nothing is said, undecided, where
 * no read came after the last update.
 *
 * <p><b>Cost.</b> Linear in the operations, times the size of what a read returns.
 *
 * <p>References: M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, "A comprehensive study of
 * Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011, sections 3.1 to 3.3.
 */
public final class ReplicatedTypeCheck implements Check {
  private static final int MOST_VIOLATIONS = 10;

  private final ReplicatedType type;

  /** A check of a type's laws. */
  public ReplicatedTypeCheck(ReplicatedType type) {
    this.type = type;
  }

  @Override
  public String consistency() {
    return "strong-eventual";
  }

  @Override
  public String model() {
    return type.id();
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Map<Value, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < history.size(); i++) {
      int key = history.key(i);
      Value name = key < 0 ? Nil.NIL : history.keyName(key);
      byKey.computeIfAbsent(name, ignored -> new ArrayList<>()).add(i);
    }
    List<Violation> violations = new ArrayList<>();
    boolean anyFinalRead = false;
    Cause stop = null;
    for (List<Integer> operations : byKey.values()) {
      stop = budget.exhausted();
      if (stop != null || violations.size() >= MOST_VIOLATIONS) {
        break;
      }
      Replicas replicas = Replicas.of(history, operations);
      anyFinalRead |= !replicas.finalReads().isEmpty();
      violations.addAll(Updates.of(type, replicas).violations());
    }
    Verdict verdict;
    if (!violations.isEmpty()) {
      verdict =
          new Verdict.Violated(violations.subList(0, Math.min(MOST_VIOLATIONS, violations.size())));
    } else if (stop != null) {
      verdict = new Verdict.Undecided(stop);
    } else if (!anyFinalRead) {
      verdict =
          new Verdict.Undecided(
              new Cause(
                  Cause.Kind.NOTHING_INFERRED,
                  "no read began after every update had ended, so nothing shows whether replicas"
                      + " converge; end the workload with a pause and a read of every replica"));
    } else {
      verdict = new Verdict.Consistent();
    }
    return NeverGreen.guard(
        history,
        new CheckResult(
            consistency(),
            model(),
            verdict,
            Duration.ofNanos(System.nanoTime() - started),
            "laws",
            List.of(
                "Replicas had received every update by the time of their last read, if it began"
                    + " after every update had ended."),
            Dict.EMPTY));
  }
}
