package minos.convergence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.value.Dict;
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
 * both are last reads: marked {@code :final?}, or else the last of their replica that began after
 * every update that succeeded had ended (where receiving had the time that the workload gave it:
 * end with a pause and a read of every replica). What an answer may be is bounded by what its
 * replica had certainly received, which is what it had acknowledged or answered itself, in the end
 * all that succeeded, and by what had begun: {@link Laws}, in one sweep over real time.
 *
 * <p><b>Soundness and completeness.</b> A violation is one if replicas had the time to receive what
 * had been sent: then no choice of what each replica had received explains all answers. The laws
 * look at one answer at a time, or two, so {@code consistent} says that no law was seen broken; of
 * small histories with one wrong answer that a search through all choices finds unexplained, they
 * find 95 to 99 in 100. Nothing is said, undecided, where no read came after the last update.
 *
 * <p><b>Cost.</b> Sorting the operations by time, then linear in them and in what reads return; of
 * counters times the gaps in the sums that updates of unknown outcome may make.
 *
 * <p>References: M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, "A comprehensive study of
 * Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011, sections 3.1 to 3.3.
 */
public final class ReplicatedTypeCheck implements Check {
  private final ReplicatedType type;

  /** A check of a type's laws. */
  public ReplicatedTypeCheck(ReplicatedType type) {
    this.type = type;
  }

  /** The type. */
  public ReplicatedType type() {
    return type;
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
    ReplicatedOperations operations = ReplicatedOperations.of(type, history);
    BitSet all = new BitSet();
    all.set(0, history.size());
    BitSet finals = operations.finals(all);
    List<Violation> violations = new ArrayList<>();
    Cause stop = null;
    int unshown = 0;
    List<int[]> objects = operations.objects();
    try {
      for (int[] places : objects) {
        Laws laws = Laws.of(operations, places, finals, budget);
        stop = stop == null ? laws.judge() : stop;
        violations.addAll(laws.violations());
        if (stop != null || violations.size() >= Laws.MOST) {
          break;
        }
        unshown += IntStream.of(places).anyMatch(finals::get) ? 0 : 1;
      }
    } catch (ArithmeticException e) {
      stop = new Cause(Cause.Kind.UNSUPPORTED, "the sum of the updates does not fit in 64 bits");
    }
    Verdict verdict;
    if (!violations.isEmpty()) {
      verdict = new Verdict.Violated(violations.subList(0, Math.min(Laws.MOST, violations.size())));
    } else if (stop != null) {
      verdict = new Verdict.Undecided(stop);
    } else if (unshown == objects.size()) {
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
            assumptions(operations, unshown, objects.size()),
            Dict.EMPTY));
  }

  private static List<String> assumptions(
      ReplicatedOperations operations, int unshown, int objects) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "Replicas had received every update by the time of their last read, if it began after every"
            + " update had ended.");
    if (!operations.nodesRecorded()) {
      assumptions.add(
          "No operation has a field node, so each process talks to a replica of its own.");
    }
    if (unshown > 0 && unshown < objects) {
      assumptions.add(
          "Of "
              + unshown
              + " of "
              + objects
              + " objects no read shows whether replicas converge: none began after every update"
              + " had ended.");
    }
    return List.copyOf(assumptions);
  }
}
