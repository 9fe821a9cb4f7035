package minos.examples;

import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.spec.UnknownCallException;
import minos.value.Int;

/** An account that nobody may overdraw. */
final class Account implements SequentialSpec<Long> {
  @Override
  public String name() {
    return "account";
  }

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Step<Long> step(Long balance, Call call) {
    long amount = call.value() instanceof Int number ? number.value() : 0;
    return switch (call.f()) {
      case "deposit" -> Step.next(balance + amount);
      case "withdraw" ->
          amount <= balance
              ? Step.next(balance - amount)
              : Step.rejected("it withdrew " + amount + " of " + balance);
      default -> throw new UnknownCallException(name(), call, "deposit and withdraw");
    };
  }
}
