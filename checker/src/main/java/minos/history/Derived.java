package minos.history;

/**
 * A history made from another, and where its operations come from. Immutable.
 *
 * <p>Made by {@link HistoryRewriter}.
 */
public final class Derived {
  private final History base;
  private final History history;
  private final int[] sources;

  Derived(History base, History history, int[] sources) {
    this.base = base;
    this.history = history;
    this.sources = sources;
  }

  /** A history as made from itself, operation by operation. */
  public static Derived same(History history) {
    int[] sources = new int[history.size()];
    java.util.Arrays.setAll(sources, i -> i);
    return new Derived(history, history, sources);
  }

  /** The new history. */
  public History history() {
    return history;
  }

  /** The place in the other history of what an operation is made from. */
  public int source(int operation) {
    return sources[operation];
  }

  /** The operation of the other history that one of the new history is made from. */
  public Operation source(Operation operation) {
    if (!operation.history().equals(history)) {
      throw new IllegalArgumentException("[" + operation + "] is not of the derived history");
    }
    return base.operation(sources[operation.ordinal()]);
  }
}
