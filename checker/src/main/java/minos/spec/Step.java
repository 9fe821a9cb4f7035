package minos.spec;

import java.util.List;

/**
 * What a specification answers to a call in a state.
 *
 * @param <S> its states
 */
public sealed interface Step<S> {
  /**
   * The call is possible and leaves the object in this state.
   *
   * @param <S> its states
   * @param state the state afterwards
   */
  record Next<S>(S state) implements Step<S> {}

  /**
   * The call is possible in several ways, which leave the object in different states.
   *
   * @param <S> its states
   * @param states the states afterwards, at least two
   */
  record Choices<S>(List<S> states) implements Step<S> {
    /** Copies the list. */
    public Choices {
      states = List.copyOf(states);
    }
  }

  /**
   * The call can't have happened in this state.
   *
   * @param <S> its states
   * @param reason for people: what the call says, and what the state really is
   */
  record Rejected<S>(String reason) implements Step<S> {}

  /** The call is possible and leaves the object in this state. */
  static <S> Step<S> next(S state) {
    return new Next<>(state);
  }

  /** The call can't have happened in this state. */
  static <S> Step<S> rejected(String reason) {
    return new Rejected<>(reason);
  }
}
