package minos.spec;

import java.util.Optional;
import minos.history.Outcome;
import minos.value.Value;

/**
 * A sequential specification: an initial state and a pure step function.
 *
 * <p>States must be immutable and compare by content ({@code equals} and {@code hashCode}); the
 * engines intern them. Implementations must be pure and safe for use by several threads at once,
 * because keys are judged in parallel. An exception thrown by {@link #step} is a fault of the
 * specification and ends the run; a call of an unknown function should be {@linkplain
 * UnknownCallException reported}.
 *
 * <pre>{@code
 * // A light that is switched on and off, and tells which.
 * SequentialSpec<Boolean> light =
 *     new SequentialSpec<>() {
 *       @Override
 *       public String name() {
 *         return "light";
 *       }
 *
 *       @Override
 *       public Boolean initial() {
 *         return false;
 *       }
 *
 *       @Override
 *       public Step<Boolean> step(Boolean on, Call call) {
 *         return switch (call.f()) {
 *           case "switch" -> Step.next(!on);
 *           case "read" ->
 *               !call.ok() || call.output().equals(Bool.of(on))
 *                   ? Step.next(on)
 *                   : Step.rejected("it read " + call.output() + ", but the light was " + on);
 *           default -> throw new UnknownCallException(name(), call, "switch and read");
 *         };
 *       }
 *     };
 * Call read = new Call("read", Nil.NIL, Bool.TRUE, Outcome.OK, Nil.NIL);
 * assert light.step(light.initial(), read) instanceof Step.Rejected;
 * }</pre>
 *
 * @param <S> the states
 */
public interface SequentialSpec<S> {
  /** What reports call it. */
  String name();

  /** The state before any operation. */
  S initial();

  /**
   * What happens when the call takes effect in the state. Of a call whose outcome is not {@link
   * Outcome#OK} the output is unknown: any output that the state allows must be accepted.
   */
  Step<S> step(S state, Call call);

  /**
   * Whether the call says anything at all. By default an operation that failed does not: it
   * certainly did not happen. Operations that say nothing are left out before the search.
   */
  default boolean constrains(Call call) {
    return call.outcome() != Outcome.FAIL;
  }

  /**
   * Whether the call leaves every state as it is. Then, if its outcome is unknown, it is left out
   * before the search, and if it fits the present state, it is placed at once. Answering false is
   * always sound.
   */
  default boolean readOnly(Call call) {
    return false;
  }

  /** Whether {@link Call#process} matters, as for a lock with owners. By default it does not. */
  default boolean perProcess() {
    return false;
  }

  /**
   * The state as a value, so that the checkpoint of a stream can keep it. Empty if it can't be one;
   * then a stream that is judged by this specification can't be resumed. By default a state that is
   * a value is saved as it is, and any other can't be.
   */
  default Optional<Value> saved(S state) {
    return state instanceof Value value ? Optional.of(value) : Optional.empty();
  }

  /**
   * The state that was {@link #saved} as this value; equal to it.
   *
   * @throws ClassCastException if none was
   */
  @SuppressWarnings("unchecked")
  default S restored(Value saved) {
    return (S) saved;
  }

  /** The state for a reader of a report. */
  default String describe(S state) {
    return state.toString();
  }
}
