package minos.junit;

import minos.history.History;

/** Entry point of the assertions, beside those of AssertJ. */
public final class MinosAssertions {
  private MinosAssertions() {}

  /** Assertions on a history. */
  public static HistoryAssert assertThat(History history) {
    return new HistoryAssert(history);
  }
}
