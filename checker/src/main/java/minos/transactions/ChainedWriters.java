package minos.transactions;

import java.util.Arrays;
import minos.transactions.graph.Reachability;

/**
 * The writers of each key by the chains of an order, so that the last before a point is at hand.
 */
final class ChainedWriters {
  /** Takes a writer and a read. */
  @FunctionalInterface
  interface Sink {
    void accept(int writer, int read);
  }

  private final ReadsFrom reads;
  private final Reachability before;
  private final int[] sorted;

  ChainedWriters(ReadsFrom reads, Reachability before) {
    this.reads = reads;
    this.before = before;
    int keys = reads.transactions().keyCount();
    sorted = new int[keys == 0 ? 0 : reads.endWriter(keys - 1)];
    for (int k = 0; k < keys; k++) {
      int from = reads.firstWriter(k);
      int to = reads.endWriter(k);
      long[] places = new long[to - from];
      for (int i = from; i < to; i++) {
        int writer = reads.writer(i);
        places[i - from] = (long) before.chain(writer) << 32 | before.place(writer);
      }
      long[] keyed = places.clone();
      Arrays.sort(keyed);
      for (int i = from; i < to; i++) {
        int rank = Arrays.binarySearch(keyed, places[i - from]);
        sorted[from + rank] = reads.writer(i);
      }
    }
  }

  /** For each chain the last writer of a key that comes before a transaction, itself excepted. */
  void lastBefore(int transaction, int key, int read, Sink sink) {
    int end = reads.endWriter(key);
    for (int i = reads.firstWriter(key); i < end; ) {
      int chain = before.chain(sorted[i]);
      int limit = before.last(transaction, chain);
      int low = i;
      int high = end;
      // The end of this chain's group.
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (before.chain(sorted[middle]) <= chain) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      int group = low;
      low = i;
      high = group;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (before.place(sorted[middle]) <= limit) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      int last = low - 1;
      if (last >= i && sorted[last] == transaction) {
        last--;
      }
      if (last >= i) {
        sink.accept(sorted[last], read);
      }
      i = group;
    }
  }
}
