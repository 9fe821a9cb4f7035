package minos.format.edn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keywords or symbols by their bytes, each made once: a history repeats a few dozen of them in
 * every line. Holds a bounded number; what comes later is made anew each time.
 */
final class Names<T> {
  private static final int HELD = 1 << 14;
  private static final int LONGEST = 256;

  private static final class Entry<T> {
    final byte[] key;
    final T value;

    Entry(byte[] key, T value) {
      this.key = key;
      this.value = value;
    }
  }

  private List<@Nullable Entry<T>> table = empty(256);
  private int size;

  /** What the bytes spell; null if that is not held. */
  @Nullable T find(byte[] bytes, int from, int to) {
    Entry<T> entry = table.get(slot(table, bytes, from, to));
    return entry == null ? null : entry.value;
  }

  /** Holds what the bytes spell, if there is room. */
  void add(byte[] bytes, int from, int to, T value) {
    if (size == HELD || to - from > LONGEST) {
      return;
    }
    put(table, new Entry<>(Arrays.copyOfRange(bytes, from, to), value));
    if (++size * 2 > table.size()) {
      List<@Nullable Entry<T>> larger = empty(table.size() * 2);
      for (Entry<T> entry : table) {
        if (entry != null) {
          put(larger, entry);
        }
      }
      table = larger;
    }
  }

  private static <T> void put(List<@Nullable Entry<T>> table, Entry<T> entry) {
    table.set(slot(table, entry.key, 0, entry.key.length), entry);
  }

  /** Where the bytes are, or where there is room for them. */
  private static <T> int slot(List<@Nullable Entry<T>> table, byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (table.size() - 1);
    Entry<T> entry = table.get(slot);
    while (entry != null && !Arrays.equals(entry.key, 0, entry.key.length, bytes, from, to)) {
      slot = (slot + 1) & (table.size() - 1);
      entry = table.get(slot);
    }
    return slot;
  }

  private static <T> List<@Nullable Entry<T>> empty(int slots) {
    return new ArrayList<>(Collections.nCopies(slots, null));
  }
}
