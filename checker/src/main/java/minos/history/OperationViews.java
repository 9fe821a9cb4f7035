package minos.history;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The operations of a history as a list of views, each made when somebody looks. */
final class OperationViews extends AbstractList<Operation> implements RandomAccess {
  private final History history;

  OperationViews(History history) {
    this.history = history;
  }

  @Override
  public Operation get(int ordinal) {
    return history.operation(ordinal);
  }

  @Override
  public int size() {
    return history.size();
  }
}
