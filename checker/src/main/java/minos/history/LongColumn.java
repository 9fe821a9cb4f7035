package minos.history;

import java.util.Arrays;

/**
 * A growing column of longs in chunks, so that growth copies little and wastes at most one chunk.
 * Not thread-safe while growing.
 */
final class LongColumn {
  private static final int BITS = 14;
  private static final int CHUNK = 1 << BITS;
  private static final int FIRST = 16;

  private long[][] chunks = new long[1][FIRST];
  private int size;

  void add(long value) {
    int chunk = size >>> BITS;
    int offset = size & (CHUNK - 1);
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk * 2);
    }
    if (offset == 0 && chunk > 0) {
      chunks[chunk] = new long[CHUNK];
    } else if (offset == chunks[chunk].length) {
      chunks[chunk] = Arrays.copyOf(chunks[chunk], offset * 2);
    }
    chunks[chunk][offset] = value;
    size++;
  }

  /** Appends the value until the column is so long. */
  void pad(int length, long value) {
    while (size < length) {
      add(value);
    }
  }

  long get(int position) {
    return chunks[position >>> BITS][position & (CHUNK - 1)];
  }

  void set(int position, long value) {
    chunks[position >>> BITS][position & (CHUNK - 1)] = value;
  }

  int size() {
    return size;
  }
}
