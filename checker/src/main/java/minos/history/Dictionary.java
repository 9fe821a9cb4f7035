package minos.history;

import java.util.Arrays;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
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
 * stopped. Cost: constant expected time, 16 to 32 bytes a stored value beside the value itself.
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
  private int[] hashes = new int[16];
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
    } else if (value instanceof Int integer && inline(integer.value())) {
      return inlined(integer.value());
    } else if (PackedTransactions.fits(value)) {
      return intern(transactions.words(value));
    }
    makeRoom();
    int hash = value.hashCode();
    int slot = slot(value, hash);
    if (table[slot] == 0) {
      values[size] = value;
      hashes[size] = hash;
      table[slot] = size++;
    }
    return table[slot];
  }

  /**
   * The id of a value, new or known, that is often equal to another: an operation mostly answers
   * what it asked for, and comparing the two costs less than looking one up among millions.
   *
   * @param guess the id of the other
   */
  int intern(Value value, int guess) {
    if (guess <= ABSENT) {
      return intern(value);
    } else if (values[guess] != null) {
      return value.equals(values[guess]) ? guess : intern(value);
    } else if (!PackedTransactions.fits(value)) {
      return intern(value);
    }
    return intern(transactions.words(value), guess);
  }

  /** The same of a transaction of micro-operations of this dictionary. */
  int intern(int[] words, int guess) {
    boolean packed = guess > ABSENT && values[guess] == null;
    return packed && transactions.same(places[guess], words) ? guess : intern(words);
  }

  MicroOperationBuffer microOperations() {
    return new MicroOperationBuffer(this, transactions);
  }

  /** The id of a transaction, new or known, of micro-operations of this dictionary. */
  int intern(int[] words) {
    if (words[0] == 0) {
      return intern(Seq.EMPTY);
    }
    makeRoom();
    int hash = PackedTransactions.hash(words);
    int slot = slot(words, hash);
    if (table[slot] == 0) {
      if (size >= places.length) {
        places = Arrays.copyOf(places, values.length);
      }
      places[size] = transactions.add(words);
      hashes[size] = hash;
      table[slot] = size++;
    }
    return table[slot];
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
      int[] words = transactions.known(value);
      if (words == null) {
        return ABSENT;
      }
      slot = slot(words, PackedTransactions.hash(words));
    } else {
      slot = slot(value, value.hashCode());
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
  private int slot(Value value, int hash) {
    int slot = spread(hash) & (table.length - 1);
    while (table[slot] != 0
        && (hashes[table[slot]] != hash || !value.equals(values[table[slot]]))) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int slot(int[] words, int hash) {
    int slot = spread(hash) & (table.length - 1);
    while (table[slot] != 0
        && (hashes[table[slot]] != hash
            || values[table[slot]] != null
            || !transactions.same(places[table[slot]], words))) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  /** Makes room for one more. The table stays half empty. */
  private void makeRoom() {
    if (size == values.length) {
      values = Arrays.copyOf(values, values.length * 2);
      hashes = Arrays.copyOf(hashes, values.length);
    }
    if (2L * size >= table.length) {
      int[] larger = new int[table.length * 2];
      for (int id = 2; id < size; id++) {
        int slot = spread(hashes[id]) & (larger.length - 1);
        while (larger[slot] != 0) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = id;
      }
      table = larger;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
