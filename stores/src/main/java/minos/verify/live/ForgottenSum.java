package minos.verify.live;

import java.util.List;
import minos.history.EventType;
import minos.value.Int;
import org.jspecify.annotations.Nullable;

/**
 * A counter that is only added to: what was added for certain, and what may have been.
 *
 * <p><b>Why it is sound.</b> A sum of additions is one addition, at its earliest; what may or may
 * not come is bounded by all of it.
 *
 * <p><b>Cost.</b> Two numbers.
 */
final class ForgottenSum implements Forgotten {
  private long sure;
  private long doubtful;
  private long late;

  @Override
  public void settle(Recorded operation) {
    if (operation.is(EventType.OK)) {
      sure += amount(operation);
    } else {
      doubtful += amount(operation);
    }
  }

  @Override
  public void late(List<Recorded> operations) {
    late = operations.stream().mapToLong(ForgottenSum::amount).sum();
  }

  @Override
  public List<Before> before(List<Recorded> rest) {
    return List.of(
        new Before("add", null, new Int(sure), true),
        new Before("add", null, new Int(doubtful + late), false));
  }

  @Override
  public @Nullable Recorded told(Recorded operation) {
    return operation;
  }

  private static long amount(Recorded operation) {
    return operation.invoked().f().equals("add")
            && !operation.is(EventType.FAIL)
            && operation.input() instanceof Int amount
        ? amount.value()
        : 0;
  }
}
