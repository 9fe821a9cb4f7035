package minos.register;

import java.util.Arrays;

/**
 * The (key, value) pairs of a history, numbered densely: accesses of the same key and value have
 * the same number. The initial values of keys that are accessed are among them.
 *
 * <p>Immutable. Takes expected linear time.
 */
public final class Groups {
  private final Accesses accesses;
  private final int[] group;
  private final int[] initial;
  private final int count;

  private Groups(Accesses accesses) {
    this.accesses = accesses;
    int size = accesses.size();
    int room = Integer.highestOneBit(Math.max(8, 2 * size)) * 4;
    long[] names = new long[room];
    int[] numbers = new int[room];
    Arrays.fill(numbers, -1);
    group = new int[size];
    initial = new int[accesses.keyCount()];
    Arrays.fill(initial, -1);
    int next = 0;
    for (int i = 0; i < size; i++) {
      int key = accesses.key(i);
      if (initial[key] < 0) {
        int slot = slot(names, numbers, key, accesses.initialValue());
        initial[key] = next;
        names[slot] = name(key, accesses.initialValue());
        numbers[slot] = next++;
      }
      int slot = slot(names, numbers, key, accesses.value(i));
      if (numbers[slot] < 0) {
        names[slot] = name(key, accesses.value(i));
        numbers[slot] = next++;
      }
      group[i] = numbers[slot];
    }
    count = next;
  }

  /** The groups of a history's accesses. */
  public static Groups of(Accesses accesses) {
    return new Groups(accesses);
  }

  private static int slot(long[] names, int[] numbers, int key, int value) {
    long name = name(key, value);
    int slot = (int) ((name * 0x9E3779B97F4A7C15L) >>> 32) & (names.length - 1);
    while (numbers[slot] >= 0 && names[slot] != name) {
      slot = (slot + 1) & (names.length - 1);
    }
    return slot;
  }

  private static long name(int key, int value) {
    return ((long) key << 32) | (value & 0xffffffffL);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The group of an access. */
  public int of(int access) {
    return group[access];
  }

  /** The group of a key's initial value; -1 if nobody accesses the key. */
  public int initial(int key) {
    return initial[key];
  }

  /**
   * Which accesses may have happened and matter: those that did, and those of unknown outcome whose
   * value was read by one that may have.
   */
  boolean[] possible() {
    boolean[] possible = new boolean[group.length];
    boolean[] read = new boolean[count];
    for (int i = 0; i < group.length; i++) {
      possible[i] = !accesses.crashed(i);
      read[group[i]] |= possible[i] && !accesses.isWrite(i);
    }
    boolean news = true;
    while (news) {
      news = false;
      for (int i = 0; i < group.length; i++) {
        if (accesses.isWrite(i) && !possible[i] && read[group[i]]) {
          possible[i] = true;
          if (accesses.isHalf(i)) {
            possible[i - 1] = true;
            news |= !read[group[i - 1]];
            read[group[i - 1]] = true;
          }
        }
      }
    }
    return possible;
  }
}
