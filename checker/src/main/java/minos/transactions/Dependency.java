package minos.transactions;

/**
 * Why one transaction comes before another. An edge's label is the sort of dependency and a number:
 * the read that shows it, or the key.
 */
enum Dependency {
  /** The second overwrote the first's version; the number is the key. */
  WW(0, "ww"),
  /** The second read the first's version; the number is the read. */
  WR(1, "wr"),
  /** The second overwrote the version that the first read; the number is the read. */
  RW(2, "rw"),
  /** The same session issued the first and then the second. */
  SESSION(3, "session"),
  /** The first completed before the second was invoked. */
  REAL_TIME(4, "real-time"),
  /** The level's axiom orders them because of a read by a third, which is the number. */
  ORDER(5, "order"),
  /** Not a dependency: from a transaction's beginning to its end. */
  STEP(6, "step"),
  /** Not a dependency: the second half of {@link #RW}, from a version; the number is the key. */
  PORT(7, "port");

  private static final Dependency[] BY_CODE = values();

  private final int code;
  private final String id;

  Dependency(int code, String id) {
    this.code = code;
    this.id = id;
  }

  /** The name in reports. */
  String id() {
    return id;
  }

  /** The label of an edge of this sort. */
  int label(int number) {
    return number << 3 | code;
  }

  static Dependency of(int label) {
    return BY_CODE[label & 7];
  }

  static int number(int label) {
    return label >>> 3;
  }
}
