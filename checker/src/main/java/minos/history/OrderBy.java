package minos.history;

/** Which order of the events is taken for real time. */
public enum OrderBy {
  /** The order of the history: its index, or the order of the lines where there is no index. */
  INDEX,
  /**
   * The recorded times. Intervals are closed: an operation that ends when another begins overlaps
   * it.
   */
  TIME
}
