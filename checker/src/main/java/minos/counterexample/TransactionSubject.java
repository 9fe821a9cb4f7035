package minos.counterexample;

import java.util.Optional;
import minos.check.Check;
import minos.history.History;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionCheck;
import minos.transactions.TransactionModel;

/**
 * Isolation levels: a transaction goes with all that read from it, and with all that read from
 * them.
 *
 * <p>Sound for every level: each is defined by orders and visibility among the transactions, and by
 * rules of the form "if this holds of some transactions, that follows for them". Restricted to the
 * transactions that stay, the relations still obey the rules; each read still has its writer, and a
 * list that stays has all its elements. A dependency between two versions whose successors in
 * between are gone was a chain of dependencies of the same kind before.
 */
final class TransactionSubject implements Subject {
  private final TransactionCheck check;
  private final TransactionModel model;

  TransactionSubject(TransactionCheck check) {
    this.check = check;
    this.model = TransactionModel.of(check.model()).orElseThrow();
  }

  @Override
  public Check judge() {
    return check;
  }

  @Override
  public Optional<Check> other(String algorithm) {
    if (check.level() == IsolationLevel.SERIALIZABLE) {
      return Optional.of(new SerialOrders(model, false));
    } else if (check.level() == IsolationLevel.STRICT_SERIALIZABLE) {
      return Optional.of(new SerialOrders(model, true));
    }
    return Optional.empty();
  }

  @Override
  public Dependence dependence(History history) {
    return TransactionTouches.dependence(history, model);
  }

  /**
   * Prefixes of consistent histories are consistent, but a transaction that is cut off loses what
   * it read, which leaving it out does better.
   */
  @Override
  public boolean prefixClosed() {
    return false;
  }

  @Override
  public Reduction updates() {
    return Reduction.TRANSACTIONS;
  }
}
