package minos.counterexample;

import java.util.Locale;

/** In which form a violation is shown. */
public enum Form {
  /** A few operations that are a violation by themselves. */
  SMALL,
  /**
   * No few operations are, as far as is known: the proof is the end of the history, with the states
   * that were possible there and the operations that none of them can order.
   */
  WINDOW;

  /** The word in reports and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
