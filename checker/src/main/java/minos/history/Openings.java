package minos.history;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which operations are open now: at most one a process, any number where the source has no
 * processes. Not thread-safe.
 */
final class Openings {
  private static final int NONE = -1;

  private final Columns columns;
  private final Dictionary dictionary;
  private final ArrayDeque<Integer> anonymous = new ArrayDeque<>();
  private int[] open = new int[16];
  private boolean[] crashed = new boolean[16];

  Openings(Columns columns, Dictionary dictionary) {
    this.columns = columns;
    this.dictionary = dictionary;
    Arrays.fill(open, NONE);
  }

  /** The open operation of a process, or -1. */
  int of(int process) {
    return process < open.length ? open[process] : NONE;
  }

  void open(int process, int operation) {
    if (process >= open.length) {
      int known = open.length;
      open = Arrays.copyOf(open, Math.max(process + 1, known * 2));
      Arrays.fill(open, known, open.length, NONE);
      crashed = Arrays.copyOf(crashed, open.length);
    }
    open[process] = operation;
  }

  void close(int process, boolean info) {
    open[process] = NONE;
    crashed[process] |= info;
  }

  /** Whether an operation of this process ended unknown before. */
  boolean crashed(int process) {
    return process < crashed.length && crashed[process];
  }

  void openAnonymous(int operation) {
    anonymous.add(operation);
  }

  /**
   * The operation that a completion without a process completes: the first open one of the same
   * function with the same value, else the first open one of the same function; -1 if there is
   * none.
   */
  int closeAnonymous(int function, @Nullable Value value) {
    int found = NONE;
    for (int candidate : anonymous) {
      if (columns.function().get(candidate) == function) {
        int input = columns.input().get(candidate);
        boolean same =
            value != null && input != Dictionary.ABSENT && dictionary.value(input).equals(value);
        if (same) {
          found = candidate;
          break;
        } else if (found == NONE) {
          found = candidate;
        }
      }
    }
    for (Iterator<Integer> i = anonymous.iterator(); found != NONE && i.hasNext(); ) {
      if (i.next() == found) {
        i.remove();
        break;
      }
    }
    return found;
  }
}
