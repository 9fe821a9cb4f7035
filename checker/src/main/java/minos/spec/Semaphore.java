package minos.spec;

import minos.value.Int;
import minos.value.Value;

/**
 * A semaphore: {@code acquire} takes permits (one, or as many as its argument says), {@code
 * release} gives them back. The initial value is how many there are, one unless the options say
 * otherwise; what nobody holds can't be released. The state is how many are free.
 */
final class Semaphore extends BuiltIn<Int> {
  private final Int permits;

  Semaphore(ModelOptions options) {
    super(options);
    Value given = options.initial().orElse(new Int(1));
    if (!(given instanceof Int number) || number.value() < 0) {
      throw new IllegalArgumentException(
          "the initial value of a semaphore is its number of permits, not " + given);
    }
    this.permits = number;
  }

  @Override
  public String name() {
    return "semaphore";
  }

  @Override
  public Int initial() {
    return permits;
  }

  @Override
  public Step<Int> step(Int free, Call call) {
    long asked = asked(call);
    return switch (call.f()) {
      case "acquire" ->
          asked <= free.value()
              ? Step.next(new Int(free.value() - asked))
              : Step.rejected(
                  "it acquired "
                      + permits(asked)
                      + ", but "
                      + free
                      + " of "
                      + permits
                      + " were free");
      case "release" ->
          asked <= permits.value() - free.value()
              ? Step.next(new Int(free.value() + asked))
              : Step.rejected(
                  "it released "
                      + permits(asked)
                      + ", but "
                      + (permits.value() - free.value())
                      + " of "
                      + permits
                      + " were held");
      default -> throw unknown(call);
    };
  }

  private static String permits(long number) {
    return number == 1 ? "1 permit" : number + " permits";
  }

  private long asked(Call call) {
    if (call.input().isNil()) {
      return 1;
    } else if (call.input() instanceof Int number && number.value() >= 0) {
      return number.value();
    }
    throw unknown(call);
  }

  private UnknownCallException unknown(Call call) {
    return new UnknownCallException(name(), call, "acquire and release of a number of permits");
  }

  @Override
  public String describe(Int free) {
    return free + " of " + permits + " free";
  }
}
