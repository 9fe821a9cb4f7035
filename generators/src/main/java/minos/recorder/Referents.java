package minos.recorder;

import java.util.Arrays;
import java.util.Objects;
import minos.value.Keyword;
import minos.value.Text;
import org.jspecify.annotations.Nullable;

/**
 * Objects that the events of one thread refer to by number. A short string that was seen lately is
 * held once, however often the caller makes it anew; so what a recording refers to is mostly old,
 * and nothing that a garbage collector copies.
 *
 * <p>One thread puts. Others read what was put before an event that they see.
 */
final class Referents {
  private static final int FEW = 16;
  private static final int MANY = 512;
  private static final int BLOCK = 1 << 12;
  private static final int LONG = 64;

  /** The first block grows; the others have their full size. */
  private volatile @Nullable Object[][] blocks = {new Object[FEW]};

  private int size;

  // A table in which a later object displaces an earlier one.
  private @Nullable Object[] recent = new Object[FEW];
  private int[] numbers = new int[FEW];

  /** The number of an object, which is put if it is new. */
  int put(Object object) {
    if (!isCheaplyCompared(object)) {
      return add(object);
    }
    if (size >= FEW && recent.length == FEW) {
      recent = new Object[MANY];
      numbers = new int[MANY];
    }
    int hash = object.hashCode();
    int slot = (hash ^ (hash >>> 9) ^ (hash >>> 18)) & (recent.length - 1);
    Object held = recent[slot];
    if (held != object && (held == null || !held.equals(object))) {
      recent[slot] = object;
      numbers[slot] = add(object);
    }
    return numbers[slot];
  }

  private static boolean isCheaplyCompared(Object object) {
    if (object instanceof Text text) {
      return text.value().length() <= LONG;
    }
    return object instanceof String string ? string.length() <= LONG : object instanceof Keyword;
  }

  private int add(Object object) {
    int number = size;
    @Nullable Object[][] all = blocks;
    int block = number / BLOCK;
    int place = number % BLOCK;
    if (block == all.length) {
      all = Arrays.copyOf(all, 2 * all.length);
      blocks = all;
    }
    if (all[block] == null) {
      all[block] = new Object[BLOCK];
    } else if (place == all[block].length) {
      all = new Object[][] {Arrays.copyOf(all[0], Math.min(BLOCK, 4 * place))};
      blocks = all;
    }
    all[block][place] = object;
    size = number + 1;
    return number;
  }

  /** The object of a number. */
  Object get(int number) {
    return Objects.requireNonNull(blocks[number / BLOCK][number % BLOCK]);
  }
}
