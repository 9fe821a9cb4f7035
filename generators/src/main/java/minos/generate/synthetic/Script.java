package minos.generate.synthetic;

import java.util.List;
import java.util.function.Supplier;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * An anomaly as operations: each begins when the one before it has ended, or if that one spans the
 * others when it has begun.
 *
 * @param anomaly what it shows
 * @param violates the weakest consistency model that forbids it for certain
 * @param alone whether nothing else may be open meanwhile; else other clients go on
 * @param steps the operations
 */
record Script(Anomaly anomaly, String violates, boolean alone, List<Step> steps) {
  static final String LINEARIZABLE = "linearizable";

  /** The role of a step that any client may play. */
  static final int ANYBODY = -1;

  /** Copies the list. */
  Script {
    steps = List.copyOf(steps);
  }

  /** A script among the operations of others. */
  static Script amid(Anomaly anomaly, Step... steps) {
    return new Script(anomaly, LINEARIZABLE, false, List.of(steps));
  }

  /** A script that is played while everybody else pauses. */
  static Script alone(Anomaly anomaly, Step... steps) {
    return new Script(anomaly, LINEARIZABLE, true, List.of(steps));
  }

  /**
   * An operation of a script.
   *
   * @param role steps of the same role are by the same client, those of others by others, as far as
   *     there are clients; or {@link #ANYBODY}
   * @param request what is asked
   * @param feigned what is answered without the object being asked; null if it is asked
   * @param spans whether it ends only after all steps that don't; its client must have no other
   */
  record Step(int role, Request request, @Nullable Supplier<Answer> feigned, boolean spans) {
    /** One that is over before the next begins. */
    Step(int role, Request request, @Nullable Supplier<Answer> feigned) {
      this(role, request, feigned, false);
    }

    /** The same, by a client of its own. */
    Step by(int player) {
      return new Step(player, request, feigned, spans);
    }

    /** The same, open until the others are over. */
    Step spanning() {
      return new Step(role, request, feigned, true);
    }
  }

  /** An operation that is what it seems to be. */
  static Step genuine(Request request) {
    return new Step(ANYBODY, request, null);
  }

  /** An operation that the object never sees. */
  static Step feigned(Request request, Answer answer) {
    return new Step(ANYBODY, request, () -> answer);
  }

  /** An operation that the object never sees, answered when it is its time. */
  static Step feigned(Request request, Supplier<Answer> answer) {
    return new Step(ANYBODY, request, answer);
  }
}
