package minos.transactions;

import java.util.Arrays;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;

/** The orders that the reads of a history show: of reads-from, and of the versions of lists. */
final class ShownOrder {
  private ShownOrder() {}

  /** Adds the edges of reads-from, but those of reads with several possible sources. */
  static void readsFrom(ReadsFrom reads, Edges edges) {
    for (int t = 0; t < reads.size(); t++) {
      int before = -1;
      for (int r = reads.firstRead(t); r < reads.endRead(t); r++) {
        int source = reads.readSource(r);
        if (source >= 0 && source != before) {
          edges.add(source, t, Dependency.WR.label(r));
        }
        before = source;
      }
    }
  }

  /** Adds what lists show of the order of their versions. */
  static void versions(ReadsFrom reads, Edges edges) {
    for (int k = 0; k < reads.transactions().keyCount(); k++) {
      int[] order = reads.observed(k);
      for (int i = 1; i < order.length; i++) {
        edges.add(order[i - 1], order[i], Dependency.WW.label(k));
      }
      if (order.length > 0) {
        IntList rest = unobserved(reads, k);
        for (int i = 0; i < rest.size(); i++) {
          edges.add(order[order.length - 1], rest.get(i), Dependency.WW.label(k));
        }
      }
    }
  }

  /** The writers of a key whose versions no read of a list shows. */
  static IntList unobserved(ReadsFrom reads, int k) {
    int[] order = reads.observed(k).clone();
    Arrays.sort(order);
    IntList rest = new IntList();
    for (int i = reads.firstWriter(k); i < reads.endWriter(k); i++) {
      if (Arrays.binarySearch(order, reads.writer(i)) < 0) {
        rest.add(reads.writer(i));
      }
    }
    return rest;
  }
}
