package minos.cli.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.audit.ClaimedOrder;
import minos.counterexample.Counterexample;
import minos.history.History;
import minos.verdict.Violation;

/**
 * What was made of the verdicts on one file, so that somebody else can follow them.
 *
 * @param counterexamples of violations, in the order found; not of all
 * @param witness an order for each object, if a witness was asked for and one was found
 */
public record Proofs(Map<Violation, Counterexample> counterexamples, Optional<Orders> witness) {
  /**
   * A witness.
   *
   * @param history what is ordered: the history, or its operations' steps
   * @param orders one for each object
   */
  public record Orders(History history, List<ClaimedOrder> orders) {
    /** Copies the list. */
    public Orders {
      orders = List.copyOf(orders);
    }
  }

  /** None. */
  public static final Proofs NONE = new Proofs(Map.of(), Optional.empty());

  /** Makes the map unmodifiable; it keeps its order. */
  public Proofs {
    counterexamples = java.util.Collections.unmodifiableMap(counterexamples);
  }
}
