package minos.consistency;

import java.util.EnumSet;
import minos.causal.CausalConsistency;
import minos.causal.CausalConvergence;
import minos.causal.CausalMemory;
import minos.causal.PipelinedMemory;
import minos.causal.ProcessorConsistency;
import minos.causal.SessionCausality;
import minos.convergence.EventualConsistency;
import minos.register.Condition;
import minos.register.Sources;
import minos.register.VersionOrder;
import minos.sequential.SequentialConsistency;
import minos.session.FreeArbitration;
import minos.session.Guarantee;
import minos.session.SessionGuarantees;
import minos.staleness.Bound;
import minos.staleness.RealTimeConditions;
import minos.verdict.Verdict;

/** Who decides which model. */
final class Decisions {
  private Decisions() {}

  /**
   * The decision of a model.
   *
   * @param bound for bounded staleness
   */
  static RegisterCheck.Decision of(ConsistencyModel model, VersionOrder order, Bound bound) {
    return switch (model) {
      case CAUSAL -> given(new CausalConsistency());
      case CAUSAL_CONVERGENCE -> given(new CausalConvergence());
      case CAUSAL_MEMORY -> given(new CausalMemory());
      case PRAM -> given(new PipelinedMemory());
      case SESSION ->
          given(
              order == VersionOrder.NONE
                  ? new SessionCausality()
                  : new SessionGuarantees(EnumSet.allOf(Guarantee.class), order));
      case READ_YOUR_WRITES -> given(guarantee(Guarantee.READ_YOUR_WRITES, order));
      case MONOTONIC_READS -> given(guarantee(Guarantee.MONOTONIC_READS, order));
      case MONOTONIC_WRITES -> given(guarantee(Guarantee.MONOTONIC_WRITES, order));
      case WRITES_FOLLOW_READS -> given(guarantee(Guarantee.WRITES_FOLLOW_READS, order));
      case NO_THIN_AIR -> given((history, budget) -> new Verdict.Consistent());
      case SEQUENTIAL -> SequentialConsistency::decide;
      case PER_KEY_SEQUENTIAL -> SequentialConsistency::decidePerKey;
      case PROCESSOR -> given(new ProcessorConsistency());
      case REGULAR -> (accesses, budget) -> RealTimeConditions.regular(accesses, budget);
      case SAFE -> (accesses, budget) -> RealTimeConditions.safe(accesses);
      case BOUNDED_STALENESS ->
          (accesses, budget) -> RealTimeConditions.bounded(accesses, bound, budget);
      case CONSISTENT_PREFIX ->
          (accesses, budget) -> RealTimeConditions.consistentPrefix(accesses, budget);
      case EVENTUAL -> (accesses, budget) -> EventualConsistency.eventual(accesses);
      case STRONG_EVENTUAL -> (accesses, budget) -> EventualConsistency.strong(accesses);
      case LINEARIZABLE ->
          throw new IllegalArgumentException("linearizability is decided by a check of its own");
    };
  }

  private static Condition guarantee(Guarantee guarantee, VersionOrder order) {
    return order == VersionOrder.NONE
        ? new FreeArbitration(guarantee)
        : new SessionGuarantees(EnumSet.of(guarantee), order);
  }

  private static RegisterCheck.Decision given(Condition condition) {
    return (accesses, budget) -> Sources.of(accesses).decide(condition, budget);
  }

  /** The name of what decides a model. */
  static String algorithm(ConsistencyModel model) {
    return switch (model) {
      case CAUSAL, CAUSAL_CONVERGENCE -> "bad-patterns";
      case CAUSAL_MEMORY, PRAM, PROCESSOR -> "saturation";
      case SEQUENTIAL, PER_KEY_SEQUENTIAL -> "order-search";
      case SESSION, READ_YOUR_WRITES, MONOTONIC_READS, MONOTONIC_WRITES, WRITES_FOLLOW_READS ->
          "session-scan";
      case REGULAR, SAFE, BOUNDED_STALENESS, CONSISTENT_PREFIX -> "ages";
      case EVENTUAL, STRONG_EVENTUAL -> "last-reads";
      case NO_THIN_AIR -> "values";
      case LINEARIZABLE -> "linearizable";
    };
  }
}
