package minos.counterexample;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.value.Value;

/** Linearizability: closed under prefixes, decided by several algorithms. */
final class LinearizableSubject implements Subject {
  private final LinearizabilityCheck check;
  private final Optional<Views> views;

  LinearizableSubject(LinearizabilityCheck check) {
    this.check = check;
    this.views = Views.of(check.spec());
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
  public Set<Value> elements(History history, BitSet operations) {
    return views.map(some -> some.elements(history, operations)).orElse(Set.of());
  }

  @Override
  public List<Set<Value>> guesses(History history, BitSet shown) {
    return views.map(some -> some.guesses(history, shown)).orElse(List.of());
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    return views.map(some -> some.others(history, elements)).orElseGet(BitSet::new);
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    return views.map(some -> some.narrowed(history, elements)).orElse(history);
  }

  @Override
  public Reduction narrowing() {
    return views.map(Views::reduction).orElse(Reduction.ELEMENTS);
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
