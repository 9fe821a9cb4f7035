package minos.linearizability;

import java.util.Arrays;

/** An immutable list of ints. */
final class Ints {
  static final Ints NONE = new Ints(new int[0]);

  private final int[] items;

  Ints(int[] items) {
    this.items = items;
  }

  int size() {
    return items.length;
  }

  int get(int position) {
    return items[position];
  }

  int[] toArray() {
    return items.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(items);
  }
}
