package minos.linearizability;

/**
 * A sequential specification on ints: states and the calls of one problem by number.
 *
 * <p>Not thread-safe: each engine has its own, because states are numbered as they are met.
 */
interface Transitions {
  /** What {@link #step} answers when the call can't take effect in the state. */
  int REJECTED = -1;

  /** The state before any operation. */
  int initial();

  /**
   * The state after the call takes effect; {@link #REJECTED} if it can't; any smaller number if
   * there are several, which {@link #choices} then gives.
   */
  int step(int state, int call);

  /**
   * Whether the call fits the state, or may fit one that is reached from it without a call that
   * provides what this one {@linkplain Wants wants}. Answering true is always sound.
   */
  default boolean suits(int state, int call) {
    return true;
  }

  /** The states that a step smaller than {@link #REJECTED} stands for. */
  int[] choices(int step);

  /** The state for a reader. */
  String describe(int state);

  /** Why the call can't take effect in the state. */
  String reason(int state, int call);
}
