package minos.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.consistency.ConsistencyChecks;
import minos.history.Derived;
import minos.history.DerivedRow;
import minos.history.HistoryRewriter;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.value.Text;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Judges session guarantees, and convergence, by the checks of {@link minos.consistency}: of the
 * history of the reads that are promised them and all writes.
 *
 * <p>What others see of a session's writes is judged from outside by taking who reads for an
 * observer whose view only grows. A read that is not promised monotonic reads may be served by a
 * replica that is behind: it is an observer of its own, of whom we know only what it returned.
 *
 * <p>A write that the promise is not about obliges nobody: it counts as one of a session of its
 * own, so it is known to those who read it, but missed by none who does not.
 */
final class SessionJudge {
  private final KeySteps steps;
  private final RegisterOptions options;
  private final Budget budget;
  private final Outcomes outcomes;

  SessionJudge(
      KeySteps steps,
      ModelOptions model,
      Optional<String> session,
      Budget budget,
      Outcomes outcomes) {
    this.steps = steps;
    this.options = new RegisterOptions(model, Optional.empty(), session);
    this.budget = budget;
    this.outcomes = outcomes;
  }

  /**
   * Judges a session guarantee, or convergence.
   *
   * @param monotonic the steps that are promised monotonic reads
   */
  void judge(
      Promise promise, List<Integer> promised, Set<Integer> monotonic, Obligations obligations) {
    Set<Integer> reads = new HashSet<>(promised);
    boolean ofOthers =
        promise.kind() == Promise.Kind.MONOTONIC_WRITES
            || promise.kind() == Promise.Kind.WRITES_FOLLOW_READS;
    HistoryRewriter rewriter = new HistoryRewriter(steps.history());
    int example = promised.isEmpty() ? -1 : steps.all().get(promised.get(0)).operation();
    Set<Integer> unknowable = new HashSet<>(steps.unclear().keySet());
    steps.all().stream()
        .filter(s -> s.role() == KeyStep.Role.ADD || s.role() == KeyStep.Role.MOVE_TO)
        .forEach(s -> unknowable.add(s.key()));
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      boolean seen = step.role() == KeyStep.Role.READ && reads.contains(i);
      if (unknowable.contains(step.key()) || !(step.writes() || seen)) {
        continue;
      }
      DerivedRow row = Translation.register(steps, step);
      if (row == null) {
        row = DerivedRow.of(steps.history(), step.operation()).ended(step.outcome());
        row = row.doing("write", steps.keyName(step.key()).orElse(null), step.value(), null);
      }
      boolean obliges =
          seen ? !ofOthers || monotonic.contains(i) : obligations.meets(example, step.operation());
      rewriter.add(obliges ? row : row.by(new Text("of no session, " + step.operation())));
    }
    if (!unknowable.isEmpty()) {
      outcomes.open(
          new Cause(
              Cause.Kind.AMBIGUOUS,
              "what "
                  + unknowable.size()
                  + " keys held is not known, so sessions on them are not"
                  + " judged"));
    }
    Derived derived = rewriter.build();
    String name = promise.kind() == Promise.Kind.CONVERGES ? "eventual" : promise.kind().word();
    Verdict verdict =
        ConsistencyChecks.of(
                options, new LinearizabilityCheck(Register.withCompareAndSet(options.model())))
            .byName(name)
            .check(derived.history(), budget)
            .verdict();
    if (verdict instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations()) {
        if (!outcomes.enough(promise)) {
          outcomes.broken(promise, -1, Translation.original(derived, violation));
        }
      }
    } else if (verdict instanceof Verdict.Undecided undecided
        && undecided.cause().kind() != Cause.Kind.NOTHING_SUCCEEDED
        && undecided.cause().kind() != Cause.Kind.TRUNCATED) {
      outcomes.open(undecided.cause());
    }
  }

  /** The field that names sessions: the user's, else the contract's where it was recorded. */
  static Optional<String> field(Optional<String> asked, Contract contract, KeySteps steps) {
    if (asked.isPresent() || contract.session().isEmpty()) {
      return asked;
    }
    for (String field : steps.history().fieldNames()) {
      if (Condition.plain(field).equals(Condition.plain(contract.session()))) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
