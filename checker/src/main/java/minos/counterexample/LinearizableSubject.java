package minos.counterexample;

import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;

/** Linearizability: closed under prefixes, decided by several algorithms. */
final class LinearizableSubject implements Subject {
  private final LinearizabilityCheck check;

  LinearizableSubject(LinearizabilityCheck check) {
    this.check = check;
  }

  @Override
  public Check judge() {
    return new LinearizabilityCheck(check.spec());
  }

  /** A search knows which states were possible, which a monitor does not. */
  @Override
  public Check teller() {
    return new LinearizabilityCheck(check.spec(), Algorithm.WING_GONG);
  }

  @Override
  public Optional<Check> other(String algorithm) {
    Algorithm other =
        algorithm.contains(Algorithm.JUST_IN_TIME.id())
            ? Algorithm.WING_GONG
            : Algorithm.JUST_IN_TIME;
    return Optional.of(new LinearizabilityCheck(check.spec(), other));
  }

  @Override
  public Dependence dependence(History history) {
    return Specified.dependence(history, check.spec());
  }

  @Override
  public boolean prefixClosed() {
    return true;
  }

  @Override
  public Reduction updates() {
    return Reduction.UPDATES;
  }

  @Override
  public Optional<Proof> window(History history, Budget budget) {
    return Window.of(history, check.spec(), budget);
  }
}
