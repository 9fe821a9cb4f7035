package minos.history;

/**
 * One further field of the source, such as {@code version} or {@code session}, for both ends of
 * each operation.
 */
final class FieldColumn {
  private final IntColumn invoked = new IntColumn();
  private final IntColumn completed = new IntColumn();

  void putInvoked(int operation, int value) {
    invoked.pad(operation, Dictionary.ABSENT);
    invoked.add(value);
  }

  void putCompleted(int operation, int value) {
    completed.pad(operation + 1, Dictionary.ABSENT);
    completed.set(operation, value);
  }

  int invoked(int operation) {
    return operation < invoked.size() ? invoked.get(operation) : Dictionary.ABSENT;
  }

  int completed(int operation) {
    return operation < completed.size() ? completed.get(operation) : Dictionary.ABSENT;
  }
}
