package minos.sequential;

import java.util.ArrayList;
import java.util.List;
import minos.causal.CausalConvergence;
import minos.causal.ForcedOrder;
import minos.check.Budget;
import minos.register.Accesses;
import minos.register.Groups;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.register.Sources;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Sequential consistency, of all keys together or of each by itself.
 *
 * <p><b>Question.</b> Is there one order of the operations (for each key: on that key) that
 * contains session order and in which every read returns the last write of its key?
 *
 * <p><b>Idea.</b> Where values tell which write each read saw, necessary conditions that are cheap
 * come first: causal convergence, and {@link Coherence} of each key, which for each key is the
 * whole answer. What they can't refute is searched by {@link OrderSearch}.
 *
 * <p><b>Soundness and completeness.</b> Exact within the budget. A sequentially consistent history
 * is causally convergent and coherent. Sequential consistency is not compositional: that each key
 * is does not mean that all are.
 *
 * <p><b>Cost.</b> For each key with unique values linear; else exponential at worst.
 */
public final class SequentialConsistency {
  private SequentialConsistency() {}

  /** Decides it for all keys together. */
  public static Verdict decide(Accesses accesses, Budget budget) {
    ReadsFrom readsFrom = ReadsFrom.of(accesses);
    RegisterHistory certain = RegisterHistory.of(accesses, readsFrom.sources());
    if (certain.thinAirRead() >= 0) {
      return Sources.thinAir(certain, certain.thinAirRead());
    }
    Verdict causal = new CausalConvergence().decide(certain, budget);
    if (causal instanceof Verdict.Violated) {
      return causal;
    }
    if (readsFrom.ambiguous().length == 0) {
      return unambiguous(accesses, certain, budget);
    }
    Groups groups = Groups.of(accesses);
    RegisterHistory possible = RegisterHistory.possible(accesses, readsFrom, groups);
    return new OrderSearch(possible, groups, -1, null, budget).decide();
  }

  private static Verdict unambiguous(Accesses accesses, RegisterHistory history, Budget budget) {
    if (history.serial()) {
      Coherence coherence = new Coherence(history);
      Cause stopped = coherence.decide(budget);
      if (!coherence.violations().isEmpty()) {
        return new Verdict.Violated(coherence.violations());
      }
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
    }
    try (ForcedOrder forced = ForcedOrder.of(history, budget)) {
      if (!(forced.verdict() instanceof Verdict.Consistent)) {
        return forced.verdict();
      }
      return new OrderSearch(history, Groups.of(accesses), -1, forced, budget).decide();
    }
  }

  /** Decides it for each key by itself. */
  public static Verdict decidePerKey(Accesses accesses, Budget budget) {
    ReadsFrom readsFrom = ReadsFrom.of(accesses);
    RegisterHistory certain = RegisterHistory.of(accesses, readsFrom.sources());
    if (certain.thinAirRead() >= 0) {
      return Sources.thinAir(certain, certain.thinAirRead());
    }
    if (readsFrom.ambiguous().length == 0 && certain.serial()) {
      Coherence coherence = new Coherence(certain);
      Cause stopped = coherence.decide(budget);
      if (!coherence.violations().isEmpty()) {
        return new Verdict.Violated(coherence.violations());
      }
      return stopped == null ? new Verdict.Consistent() : new Verdict.Undecided(stopped);
    }
    Groups groups = Groups.of(accesses);
    RegisterHistory possible = RegisterHistory.possible(accesses, readsFrom, groups);
    List<Violation> violations = new ArrayList<>();
    Verdict open = new Verdict.Consistent();
    for (int key = 0; key < accesses.keyCount(); key++) {
      if (groups.initial(key) < 0) {
        continue;
      }
      Verdict verdict = new OrderSearch(possible, groups, key, null, budget).decide();
      if (verdict instanceof Verdict.Violated violated) {
        violations.addAll(violated.violations());
      } else if (verdict instanceof Verdict.Undecided) {
        open = verdict;
      }
    }
    return violations.isEmpty() ? open : new Verdict.Violated(violations);
  }
}
