package minos.sequential;

import minos.check.Budget;

/**
 * A set of states by fingerprints of 128 bits. Two of a billion different states have the same
 * fingerprint with a probability of 2^-69.
 */
final class StateSet {
  private static final int FIRST = 1 << 10;

  private final Budget budget;
  private long[] cells = new long[2 * FIRST];
  private int size;

  StateSet(Budget budget) {
    this.budget = budget;
  }

  /** Adds a state; answers whether it is new. Remembers nothing more when memory is out. */
  boolean add(long high, long low) {
    long first = high == 0 && low == 0 ? 1 : high;
    if (4L * size > cells.length && !grow()) {
      return !contains(first, low);
    }
    int slot = slot(cells, first, low);
    if (cells[slot] != 0 || cells[slot + 1] != 0) {
      return false;
    }
    cells[slot] = first;
    cells[slot + 1] = low;
    size++;
    return true;
  }

  private boolean contains(long high, long low) {
    int slot = slot(cells, high, low);
    return cells[slot] != 0 || cells[slot + 1] != 0;
  }

  private boolean grow() {
    if (cells.length > 1 << 29 || !budget.reserve(16L * cells.length)) {
      return false;
    }
    long[] larger = new long[2 * cells.length];
    for (int i = 0; i < cells.length; i += 2) {
      if (cells[i] != 0 || cells[i + 1] != 0) {
        int slot = slot(larger, cells[i], cells[i + 1]);
        larger[slot] = cells[i];
        larger[slot + 1] = cells[i + 1];
      }
    }
    budget.release(8L * cells.length);
    cells = larger;
    return true;
  }

  private static int slot(long[] cells, long high, long low) {
    int mask = cells.length - 2;
    int slot = (int) ((high ^ (low >>> 7)) << 1) & mask;
    while ((cells[slot] != 0 || cells[slot + 1] != 0)
        && (cells[slot] != high || cells[slot + 1] != low)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  int size() {
    return size;
  }
}
