package minos.contract;

import java.util.List;
import minos.history.Derived;
import minos.history.DerivedRow;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Steps as operations of a register that is compared and set, for the checks of registers. That a
 * key had some value, or another one, is a compare-and-set that failed for that reason.
 */
final class Translation {
  private Translation() {}

  /** A step of a role that a register knows; null for others. */
  static @Nullable DerivedRow register(KeySteps steps, KeyStep step) {
    Value key = steps.keyName(step.key()).orElse(null);
    DerivedRow row = DerivedRow.of(steps.history(), step.operation()).ended(step.outcome());
    return switch (step.role()) {
      case READ -> row.doing("read", key, null, step.value());
      case WRITE -> row.doing("write", key, step.value(), null);
      case REPLACE -> row.doing("cas", key, new Seq(List.of(step.expected(), step.value())), null);
      case SAW_SOME, SAW_OTHER -> {
        Value other = step.role() == KeyStep.Role.SAW_SOME ? Nil.NIL : step.expected();
        yield row.doing("cas", key, new Seq(List.of(other, other)), null).ended(Outcome.FAIL);
      }
      case ADD, MOVE_FROM, MOVE_TO -> null;
    };
  }

  /** A violation of a derived history as one of the original. */
  static Violation original(Derived derived, Violation violation) {
    return violation.relocated(derived::source);
  }
}
