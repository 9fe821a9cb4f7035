package minos.counterexample;

import java.util.Optional;
import minos.causal.RecordedClocks;
import minos.check.Check;
import minos.clock.ClockErrorCheck;
import minos.consistency.ConsistencyModel;
import minos.contract.ContractCheck;
import minos.convergence.ReplicatedTypeCheck;
import minos.history.Derived;
import minos.linearizability.LinearizabilityCheck;
import minos.transactions.TransactionCheck;
import minos.workload.WorkloadChecks;

/** Which checks are known here. */
final class Subjects {
  private Subjects() {}

  static Optional<Subject> of(Check check) {
    if (check instanceof LinearizabilityCheck linearizable) {
      return Optional.of(new LinearizableSubject(linearizable));
    } else if (check instanceof TransactionCheck transactions) {
      return Optional.of(new TransactionSubject(transactions));
    } else if (check instanceof RecordedClocks clocks) {
      return Optional.of(new ClockSubject(clocks));
    } else if (check instanceof ReplicatedTypeCheck replicated) {
      return Optional.of(new ReplicatedSubject(replicated));
    } else if (check instanceof ContractCheck contract) {
      return Optional.of(new ContractSubject(check, contract, Derived::same, false));
    } else if (check instanceof ClockErrorCheck clocks
        && clocks.other() instanceof ContractCheck contract) {
      return Optional.of(new ContractSubject(check, contract, clocks::widened, true));
    } else if (check.consistency().startsWith("jepsen:")) {
      return WorkloadChecks.ofKeys(check).flatMap(Subjects::of).or(() -> WorkloadSubject.of(check));
    }
    String name = check.consistency().replaceFirst(":.*", "");
    return check.model().equals("register")
        ? ConsistencyModel.ofId(name).map(model -> new RegisterSubject(check, model))
        : Optional.empty();
  }
}
