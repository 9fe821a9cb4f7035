package minos.verify;

import java.util.Optional;
import minos.check.Budget;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.transactions.TransactionChecks;
import minos.verdict.CheckResult;
import minos.workload.WorkloadChecks;
import minos.workload.WorkloadOptions;

/** Judges a history by what its workload is judged by where no contract is. */
public final class WorkloadJudge {
  private WorkloadJudge() {}

  /** The result; empty if there is no such check. */
  public static Optional<CheckResult> judge(Workload workload, History history) {
    Optional<Model> model = Models.byName(workload.model());
    String consistency = workload.consistencies().get(0);
    if (consistency.startsWith(WorkloadChecks.PREFIX)) {
      return Optional.of(
          WorkloadChecks.byName(consistency, WorkloadOptions.DEFAULTS)
              .check(history, Budget.unlimited()));
    } else if (model.isPresent()) {
      return Optional.of(
          new LinearizabilityCheck(model.get().create(ModelOptions.DEFAULTS))
              .check(history, Budget.unlimited()));
    }
    return TransactionChecks.byName(consistency, workload.model())
        .map(check -> check.check(history, Budget.unlimited()));
  }
}
