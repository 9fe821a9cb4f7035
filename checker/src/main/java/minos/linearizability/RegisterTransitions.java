package minos.linearizability;

import minos.history.Dictionary;

/**
 * The transitions of a register: states are the numbers of its values, steps are computed from the
 * call's arguments.
 */
final class RegisterTransitions implements Transitions {
  private final RegisterCalls calls;
  private final Dictionary dictionary;

  RegisterTransitions(RegisterCalls calls, Dictionary dictionary) {
    this.calls = calls;
    this.dictionary = dictionary;
  }

  @Override
  public int initial() {
    return calls.initial();
  }

  @Override
  public int step(int state, int call) {
    int first = calls.first(call);
    return switch (calls.kind(call)) {
      case RegisterCalls.READ -> state == first ? state : REJECTED;
      case RegisterCalls.WRITE -> first;
      case RegisterCalls.CAS -> state == first ? calls.second(call) : REJECTED;
      case RegisterCalls.MISMATCH -> state == first ? REJECTED : state;
      default -> throw new IllegalStateException("no such kind: " + calls.kind(call));
    };
  }

  @Override
  public boolean suits(int state, int call) {
    return state == calls.first(call);
  }

  @Override
  public int[] choices(int step) {
    throw new IllegalStateException("a register is deterministic");
  }

  @Override
  public String describe(int state) {
    return calls.describe(state, dictionary);
  }

  @Override
  public String reason(int state, int call) {
    String held = describe(state);
    String first = describe(calls.first(call));
    return switch (calls.kind(call)) {
      case RegisterCalls.READ -> "it read " + first + ", but the register held " + held;
      case RegisterCalls.CAS -> "it replaced " + first + ", but the register held " + held;
      case RegisterCalls.MISMATCH -> "it failed, but the register held the expected " + held;
      default -> "";
    };
  }
}
