package minos.linearizability;

import java.util.Arrays;
import java.util.Optional;

/** How linearizability is decided. */
public enum Algorithm {
  /** The fastest that applies, for each key. */
  AUTO("auto"),
  /**
   * Zones: registers whose written values are unique. Where they are not, the check is undecided.
   */
  ZONES("zones"),
  /**
   * The monitor of the specification, if it has one. Where its conditions do not hold, the check is
   * undecided.
   */
  MONITOR("monitor"),
  /** The breadth-first search alone. */
  JUST_IN_TIME("just-in-time"),
  /** The depth-first search alone. */
  WING_GONG("wing-gong"),
  /** Both searches side by side. */
  RACE("race");

  private final String id;

  Algorithm(String id) {
    this.id = id;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The algorithm of a name. */
  public static Optional<Algorithm> byId(String id) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
  }
}
