package minos.workload;

import java.util.Optional;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Moment;
import minos.value.Value;

/** Some operations of a history: all of them, or those on one key. */
final class Slice {
  private final History history;
  private final int[] operations;
  private final Optional<Value> key;

  private Slice(History history, int[] operations, Optional<Value> key) {
    this.history = history;
    this.operations = operations;
    this.key = key;
  }

  /** The history. */
  History history() {
    return history;
  }

  /** Places in the history, ascending. Not a copy. */
  int[] operations() {
    return operations;
  }

  /** The key that they are on, if the history has keys. */
  Optional<Value> key() {
    return key;
  }

  /** All operations of a history. */
  static Slice all(History history) {
    return new Slice(history, IntStream.range(0, history.size()).toArray(), Optional.empty());
  }

  /** The operations of each key, in the order of the keys; those without a key last, if any. */
  static Slice[] byKey(History history) {
    int keys = history.keyCount();
    int[] sizes = new int[keys + 1];
    for (int i = 0; i < history.size(); i++) {
      sizes[slot(history, i)]++;
    }
    int[][] places = new int[sizes[keys] == 0 ? keys : keys + 1][];
    for (int k = 0; k < places.length; k++) {
      places[k] = new int[sizes[k]];
      sizes[k] = 0;
    }
    for (int i = 0; i < history.size(); i++) {
      int k = slot(history, i);
      places[k][sizes[k]++] = i;
    }
    Slice[] slices = new Slice[places.length];
    for (int k = 0; k < slices.length; k++) {
      Optional<Value> key = k < keys ? Optional.of(history.keyName(k)) : Optional.empty();
      slices[k] = new Slice(history, places[k], key);
    }
    return slices;
  }

  private static int slot(History history, int operation) {
    int key = history.key(operation);
    return key < 0 ? history.keyCount() : key;
  }

  /**
   * The beginnings and ends of its operations in the order of time, operations that never ended
   * without an end. Sorting costs n log n.
   */
  long[] moments() {
    return Moment.of(history, operations);
  }

  @Override
  public String toString() {
    return "Slice[" + operations.length + " operations" + key.map(k -> " on " + k).orElse("") + "]";
  }
}
