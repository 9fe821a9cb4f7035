package minos.transactions.graph;

import java.util.Arrays;

/** A growing list of ints. Not thread-safe. */
public final class IntList {
  private int[] items = new int[16];
  private int size;

  /** Appends an int. */
  public void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1) + 1);
    }
    items[size++] = item;
  }

  /** The int at a position. */
  public int get(int position) {
    return items[position];
  }

  /** Replaces the int at a position. */
  public void set(int position, int item) {
    items[position] = item;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Forgets those from a position on. */
  public void truncate(int length) {
    size = Math.min(size, length);
  }

  /** A copy as an array. */
  public int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
