package minos.generate.synthetic;

import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Runs the real specification beside a simulated object, in the order of effect. What a generator
 * calls consistent is then not its own opinion.
 */
final class Replay<S> {
  private final SequentialSpec<S> spec;
  private S state;

  Replay(SequentialSpec<S> spec) {
    this.spec = spec;
    this.state = spec.initial();
  }

  /**
   * Takes the next step.
   *
   * @throws IllegalStateException if the specification does not allow it: a fault of the generator
   */
  void step(Request request, Value process, Answer answer) {
    Call call =
        new Call(
            request.f(),
            orNil(request.input()),
            answer.outcome() == Outcome.OK ? orNil(answer.output()) : Nil.NIL,
            answer.outcome(),
            process);
    if (!spec.constrains(call)) {
      return;
    }
    Step<S> step = spec.step(state, call);
    if (!(step instanceof Step.Next<S> next)) {
      throw new IllegalStateException(
          "the simulated "
              + spec.name()
              + " did "
              + call
              + " at "
              + spec.describe(state)
              + ": "
              + step);
    }
    state = next.state();
  }

  private static Value orNil(@Nullable Value value) {
    return value == null ? Nil.NIL : value;
  }
}
