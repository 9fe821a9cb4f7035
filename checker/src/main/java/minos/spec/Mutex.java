package minos.spec;

import minos.value.Bool;

/**
 * A lock without owners: {@code acquire} needs it free, {@code release} needs it held, by whomever.
 */
public final class Mutex extends BuiltIn<Bool> {
  /** A lock that is free at first. */
  public Mutex() {
    super(ModelOptions.DEFAULTS);
  }

  @Override
  public String name() {
    return "mutex";
  }

  @Override
  public Bool initial() {
    return Bool.FALSE;
  }

  @Override
  public Step<Bool> step(Bool held, Call call) {
    return switch (call.f()) {
      case "acquire", "lock" ->
          held.value()
              ? Step.rejected("it acquired the lock, but the lock was held")
              : Step.next(Bool.TRUE);
      case "release", "unlock" ->
          held.value()
              ? Step.next(Bool.FALSE)
              : Step.rejected("it released the lock, but nobody held it");
      default -> throw new UnknownCallException(name(), call, "acquire and release");
    };
  }

  @Override
  public String describe(Bool held) {
    return held.value() ? "held" : "free";
  }
}
