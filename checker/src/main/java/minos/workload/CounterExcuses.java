package minos.workload;

import java.util.Arrays;
import java.util.BitSet;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;

/**
 * What may be left out of a counter's history.
 *
 * <p>A read is too high by all increments that had begun before it ended, so it needs these; it is
 * too low by all decrements, so it needs those. A read within its bounds needs nothing, and any
 * read may go. So of a read that lacks something only as many acknowledged adds stay as show it.
 *
 * <p>Each time a pass over the adds and the reads that are left, by their order in time.
 */
final class CounterExcuses implements Excuses.Rule {
  private final History history;
  private final long initial;
  private final long[] moments;
  private final int add;
  private final int read;

  CounterExcuses(Slice slice, long initial) {
    this.history = slice.history();
    this.initial = initial;
    this.moments = slice.moments();
    this.add = history.functionNumber("add");
    this.read = history.functionNumber("read");
  }

  @Override
  public BitSet more(BitSet kept, BitSet left) {
    BitSet more = new BitSet();
    // What was begun and acknowledged of what is left; what was begun of what went.
    long[] begun = {initial, initial};
    long[] acknowledged = {initial, initial};
    boolean[] gone = {false, false};
    long[][] atBegin = new long[history.size()][];
    try {
      for (long moment : moments) {
        int op = Moment.operation(moment);
        boolean end = Moment.isEnd(moment);
        if (!kept.get(op) || history.outcome(op) == Outcome.FAIL) {
          continue;
        }
        if (history.function(op) == add) {
          long delta = Shapes.integer(Shapes.input(history, op)).orElse(0);
          int sign = delta < 0 ? 1 : 0;
          gone[sign] |= delta != 0 && !left.get(op);
          long[] sums = end ? acknowledged : begun;
          sums[sign] = Math.addExact(sums[sign], left.get(op) ? delta : 0);
        } else if (history.function(op) == read && history.outcome(op) == Outcome.OK) {
          if (!end) {
            atBegin[op] = acknowledged.clone();
          } else if (left.get(op) && unexcused(op, begun, atBegin[op], gone)) {
            more.set(op);
          }
        }
      }
    } catch (ArithmeticException e) {
      // Then the counter leaves everything open; nothing can be said of less.
      return (BitSet) left.clone();
    }
    return more;
  }

  private boolean unexcused(int op, long[] begun, long[] before, boolean[] gone) {
    if (Shapes.integer(Shapes.value(history, op)).isEmpty()) {
      return false;
    }
    long seen = Shapes.integer(Shapes.value(history, op)).orElseThrow();
    long highest = Math.addExact(begun[0], Math.subtractExact(before[1], initial));
    long lowest = Math.addExact(before[0], Math.subtractExact(begun[1], initial));
    return (seen > highest && gone[0]) || (seen < lowest && gone[1]);
  }

  /**
   * That of the final reads of a counter: each must be a sum of all adds, so all that may have
   * happened stay as long as any read does; and a read that is final because no other is stays so.
   */
  static void ofFinalReads(Slice slice, int[] marked, Excuses excuses) {
    History history = slice.history();
    int add = history.functionNumber("add");
    int read = history.functionNumber("read");
    BitSet adds = new BitSet();
    BitSet reads = new BitSet();
    for (int op : slice.operations()) {
      adds.set(op, history.function(op) == add && history.outcome(op) != Outcome.FAIL);
      reads.set(op, history.function(op) == read && history.outcome(op) == Outcome.OK);
    }
    excuses.rule(
        (kept, left) -> {
          BitSet went = (BitSet) kept.clone();
          went.andNot(left);
          return went.intersects(adds) ? reads : new BitSet();
        });
    int[][] ofProcess = new int[history.processCount()][];
    for (int p = 0; p < ofProcess.length && marked.length == 0; p++) {
      int process = p;
      ofProcess[p] = reads.stream().filter(op -> history.process(op) == process).toArray();
    }
    for (int op = reads.nextSetBit(0); op >= 0; op = reads.nextSetBit(op + 1)) {
      if (marked.length > 0 && Arrays.binarySearch(marked, op) < 0) {
        excuses.any(op, marked);
      } else if (marked.length == 0) {
        int[] own = ofProcess[history.process(op)];
        excuses.any(op, own, Arrays.binarySearch(own, op) + 1);
      }
    }
  }
}
