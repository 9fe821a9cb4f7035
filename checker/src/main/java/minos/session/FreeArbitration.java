package minos.session;

import java.util.ArrayList;
import java.util.List;
import minos.causal.CausalClocks;
import minos.check.Budget;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.register.VersionOrder;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One session guarantee by its pure definition, where nothing is assumed of the versions' order.
 *
 * <p><b>Question.</b> Are there for each session a total order of the writes (its arbitration) and
 * for each of its reads a set of visible writes, such that every read returns the last visible
 * write of its key, or the initial value if there is none, and
 *
 * <ul>
 *   <li><i>read your writes</i>: the session's earlier writes are visible to its reads;
 *   <li><i>monotonic reads</i>: what is visible to a read is visible to the session's later ones;
 *   <li><i>monotonic writes</i>: whatever is visible, so is what its session wrote before, and
 *       arbitration keeps each session's order;
 *   <li><i>writes follow reads</i>: whatever is visible, so is what its session had read when it
 *       wrote, and arbitration puts that first?
 * </ul>
 *
 * <p>That each session may have its own arbitration is what makes these weaker than pipelined and
 * causal memory, as they are meant to be; with a single one for all sessions they would not be.
 *
 * <p><b>Idea.</b> Read your writes and monotonic reads each say of some writes that they are before
 * others; the answer is whether that has a cycle (or a read of the initial value where something is
 * visible). In a session that is a chain, cycles are short, and {@link OwnReturns} and {@link
 * MonotonicReads} look for just them; else the precedences are collected and searched. Monotonic
 * writes alone always hold: each read may see just its source and what that session wrote before
 * it. Writes follow reads alone fail only if causality is cyclic. Both bite together with the
 * others: that is {@link minos.causal.SessionCausality}.
 *
 * <p><b>Cost.</b> Linear where sessions are chains, else quadratic in the longest session; writes
 * follow reads O(n k).
 */
public final class FreeArbitration implements Condition {
  private final Guarantee guarantee;

  /** Checks one guarantee. */
  public FreeArbitration(Guarantee guarantee) {
    this.guarantee = guarantee;
  }

  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    Versions unknown = Versions.of(history, VersionOrder.NONE);
    List<Violation> violations = new ArrayList<>();
    boolean[] all = SessionGuarantees.all(history);
    Cause stopped =
        switch (guarantee) {
          case READ_YOUR_WRITES -> {
            Cause stop =
                SessionGuarantees.apply(
                    history, new ReadYourWrites(history, unknown), all, false, violations, budget);
            yield stop != null
                ? stop
                : history.serial() && !history.readsFromTheFuture()
                    ? SessionGuarantees.apply(
                        history, new OwnReturns(history), all, false, violations, budget)
                    : new SessionPrecedences(history).searchWrites(violations, budget);
          }
          case MONOTONIC_READS -> {
            Cause stop =
                SessionGuarantees.apply(
                    history, new MonotonicReads(history, unknown), all, false, violations, budget);
            yield stop != null || history.serial()
                ? stop
                : new SessionPrecedences(history).searchReads(violations, budget);
          }
          case MONOTONIC_WRITES -> null;
          case WRITES_FOLLOW_READS -> causality(history, violations, budget);
        };
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    }
    return stopped == null ? new Verdict.Consistent() : new Verdict.Undecided(stopped);
  }

  private static @Nullable Cause causality(
      RegisterHistory history, List<Violation> violations, Budget budget) {
    try (CausalClocks clocks = CausalClocks.of(history, budget)) {
      if (clocks.cyclic()) {
        violations.add(clocks.cycle());
      }
      return clocks.stopped();
    }
  }
}
