package minos.history;

import java.util.Arrays;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Interns values as ints: equal values have equal ids.
 *
 * <p>Integers from -2^30 up to 2^30 - 1 are not stored at all: they are the negative ids. So a
 * register history of a million small integers costs nothing here. Transactions, of which many are
 * alike, are kept as ints too: see {@link #microOperations}.
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

  private @Nullable Value[] values = new @Nullable Value[16];
  private final PackedTransactions transactions = new PackedTransactions(this);
  private int[] places = {};
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
    if (value instanceof Int integer && inline(integer.value())) {
      return inlined(integer.value());
    }
    int[] words = PackedTransactions.fits(value) ? transactions.words(value, true) : null;
    int slot = words == null ? slot(value) : slot(words);
    if (table[slot] != 0) {
      return table[slot];
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    if (words == null) {
      values[size] = value;
    } else {
      if (size >= places.length) {
        places = Arrays.copyOf(places, values.length);
      }
      places[size] = transactions.add(words);
    }
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
    if (value instanceof Int integer && inline(integer.value())) {
      return inlined(integer.value());
    }
    int slot;
    if (PackedTransactions.fits(value)) {
      int[] words = transactions.words(value, false);
      if (words == null) {
        return ABSENT;
      }
      slot = slot(words);
    } else {
      slot = slot(value);
    }
    return table[slot] == 0 ? ABSENT : table[slot];
  }

  /**
   * The value of an id; nil for {@link #ABSENT}. A transaction is made anew each time; see {@link
   * #microOperations}.
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
    Value value = values[id];
    return value == null ? transactions.value(places[id]) : value;
  }

  /**
   * The parts of a value that is a transaction: a sequence, not empty, of {@code [f key]} and
   * {@code [f key value]}, where f is r, w or append. Null for any other value.
   */
  public @Nullable MicroOperations microOperations(int id) {
    return id < 0 || values[id] != null ? null : transactions.at(places[id]);
  }

  /** The lists that transactions read. */
  public Lists lists() {
    return transactions.lists();
  }

  /** How many values are stored; ids from 0 up to this are valid, and all negative ones. */
  public int size() {
    return size;
  }

  private static boolean inline(long number) {
    return number >= INLINE_MIN && number <= INLINE_MAX;
  }

  private static int inlined(long number) {
    return (int) (Integer.MIN_VALUE + (number - INLINE_MIN));
  }

  /** Where a value is in the table, or would be. */
  private int slot(Value value) {
    int slot = spread(value.hashCode()) & (table.length - 1);
    while (table[slot] != 0 && !value.equals(values[table[slot]])) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int slot(int[] words) {
    int slot = spread(PackedTransactions.hash(words, 0)) & (table.length - 1);
    while (table[slot] != 0
        && (values[table[slot]] != null || !transactions.same(places[table[slot]], words))) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    for (int id = 2; id <= size; id++) {
      Value value = values[id];
      int hash = value == null ? transactions.hash(places[id]) : value.hashCode();
      int slot = spread(hash) & (larger.length - 1);
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
