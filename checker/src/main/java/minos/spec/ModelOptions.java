package minos.spec;

import java.util.Optional;
import minos.value.Value;

/**
 * The choices that a built-in specification leaves to its user.
 *
 * @param initial the value before any operation; empty for the model's own default
 * @param nil what a read of nil says
 * @param failedCas what a failed compare-and-set says
 */
public record ModelOptions(Optional<Value> initial, NilRead nil, FailedCas failedCas) {
  /**
   * The defaults: the model's own initial value, nil means absent, a failed compare-and-set says
   * nothing.
   */
  public static final ModelOptions DEFAULTS =
      new ModelOptions(Optional.empty(), NilRead.ABSENT, FailedCas.IGNORED);
}
