package minos.contract;

import minos.history.Outcome;
import minos.value.Value;

/**
 * What an operation did to one key, or saw of it. An operation on several keys is several steps.
 *
 * @param operation the place of the operation in the history
 * @param key the dense number of the key among those of the {@link KeySteps}
 * @param verb the kind of the operation, for rules
 * @param role what the step does
 * @param expected what was there before, for those that say so; nil for none
 * @param value what was read, written, or added; nil for none
 * @param outcome ok or info; what failed is a step only if it says something of the state
 * @param atomic whether the operation's steps are one step together
 */
record KeyStep(
    int operation,
    int key,
    Verb verb,
    Role role,
    Value expected,
    Value value,
    Outcome outcome,
    boolean atomic) {

  /** What a step does to a key. */
  enum Role {
    /** Saw the value. */
    READ,
    /** Saw that there is one, but not which. */
    SAW_SOME,
    /** Saw that it is not {@code expected}. */
    SAW_OTHER,
    /** Sets the value. */
    WRITE,
    /** Sets the value, having found {@code expected}. */
    REPLACE,
    /** Adds to the number that it found; nobody knows which that was. */
    ADD,
    /** Takes the value away, to the other key of the operation. */
    MOVE_FROM,
    /** Sets the value that the other key of the operation had; nobody knows which that was. */
    MOVE_TO
  }

  /** Whether it changes the key. */
  boolean writes() {
    return switch (role) {
      case WRITE, REPLACE, ADD, MOVE_FROM, MOVE_TO -> true;
      case READ, SAW_SOME, SAW_OTHER -> false;
    };
  }

  /** Whether it is known to say something of the value. */
  boolean reads() {
    return role == Role.READ || role == Role.SAW_SOME || role == Role.SAW_OTHER;
  }

  boolean ok() {
    return outcome == Outcome.OK;
  }
}
