package minos.consistency;

import java.util.Optional;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/**
 * Where a history stands with one model.
 *
 * @param judgement the answer
 * @param result what a check found, unless the answer follows from another model's
 * @param because the model from whose answer it follows
 */
public record Standing(
    Judgement judgement, Optional<CheckResult> result, Optional<ConsistencyModel> because) {
  /** What a check found. */
  static Standing found(CheckResult result) {
    return new Standing(result.verdict().judgement(), Optional.of(result), Optional.empty());
  }

  /** What follows from another model's answer. */
  static Standing follows(Judgement judgement, ConsistencyModel because) {
    return new Standing(judgement, Optional.empty(), Optional.of(because));
  }
}
