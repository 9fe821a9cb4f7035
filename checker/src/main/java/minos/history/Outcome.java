package minos.history;

import java.util.Locale;

/** How an operation ended, as far as its client could tell. */
public enum Outcome {
  /** It happened, between its invocation and its completion. */
  OK(0),
  /** It certainly did not happen. */
  FAIL(1),
  /**
   * It may have happened, at any time after its invocation; also an operation whose completion was
   * never recorded.
   */
  INFO(2);

  private static final Outcome[] BY_CODE = {OK, FAIL, INFO};

  private final int code;
  private final String word = name().toLowerCase(Locale.ROOT);

  Outcome(int code) {
    this.code = code;
  }

  /** How a column stores it. */
  int code() {
    return code;
  }

  static Outcome ofCode(int code) {
    return BY_CODE[code];
  }

  /** The word in a log: {@code ok}, {@code fail}, {@code info}. */
  public String word() {
    return word;
  }
}
