package minos.counterexample;

import java.util.List;
import minos.history.Operation;

/**
 * Why a counterexample can't be, in sentences, each with the operations that it speaks of.
 *
 * @param steps in the order in which they are best read; the last is the conclusion
 */
public record Proof(List<Step> steps) {
  /** Copies the list. */
  public Proof {
    steps = List.copyOf(steps);
  }

  /**
   * A sentence.
   *
   * @param text the sentence, with its full stop
   * @param operations what it speaks of, in the order of the text; operations of the counterexample
   */
  public record Step(String text, List<Operation> operations) {
    /** Copies the list. */
    public Step {
      operations = List.copyOf(operations);
    }
  }
}
