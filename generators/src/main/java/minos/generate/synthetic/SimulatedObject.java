package minos.generate.synthetic;

import java.util.Set;
import minos.history.Outcome;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an object that clients use: it decides what they ask next, answers in the order in
 * which requests take effect, and knows which false answers nothing can explain.
 */
abstract class SimulatedObject {
  /** What may come of an operation whose outcome stays unknown. */
  enum Crash {
    /** It does not crash. */
    NONE,
    /** It may take effect. */
    MAYBE,
    /** It never takes effect. */
    WITHOUT_EFFECT,
    /** It takes effect, sooner or later. */
    WITH_EFFECT
  }

  /**
   * What an idle client asks next.
   *
   * @param client its number, from 0
   * @param leaving whether it should finish what it has begun rather than begin anything
   */
  abstract Request next(int client, boolean leaving);

  /**
   * Lets a request take effect.
   *
   * @return null if it must wait
   */
  abstract @Nullable Answer apply(Request request, int client, Value process);

  /** Hears that an operation begins, a script's included. */
  void invoked(Request request, int client) {}

  /** How a request that a client has just begun may crash. */
  Crash crash(Request request, int client) {
    return Crash.MAYBE;
  }

  /** Whether a request may fail for no reason. */
  boolean mayFail(Request request) {
    return true;
  }

  /** Hears that an operation ended, a script's included. */
  void completed(Request request, int client, Answer answer) {}

  /** Whether a client has to come back to this object before it turns to another. */
  boolean engaged(int client) {
    return false;
  }

  /** What can be put into the object's history. */
  abstract Set<Anomaly> faults();

  /**
   * One of the {@link #faults}.
   *
   * @throws IllegalArgumentException if there is no such
   */
  abstract Script script(Anomaly fault);

  final IllegalArgumentException unknown(Anomaly fault) {
    return new IllegalArgumentException("no script for " + fault.id());
  }

  static boolean ok(Answer answer) {
    return answer.outcome() == Outcome.OK;
  }
}
