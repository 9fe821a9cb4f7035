package minos.format.transactions;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of transactions that are over. As long as they rise, as most sources number them,
 * they are 8 bytes each. Not thread-safe.
 */
final class Over {
  private long[] rising = new long[16];
  private int size;
  private final Set<Long> others = new HashSet<>();

  void add(long number) {
    if (size > 0 && number <= rising[size - 1]) {
      others.add(number);
      return;
    }
    if (size == rising.length) {
      rising = Arrays.copyOf(rising, size * 2);
    }
    rising[size++] = number;
  }

  boolean contains(long number) {
    boolean above = size == 0 || number > rising[size - 1];
    return !above && (Arrays.binarySearch(rising, 0, size, number) >= 0 || others.contains(number));
  }
}
