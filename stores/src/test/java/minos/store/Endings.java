package minos.store;

import static org.assertj.core.api.Assertions.assertThat;

import minos.history.Outcome;

/** How requests end, in tests of what a store's driver makes of answers. */
public final class Endings {
  private Endings() {}

  /** Asserts how a request ends, and what is recorded of it. */
  public static void assertEnded(Store store, Request request, Ended ended, Outcome outcome) {
    Answer answer = store.invoke(request);
    assertThat(answer.ended()).as("%s: %s", request, answer).isEqualTo(ended);
    assertThat(answer.ended().outcome(request.action())).as("%s", request).isEqualTo(outcome);
  }
}
