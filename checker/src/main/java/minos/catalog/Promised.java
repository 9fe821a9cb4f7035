package minos.catalog;

import java.util.Optional;
import minos.clock.ClockError;
import minos.contract.Contract;
import minos.contract.Tier;

/**
 * What a store promised, and how far clocks are to be trusted.
 *
 * @param contract the contract; empty to ask for consistency models instead
 * @param tier what is taken for promised
 * @param clockError by how much recorded times may be wrong; empty to take the order of the history
 *     for real time
 */
public record Promised(Optional<Contract> contract, Tier tier, Optional<ClockError> clockError) {
  /** No contract, and the order of the history is real time. */
  public static final Promised NOTHING =
      new Promised(Optional.empty(), Tier.DOCUMENTED, Optional.empty());
}
