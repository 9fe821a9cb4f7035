package minos.linearizability;

/**
 * What operations want of the state, as classes: an operation that wants a class takes effect only
 * in states that suit it ({@link Transitions#suits}); a state that does not suit it becomes one
 * that does only by an operation that provides the class.
 *
 * <p>For a register the classes are the values: a read wants the value that it returned, writes and
 * compare-and-sets provide the value that they set. Immutable; the arrays are not to be changed.
 */
final class Wants {
  /** The class of operations that want, or provide, nothing of the kind. */
  static final int NONE = -1;

  private final int classes;
  private final int[] wanted;
  private final int[] provided;

  /**
   * Wants.
   *
   * @param classes how many classes there are; 0 if nothing is known of the operations
   * @param wanted by operation, the class that it wants, or {@link #NONE}
   * @param provided by operation, the class that it provides, or {@link #NONE}
   */
  Wants(int classes, int[] wanted, int[] provided) {
    this.classes = classes;
    this.wanted = wanted;
    this.provided = provided;
  }

  /** Nothing is known of the operations. */
  static Wants unknown() {
    return new Wants(0, new int[0], new int[0]);
  }

  /** The same of some of the operations. */
  Wants of(int[] operations) {
    if (classes == 0) {
      return this;
    }
    int[] theirs = new int[operations.length];
    int[] given = new int[operations.length];
    for (int i = 0; i < operations.length; i++) {
      theirs[i] = wanted[operations[i]];
      given[i] = provided[operations[i]];
    }
    return new Wants(classes, theirs, given);
  }

  int classes() {
    return classes;
  }

  int wanted(int operation) {
    return classes == 0 ? NONE : wanted[operation];
  }

  int provided(int operation) {
    return classes == 0 ? NONE : provided[operation];
  }
}
