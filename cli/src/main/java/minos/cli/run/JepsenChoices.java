package minos.cli.run;

import java.util.function.Function;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.history.History;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/**
 * Judges once more what a check judged, with the choices that Jepsen's checkers make: a read of nil
 * says nothing, and neither does a failed compare-and-set.
 *
 * @param question what was asked
 * @param choice what was chosen for it
 */
record JepsenChoices(
    CheckCatalog catalog, Question question, Choice choice, History history, Budget budget)
    implements Function<CheckResult, Judgement> {
  @Override
  public Judgement apply(CheckResult result) {
    ModelOptions theirs =
        new ModelOptions(question.options().initial(), NilRead.UNKNOWN, FailedCas.IGNORED);
    try {
      Choice again =
          catalog.choose(
              question.with(choice.model(), result.consistency(), theirs), history, false);
      return new CheckRun(again.checks().get(0), history, budget).result().verdict().judgement();
    } catch (UnfitException e) {
      // There is no such check with other choices, so they explain nothing.
      return result.verdict().judgement();
    }
  }
}
