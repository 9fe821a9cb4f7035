package minos.staleness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.history.Event;
import minos.history.Operation;
import minos.register.Accesses;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Models that say of each read by itself how old what it returns may be, in real time.
 *
 * <p><b>Question.</b> For each read: is there a write (or the initial state) that it may have
 * returned? <i>Regular</i>: one that nothing had certainly replaced when the read began, and that
 * had begun when it ended. <i>Safe</i>: the same, unless the read overlaps a write. <i>Bounded
 * staleness</i>: one that had been replaced by few versions, or not for long. <i>Consistent
 * prefix</i>: any that had begun when it ended.
 *
 * <p><b>Idea.</b> {@link Ages} knows the youngest of the candidates, which decides.
 *
 * <p><b>Soundness and completeness.</b> Each is its definition, evaluated, repeated values
 * included. For several writers, regular is the weakest of the usual definitions: reads need not
 * agree on the order of overlapping writes [2, MWRegWeak]. A write of unknown outcome overlaps
 * everything after it began, so it makes a safe register say nothing of that key any more.
 *
 * <p><b>Cost.</b> O(n log n), once more for each link of the longest chain of compare-and-sets of
 * unknown outcome that can't have happened.
 *
 * <ol>
 *   <li>L. Lamport, "On Interprocess Communication", Distributed Computing 1, 1986.
 *   <li>C. Shao, J. Welch, E. Pierce, H. Lee, "Multiwriter Consistency Conditions for Shared Memory
 *       Registers", SIAM J. Comput. 40(1), 2011.
 * </ol>
 */
public final class RealTimeConditions {
  private static final int MOST_VIOLATIONS = 10;

  /** Whether a read may be what it is. */
  private interface Allowed {
    boolean test(Ages ages, int read);
  }

  private final Ages ages;
  private final Accesses accesses;

  private RealTimeConditions(Ages ages) {
    this.accesses = ages.accesses();
    this.ages = ages;
  }

  /** Whether every read is one of a regular register. */
  public static Verdict regular(Accesses accesses, Budget budget) {
    return judge(accesses, Ages::fresh, budget);
  }

  /** Whether every read is one of a safe register. */
  public static Verdict safe(Accesses accesses) {
    Allowed allowed = (ages, read) -> ages.overlaps(read) || ages.fresh(read);
    return new RealTimeConditions(Ages.of(accesses)).judge(allowed);
  }

  /** Whether every read returns something that somebody had begun to write. */
  public static Verdict consistentPrefix(Accesses accesses, Budget budget) {
    return judge(accesses, (ages, read) -> ages.source(read) != Ages.NOBODY, budget);
  }

  /** Whether no read is staler than a bound. */
  public static Verdict bounded(Accesses accesses, Bound bound, Budget budget) {
    if (bound.time().isEmpty()) {
      int most = bound.versions().orElse(0);
      return judge(
          accesses,
          (ages, read) -> ages.source(read) != Ages.NOBODY && ages.versions(read) <= most,
          budget);
    }
    long most = bound.time().get().toNanos();
    boolean[] untimed = new boolean[1];
    Verdict verdict =
        judge(
            accesses,
            (ages, read) -> {
              long nanos = ages.nanos(read);
              untimed[0] |= nanos == Event.ABSENT;
              return ages.source(read) != Ages.NOBODY && nanos <= most;
            },
            budget);
    return untimed[0] && verdict instanceof Verdict.Consistent
        ? new Verdict.Undecided(
            new Cause(
                Cause.Kind.NOTHING_INFERRED,
                "a read was stale, but the history does not tell times, so nobody knows for how"
                    + " long; record :time, or bound the number of versions"))
        : verdict;
  }

  /**
   * Judges, and takes a compare-and-set of unknown outcome for one that did not happen where its
   * own read would not be allowed.
   */
  private static Verdict judge(Accesses accesses, Allowed allowed, Budget budget) {
    boolean[] excluded = new boolean[accesses.size()];
    while (true) {
      // There may be as many rounds as compare-and-sets that depend on each other.
      Cause stop = budget.exhausted();
      if (stop != null) {
        return new Verdict.Undecided(stop);
      }
      Ages ages = Ages.without(accesses, excluded);
      boolean news = false;
      for (int i = 0; i < accesses.size(); i++) {
        boolean mayNot = !accesses.isWrite(i) && accesses.crashed(i) && !excluded[i + 1];
        if (mayNot && !allowed.test(ages, i)) {
          excluded[i + 1] = true;
          news = true;
        }
      }
      if (!news) {
        return new RealTimeConditions(ages).judge(allowed);
      }
    }
  }

  private Verdict judge(Allowed allowed) {
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < accesses.size() && violations.size() < MOST_VIOLATIONS; i++) {
      if (ages.isRead(i) && !allowed.test(ages, i)) {
        violations.add(ages.source(i) == Ages.NOBODY ? unwritten(i) : stale(i));
      }
    }
    return violations.isEmpty() ? new Verdict.Consistent() : new Verdict.Violated(violations);
  }

  private Operation operation(int access) {
    return accesses.history().operation(accesses.operation(access));
  }

  private Violation unwritten(int read) {
    Operation culprit = operation(read);
    List<Operation> shown = new ArrayList<>(List.of(culprit));
    for (int i = 0; i < accesses.size() && shown.size() < 2; i++) {
      boolean later =
          accesses.isWrite(i)
              && accesses.key(i) == accesses.key(read)
              && accesses.value(i) == accesses.value(read)
              && accesses.operation(i) != accesses.operation(read);
      if (later) {
        shown.add(operation(i));
      }
    }
    String when = shown.size() > 1 ? "was written only later" : "no operation had written";
    String summary = "a read returned " + culprit.value() + ", which " + when;
    return new Violation(
        Anomaly.THIN_AIR_READ,
        culprit.key(),
        summary,
        Optional.of(culprit),
        shown,
        new Explanation.Findings(
            List.of(
                "["
                    + culprit
                    + "] returned a value that nobody had begun to write when it ended.")));
  }

  private Violation stale(int read) {
    Operation culprit = operation(read);
    int newer = ages.replacedBy(read);
    Operation write = operation(newer);
    List<Operation> shown = new ArrayList<>();
    String returned;
    if (ages.source(read) == Ages.INITIAL) {
      returned = "the initial value";
    } else {
      Operation source = operation(ages.source(read));
      shown.add(source);
      returned = "the value of [" + source + "], which ended before that write began";
    }
    shown.add(write);
    shown.add(culprit);
    shown.sort((a, b) -> Integer.compare(a.ordinal(), b.ordinal()));
    boolean back = write.value().isNil() && !culprit.value().isNil();
    return new Violation(
        back ? Anomaly.RESURRECTED_DELETE : Anomaly.STALE_READ,
        culprit.key(),
        "a read returned "
            + culprit.value()
            + ", which "
            + ages.versions(read)
            + (ages.versions(read) == 1 ? " newer version" : " newer versions")
            + " had replaced before the read began",
        Optional.of(culprit),
        shown,
        new Explanation.Cycle(
            List.of(
                new Explanation.Edge(
                    write, culprit, "real-time", "the write had ended when the read began"),
                new Explanation.Edge(culprit, write, "rw", "the read returned " + returned))));
  }
}
