package minos.consistency;

import java.util.EnumSet;
import java.util.Optional;
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
   * The decision of a model; empty for linearizability, which others decide.
   *
   * @param bound for bounded staleness
   */
  static Optional<RegisterCheck.Decision> of(
      ConsistencyModel model, VersionOrder order, Bound bound) {
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
      case SEQUENTIAL -> Optional.of(SequentialConsistency::decide);
      case PER_KEY_SEQUENTIAL -> Optional.of(SequentialConsistency::decidePerKey);
      case PROCESSOR -> given(new ProcessorConsistency());
      case REGULAR -> Optional.of((accesses, budget) -> RealTimeConditions.regular(accesses));
      case SAFE -> Optional.of((accesses, budget) -> RealTimeConditions.safe(accesses));
      case BOUNDED_STALENESS ->
          Optional.of((accesses, budget) -> RealTimeConditions.bounded(accesses, bound));
      case CONSISTENT_PREFIX ->
          Optional.of((accesses, budget) -> RealTimeConditions.consistentPrefix(accesses));
      case EVENTUAL -> Optional.of((accesses, budget) -> EventualConsistency.eventual(accesses));
      case STRONG_EVENTUAL ->
          Optional.of((accesses, budget) -> EventualConsistency.strong(accesses));
      case LINEARIZABLE -> Optional.empty();
    };
  }

  private static Condition guarantee(Guarantee guarantee, VersionOrder order) {
    return order == VersionOrder.NONE
        ? new FreeArbitration(guarantee)
        : new SessionGuarantees(EnumSet.of(guarantee), order);
  }

  private static Optional<RegisterCheck.Decision> given(Condition condition) {
    return Optional.of((accesses, budget) -> Sources.of(accesses).decide(condition, budget));
  }
}
