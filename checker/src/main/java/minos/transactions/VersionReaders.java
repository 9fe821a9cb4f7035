package minos.transactions;

import minos.transactions.graph.IntList;

/** The reads of each version: by key, by the transaction that wrote it. */
final class VersionReaders {
  private final ReadsFrom reads;
  private final int[] start;
  private final int[] byVersion;
  private final int[] initialStart;
  private final int[] initial;

  VersionReaders(ReadsFrom reads) {
    this.reads = reads;
    int versions = reads.size() == 0 ? 0 : reads.endWrite(reads.size() - 1);
    start = new int[versions + 1];
    initialStart = new int[reads.transactions().keyCount() + 1];
    for (int r = 0; r < reads.reads(); r++) {
      if (reads.readSource(r) >= 0) {
        start[version(r) + 1]++;
      } else if (reads.readSource(r) == ReadsFrom.INITIAL) {
        initialStart[reads.readKey(r) + 1]++;
      }
    }
    for (int i = 0; i < versions; i++) {
      start[i + 1] += start[i];
    }
    for (int k = 0; k + 1 < initialStart.length; k++) {
      initialStart[k + 1] += initialStart[k];
    }
    byVersion = new int[start[versions]];
    initial = new int[initialStart[initialStart.length - 1]];
    int[] next = start.clone();
    int[] nextInitial = initialStart.clone();
    for (int r = 0; r < reads.reads(); r++) {
      if (reads.readSource(r) >= 0) {
        byVersion[next[version(r)]++] = r;
      } else if (reads.readSource(r) == ReadsFrom.INITIAL) {
        initial[nextInitial[reads.readKey(r)]++] = r;
      }
    }
  }

  private int version(int read) {
    return reads.written(reads.readSource(read), reads.readKey(read));
  }

  /** The reads of a version of a key, or of the initial one; one for each reader. */
  IntList of(int key, int writer) {
    int from;
    int to;
    int[] list;
    if (writer == ReadsFrom.INITIAL) {
      from = initialStart[key];
      to = initialStart[key + 1];
      list = initial;
    } else {
      int version = reads.written(writer, key);
      from = start[version];
      to = start[version + 1];
      list = byVersion;
    }
    IntList once = new IntList();
    for (int i = from; i < to; i++) {
      if (i == from || reads.reader(list[i]) != reads.reader(list[i - 1])) {
        once.add(list[i]);
      }
    }
    return once;
  }

  /**
   * The version of a key that a transaction read and overwrote; {@link ReadsFrom#SEVERAL} if it
   * read none for certain.
   */
  int updates(int transaction, int key) {
    for (int r = reads.firstRead(transaction); r < reads.endRead(transaction); r++) {
      if (reads.readKey(r) == key && reads.readSource(r) != ReadsFrom.SEVERAL) {
        return reads.readSource(r);
      }
    }
    return ReadsFrom.SEVERAL;
  }
}
