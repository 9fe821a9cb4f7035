package minos.counterexample;

import java.util.List;
import minos.history.History;
import minos.spec.ModelOptions;
import minos.spec.SequentialSpec;

/** Seeded histories of every model for the tests of other packages. */
public final class SmallHistories {
  private SmallHistories() {}

  /** The models by name. */
  public static List<String> models() {
    return Simulated.MODELS;
  }

  /** The specification of a model, as it is by default. */
  public static SequentialSpec<?> spec(String model) {
    return Simulated.spec(model, ModelOptions.DEFAULTS);
  }

  /** A history of so many operations in which so many answers are lies. */
  public static History of(String model, long seed, int operations, boolean unique, int lies) {
    return Simulated.history(model, ModelOptions.DEFAULTS, seed, operations, unique, lies);
  }
}
