package minos.generate.synthetic;

import minos.history.Outcome;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** What an object answers. */
record Answer(Outcome outcome, @Nullable Value output) {
  /** It succeeded, with a result. */
  static Answer of(Value output) {
    return new Answer(Outcome.OK, output);
  }

  /** It succeeded; recorders repeat the argument then. */
  static Answer echo(Request request) {
    return new Answer(Outcome.OK, request.input());
  }

  /** It failed and changed nothing. */
  static Answer failed(Request request) {
    return new Answer(Outcome.FAIL, request.input());
  }
}
