package minos.contract;

import java.util.Optional;
import minos.spec.ModelOptions;

/**
 * The choices that judging by a contract leaves to its user.
 *
 * @param model what keys hold at first, what a read of nil says, what a failed compare-and-set says
 * @param tier what is taken for promised
 * @param sessionField the field that names an operation's session; empty for the contract's, else
 *     its process
 */
public record ContractOptions(ModelOptions model, Tier tier, Optional<String> sessionField) {
  /** The model's defaults, what is documented, and the contract's own sessions. */
  public static final ContractOptions DEFAULTS =
      new ContractOptions(ModelOptions.DEFAULTS, Tier.DOCUMENTED, Optional.empty());

  /** The same for another tier. */
  public ContractOptions withTier(Tier other) {
    return new ContractOptions(model, other, sessionField);
  }
}
