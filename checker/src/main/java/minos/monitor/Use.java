package minos.monitor;

/**
 * An operation on a register that says something. Values are numbers of {@link Uses}.
 *
 * @param op its place in the history
 * @param expects the value that it found; -1 if it may have found any
 * @param sets the value that it set; -1 if none
 */
record Use(int op, int expects, int sets) {
  /** Whether it leaves the register as it is. */
  boolean reads() {
    return sets < 0;
  }

  /** The value that the register has after it. */
  int value() {
    return reads() ? expects : sets;
  }
}
