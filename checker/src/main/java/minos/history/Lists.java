package minos.history;

import java.util.Arrays;
import minos.value.Seq;
import minos.value.Value;

/**
 * Lists of values that share their beginnings: a list is a number, known by the list without its
 * last element and by that element.
 *
 * <p>Reads of one growing list are beginnings of one another, so each costs what it adds to those
 * before it, and whether one begins another is decided by their numbers: equal lists have equal
 * numbers.
 *
 * <p>Thread safety: adding needs one thread; reading is safe from many once adding has stopped.
 * Cost: a list of n elements is added in n steps, and 20 to 28 bytes are kept for each beginning
 * that is new.
 */
public final class Lists {
  /** The list without elements. */
  public static final int EMPTY = 0;

  private static final int UNKNOWN = -1;

  private final Dictionary dictionary;
  private int[] beginning = new int[16];
  private int[] last = new int[16];
  private int[] length = new int[16];
  private int[] table = new int[32];
  private int size = 1;

  Lists(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** How many elements a list has. */
  public int length(int list) {
    return length[list];
  }

  /** A list without its last element; that of the empty one is itself. */
  public int beginning(int list) {
    return beginning[list];
  }

  /** The id in the dictionary of the last element of a list that is not empty. */
  public int last(int list) {
    return last[list];
  }

  /** The beginning of so many elements. */
  public int beginning(int list, int elements) {
    int shorter = list;
    while (length[shorter] > elements) {
      shorter = beginning[shorter];
    }
    return shorter;
  }

  /** The ids of the elements, in their order. */
  public int[] elements(int list) {
    int[] elements = new int[length[list]];
    int rest = list;
    for (int i = elements.length - 1; i >= 0; i--) {
      elements[i] = last[rest];
      rest = beginning[rest];
    }
    return elements;
  }

  /** The list itself. */
  public Seq value(int list) {
    Value[] elements = new Value[length[list]];
    int rest = list;
    for (int i = elements.length - 1; i >= 0; i--) {
      elements[i] = dictionary.value(last[rest]);
      rest = beginning[rest];
    }
    return Value.seq(elements);
  }

  /** The number of a list, new or known. */
  int intern(Seq items) {
    int list = EMPTY;
    for (Value item : items.items()) {
      list = longer(list, dictionary.intern(item));
    }
    return list;
  }

  /** The number of a list if it is known, else negative. */
  int find(Seq items) {
    int list = EMPTY;
    for (Value item : items.items()) {
      int element = dictionary.find(item);
      if (element == Dictionary.ABSENT) {
        return UNKNOWN;
      }
      list = table[slot(list, element)];
      if (list == EMPTY) {
        return UNKNOWN;
      }
    }
    return list;
  }

  private int longer(int list, int element) {
    int slot = slot(list, element);
    if (table[slot] != EMPTY) {
      return table[slot];
    }
    if (size == last.length) {
      beginning = Arrays.copyOf(beginning, 2 * size);
      last = Arrays.copyOf(last, 2 * size);
      length = Arrays.copyOf(length, 2 * size);
    }
    beginning[size] = list;
    last[size] = element;
    length[size] = length[list] + 1;
    table[slot] = size;
    if (size * 2L > table.length) {
      table = new int[table.length * 2];
      for (int known = 1; known <= size; known++) {
        table[slot(beginning[known], last[known])] = known;
      }
    }
    return size++;
  }

  /** Where a list is in the table, or would be. */
  private int slot(int list, int element) {
    long mixed = (((long) list << 32) | (element & 0xffffffffL)) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (table.length - 1);
    while (table[slot] != EMPTY
        && (beginning[table[slot]] != list || last[table[slot]] != element)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
