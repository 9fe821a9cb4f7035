package minos.register;

import java.util.Arrays;

/**
 * Which write each read saw, as far as the values tell: a value that one operation wrote says it, a
 * value that several wrote (or one and the initial state) leaves it open.
 *
 * <p>Immutable. Takes expected linear time.
 */
public final class ReadsFrom {
  /** The source of a read that saw the initial value. */
  public static final int INITIAL = -1;

  /** The source of a read that returned what nobody wrote. */
  public static final int THIN_AIR = -2;

  /** The source of a read that several writes can explain. */
  public static final int AMBIGUOUS = -3;

  private final Accesses accesses;
  private final int[] source;
  private final int[] sameValue;
  private final Table lastWriter;
  private final int[] ambiguous;

  private ReadsFrom(Accesses accesses) {
    this.accesses = accesses;
    int size = accesses.size();
    source = new int[size];
    sameValue = new int[size];
    Arrays.fill(sameValue, -1);
    int writes = 0;
    for (int i = 0; i < size; i++) {
      writes += accesses.isWrite(i) ? 1 : 0;
    }
    lastWriter = new Table(writes);
    for (int i = 0; i < size; i++) {
      if (accesses.isWrite(i)) {
        sameValue[i] = lastWriter.put(accesses.key(i), accesses.value(i), i);
      }
    }
    int open = 0;
    for (int i = 0; i < size; i++) {
      source[i] = accesses.isWrite(i) ? INITIAL : find(i);
      open += source[i] == AMBIGUOUS ? 1 : 0;
    }
    ambiguous = new int[open];
    for (int i = 0, next = 0; i < size; i++) {
      if (source[i] == AMBIGUOUS) {
        ambiguous[next++] = i;
      }
    }
  }

  /** What the values of the accesses tell. */
  public static ReadsFrom of(Accesses accesses) {
    return new ReadsFrom(accesses);
  }

  private int find(int read) {
    int writer = lastWriter.get(accesses.key(read), accesses.value(read));
    int own = accesses.isHalf(read) ? read + 1 : -1;
    boolean initial = accesses.value(read) == accesses.initialValue();
    int only = initial ? INITIAL : THIN_AIR;
    for (; writer >= 0; writer = sameValue[writer]) {
      if (writer == own) {
        continue;
      }
      if (only != THIN_AIR) {
        return AMBIGUOUS;
      }
      only = writer;
    }
    return only;
  }

  /**
   * The write access that a read saw, or {@link #INITIAL}, {@link #THIN_AIR} or {@link #AMBIGUOUS}.
   */
  public int source(int read) {
    return source[read];
  }

  /** The sources of all accesses; those of writes mean nothing. A copy. */
  public int[] sources() {
    return source.clone();
  }

  /** The reads that several writes can explain, in the order of the history. A copy. */
  public int[] ambiguous() {
    return ambiguous.clone();
  }

  /** What a read may have seen: write accesses, {@link #INITIAL} first if it is among them. */
  public int[] candidates(int read) {
    int own = accesses.isHalf(read) ? read + 1 : -1;
    int[] found = new int[8];
    int count = 0;
    for (int w = lastWriter.get(accesses.key(read), accesses.value(read));
        w >= 0;
        w = sameValue[w]) {
      if (w != own) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = w;
      }
    }
    boolean initial = accesses.value(read) == accesses.initialValue();
    int[] candidates = new int[count + (initial ? 1 : 0)];
    int next = 0;
    if (initial) {
      candidates[next++] = INITIAL;
    }
    for (int i = count - 1; i >= 0; i--) {
      candidates[next++] = found[i];
    }
    return candidates;
  }

  /** From (key, value) to the last access that wrote it. */
  private static final class Table {
    private final int mask;
    private final long[] names;
    private final int[] writers;

    Table(int entries) {
      int room = Integer.highestOneBit(Math.max(8, entries)) * 4;
      mask = room - 1;
      names = new long[room];
      writers = new int[room];
      Arrays.fill(writers, -1);
    }

    /** Puts a writer; returns the one before, or -1. */
    int put(int key, int value, int writer) {
      int slot = slot(key, value);
      int before = writers[slot];
      names[slot] = name(key, value);
      writers[slot] = writer;
      return before;
    }

    int get(int key, int value) {
      return writers[slot(key, value)];
    }

    private int slot(int key, int value) {
      long name = name(key, value);
      long hash = name * 0x9E3779B97F4A7C15L;
      int slot = (int) (hash >>> 32) & mask;
      while (writers[slot] >= 0 && names[slot] != name) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private static long name(int key, int value) {
      return ((long) key << 32) | (value & 0xffffffffL);
    }
  }
}
