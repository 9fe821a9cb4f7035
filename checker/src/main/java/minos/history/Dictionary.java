package minos.history;

import java.util.Arrays;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;

/**
 * Interns values as ints: equal values have equal ids.
 *
 * <p>Integers from -2^30 up to 2^30 - 1 are not stored at all: they are the negative ids. So a
 * register history of a million small integers costs nothing here.
 *
 * <p>Thread safety: interning needs one thread; reading is safe from many once interning has
 * stopped. Cost: constant expected time, 8 to 16 bytes a stored value beside the value itself.
 */
public final class Dictionary {
  /** The id of nil. */
  public static final int NIL = 0;

  /** The id that stands for no value at all, which is not nil. */
  public static final int ABSENT = 1;

  private static final long INLINE_MIN = -(1L << 30);
  private static final long INLINE_MAX = (1L << 30) - 1;

  private Value[] values = new Value[16];
  private int size = 2;
  private int[] table = new int[64];

  /** A dictionary that knows nil. */
  public Dictionary() {
    values[NIL] = Nil.NIL;
    values[ABSENT] = Nil.NIL;
  }

  /** The id of a value, new or known. */
  public int intern(Value value) {
    if (value == Nil.NIL) {
      return NIL;
    }
    if (value instanceof Int integer) {
      long number = integer.value();
      if (number >= INLINE_MIN && number <= INLINE_MAX) {
        return (int) (Integer.MIN_VALUE + (number - INLINE_MIN));
      }
    }
    int slot = spread(value.hashCode()) & (table.length - 1);
    while (table[slot] != 0) {
      if (values[table[slot]].equals(value)) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    values[size] = value;
    table[slot] = size;
    if (size * 2L > table.length) {
      rehash();
    }
    return size++;
  }

  /** The id of a value if it is known, else {@link #ABSENT}. Changes nothing. */
  public int find(Value value) {
    if (value == Nil.NIL) {
      return NIL;
    }
    if (value instanceof Int integer) {
      long number = integer.value();
      if (number >= INLINE_MIN && number <= INLINE_MAX) {
        return (int) (Integer.MIN_VALUE + (number - INLINE_MIN));
      }
    }
    int slot = spread(value.hashCode()) & (table.length - 1);
    while (table[slot] != 0) {
      if (values[table[slot]].equals(value)) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return ABSENT;
  }

  /**
   * The value of an id; nil for {@link #ABSENT}.
   *
   * @throws IndexOutOfBoundsException if the id is not of this dictionary
   */
  public Value value(int id) {
    if (id < 0) {
      return new Int((id - (long) Integer.MIN_VALUE) + INLINE_MIN);
    }
    if (id >= size) {
      throw new IndexOutOfBoundsException("no value has the id " + id + "; there are " + size);
    }
    return values[id];
  }

  /** How many values are stored; ids from 0 up to this are valid, and all negative ones. */
  public int size() {
    return size;
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    for (int id = 2; id <= size; id++) {
      int slot = spread(values[id].hashCode()) & (larger.length - 1);
      while (larger[slot] != 0) {
        slot = (slot + 1) & (larger.length - 1);
      }
      larger[slot] = id;
    }
    table = larger;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
