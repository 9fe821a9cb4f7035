package minos.linearizability;

import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;

/**
 * What a search may know of a specification and the calls of one problem, beyond the transitions.
 * This one knows nothing; others override what they know. Immutable.
 *
 * @param <S> the states
 */
class Insight<S> {
  private final SequentialSpec<S> spec;

  Insight(SequentialSpec<S> spec) {
    this.spec = spec;
  }

  final SequentialSpec<S> spec() {
    return spec;
  }

  /** The step, in which states that no call tells apart, now or later, may be one. */
  Step<S> step(S state, Call call) {
    return spec.step(state, call);
  }

  /** Whether an order stays one without the call. */
  boolean needless(Call call) {
    return false;
  }

  /** How many classes calls want and provide; see {@link Wants}. */
  int classes() {
    return 0;
  }

  /** The class of states that the call wants, or {@link Wants#NONE}. */
  int wanted(Call call) {
    return Wants.NONE;
  }

  /** The class of states that the call provides, or {@link Wants#NONE}. */
  int provided(Call call) {
    return Wants.NONE;
  }

  /** See {@link Transitions#suits}. */
  boolean suits(S state, Call call) {
    return true;
  }

  /** A guess at what a state weighs in bytes; it can't be measured from here. */
  long bytes(S state) {
    return 256;
  }
}
