package minos.recorder;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Words written by one thread and read by others, in a chain of arrays without a reference in them:
 * a garbage collector copies such an array at most a few times and never looks into it.
 *
 * <p>The first is small, for a thread that records one operation; each next one is four times as
 * large, up to a mebibyte with its header, the size of the smallest region of G1: there, and in
 * larger ones half of it or less, it is allocated outside the young generation.
 */
final class Chunk {
  private static final int FIRST = 32;
  private static final int LAST = (1 << 17) - 2;

  private final long[] words;
  private final AtomicInteger used = new AtomicInteger();
  private volatile @Nullable Chunk next;

  /** The first of a chain. */
  Chunk() {
    this(FIRST);
  }

  private Chunk(int size) {
    words = new long[size];
  }

  long[] words() {
    return words;
  }

  /** How many words are there to be read. */
  int used() {
    return used.getAcquire();
  }

  /** Shows the words before this one to readers. Called by the writer only, and never with less. */
  void show(int words) {
    // No handle for a variable: its frames are deeper than those of the counter that goes before
    // it, and a stack that overflows between the two would leave a gap in the recording.
    used.setRelease(words);
  }

  /** The chunk after this one, in which nothing more will be written. */
  @Nullable Chunk next() {
    return next;
  }

  /** A chunk after this one. Called by the writer only. */
  Chunk grow() {
    Chunk grown = new Chunk(Math.min(LAST, 4 * words.length));
    next = grown;
    return grown;
  }
}
