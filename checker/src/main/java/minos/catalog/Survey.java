package minos.catalog;

import java.util.List;
import java.util.Set;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.CheckResult;

/** Answers many questions about a history at once: what follows from another is not searched. */
public interface Survey {
  /** The names of the consistency models that it answers for. */
  Set<String> consistencies();

  /** Surveys a history. */
  Findings of(History history, Budget budget);

  /**
   * What a survey found.
   *
   * @param results one for each consistency model
   * @param strongest the models that hold and follow from no other that holds
   * @param violated the models that are violated and imply no other that is
   * @param picture the models, their order and the answers as lines of text
   */
  record Findings(
      List<CheckResult> results,
      List<String> strongest,
      List<String> violated,
      List<String> picture) {
    /** Copies the lists. */
    public Findings {
      results = List.copyOf(results);
      strongest = List.copyOf(strongest);
      violated = List.copyOf(violated);
      picture = List.copyOf(picture);
    }
  }
}
