package minos.linearizability;

import java.util.List;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;

/**
 * A coin of three sides: {@code flip} lands on any side but the one it was on, {@code turn} goes to
 * the next side, {@code read} tells the side.
 */
final class Coin implements SequentialSpec<Int> {
  @Override
  public String name() {
    return "coin";
  }

  @Override
  public Int initial() {
    return new Int(0);
  }

  @Override
  public Step<Int> step(Int side, Call call) {
    Int next = new Int((side.value() + 1) % 3);
    return switch (call.f()) {
      case "flip" -> new Step.Choices<>(List.of(next, new Int((side.value() + 2) % 3)));
      case "turn" -> Step.next(next);
      default ->
          !call.ok() || call.output().equals(side)
              ? Step.next(side)
              : Step.rejected("it read " + call.output() + ", but the coin was on " + side);
    };
  }

  @Override
  public boolean readOnly(Call call) {
    return call.f().equals("read");
  }
}
