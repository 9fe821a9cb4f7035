package minos.cli.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.contract.StoreSteps;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.witness.Witnesses;

/**
 * Makes counterexamples of violations, and witnesses. Counterexamples that nobody asked for get at
 * most two seconds, or a fifth of the time limit, for all of a file; one that was asked for gets
 * two minutes, or the time limit.
 *
 * @param shown whether violations are shown, so that counterexamples are wanted unasked
 * @param counterexample whether a counterexample was asked for; it then has all the time there is
 * @param witness whether a witness was asked for
 * @param timeout the time limit of a file, if there is one
 */
public record ProofMaker(
    boolean shown, boolean counterexample, boolean witness, Optional<Duration> timeout) {
  private static final Duration ASIDE = Duration.ofSeconds(2);

  /** What somebody who gave no time limit is taken to be ready to wait. */
  private static final Duration ASKED = Duration.ofMinutes(2);

  /** So many violations of a check are reduced; reports show no more. */
  private static final int FIRST = 3;

  /** What nobody asked for, and has more operations, says too little for its size. */
  private static final int MOST_UNASKED = 1_000;

  Proofs make(
      CheckCatalog catalog,
      Question question,
      Choice choice,
      History history,
      List<CheckResult> results,
      Budget budget) {
    Duration most =
        timeout.map(limit -> limit.dividedBy(5)).filter(t -> t.compareTo(ASIDE) < 0).orElse(ASIDE);
    Budget own = budget.child(counterexample ? timeout.orElse(ASKED) : most);
    Map<Violation, Counterexample> small = new LinkedHashMap<>();
    Optional<Proofs.Orders> orders = Optional.empty();
    try {
      for (CheckResult result : results) {
        Optional<Check> check = check(catalog, question, choice, history, result);
        boolean wanted = shown || counterexample;
        if (wanted && check.isPresent() && result.verdict() instanceof Verdict.Violated violated) {
          reduce(check.get(), history, violated, own, small);
        } else if (witness && check.isPresent()) {
          Optional<Proofs.Orders> found = orders(check.get(), history, result, budget);
          orders = found.isPresent() ? found : orders;
        }
      }
    } finally {
      own.close();
    }
    return new Proofs(small, orders);
  }

  private static Optional<Proofs.Orders> orders(
      Check check, History history, CheckResult result, Budget budget) {
    if (check instanceof LinearizabilityCheck linearizable) {
      return Witnesses.of(linearizable, history, result, budget)
          .map(orders -> new Proofs.Orders(history, orders));
    }
    boolean store =
        check instanceof ContractCheck contract
            && contract.isUniform()
            && check.consistency().equals("linearizable")
            && result.verdict() instanceof Verdict.Consistent;
    if (!store) {
      return Optional.empty();
    }
    return StoreSteps.of(history, (ContractCheck) check, budget)
        .flatMap(
            steps -> {
              LinearizabilityCheck ofSteps = new LinearizabilityCheck(steps.spec());
              CheckResult again = ofSteps.check(steps.history(), budget);
              return Witnesses.of(ofSteps, steps.history(), again, budget)
                  .map(orders -> new Proofs.Orders(steps.history(), orders));
            });
  }

  private void reduce(
      Check check,
      History history,
      Verdict.Violated violated,
      Budget budget,
      Map<Violation, Counterexample> small) {
    List<Violation> violations = violated.violations();
    for (Violation violation : violations.subList(0, Math.min(FIRST, violations.size()))) {
      if (budget.exhausted() == null && !small.containsKey(violation)) {
        Counterexamples.of(check, history, violation, budget)
            .filter(found -> counterexample || found.history().size() <= MOST_UNASKED)
            .ifPresent(found -> small.put(violation, found));
      }
    }
  }

  private static Optional<Check> check(
      CheckCatalog catalog, Question question, Choice choice, History history, CheckResult result) {
    Optional<Check> known =
        choice.checks().stream()
            .filter(check -> check.consistency().equals(result.consistency()))
            .findFirst();
    if (known.isPresent() || result.algorithm().startsWith("as ")) {
      return known;
    }
    try {
      Question again = question.with(choice.model(), result.consistency(), question.options());
      return catalog.choose(again, history, false).checks().stream().findFirst();
    } catch (UnfitException e) {
      // There is no check of that name alone, so there is nothing to judge parts of it with.
      return Optional.empty();
    }
  }
}
