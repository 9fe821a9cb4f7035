package minos.format.transactions;

import java.util.Arrays;
import minos.history.Event;
import minos.history.HistoryBuilder;

/**
 * What the logs of Cobra say twice, and so may contradict: the numbers of transactions and the ids
 * of writes, which are given once, and the transaction that a read names beside the id of what it
 * read. The check goes by the ids; a warning says where the logs disagree with themselves.
 *
 * <p>Memory: 32 to 48 bytes a write and 16 to 32 a read, and 8 to 16 a transaction, while reading.
 * Not thread-safe.
 */
final class CobraIds {
  /** Pairs of numbers. */
  private static final class Pairs {
    private long[] first = new long[64];
    private long[] second = new long[64];
    private int size;

    void add(long one, long other) {
      if (size == first.length) {
        first = Arrays.copyOf(first, size * 2);
        second = Arrays.copyOf(second, size * 2);
      }
      first[size] = one;
      second[size++] = other;
    }
  }

  private final Pairs writes = new Pairs();
  private final Pairs reads = new Pairs();
  private long[] transactions = new long[64];
  private int begun;

  /** A transaction began. */
  void begun(long transaction) {
    if (begun == transactions.length) {
      transactions = Arrays.copyOf(transactions, begun * 2);
    }
    transactions[begun++] = transaction;
  }

  /** A transaction wrote with an id. */
  void written(long id, long transaction) {
    writes.add(id, transaction);
  }

  /** A read saw what a transaction is said to have written with an id. */
  void read(long id, long transaction) {
    reads.add(id, transaction);
  }

  /** Tells what contradicts itself. */
  void warn(HistoryBuilder sink) {
    Arrays.sort(transactions, 0, begun);
    for (int i = 1; i < begun; i++) {
      if (transactions[i] == transactions[i - 1]) {
        sink.warn(Event.ABSENT, "two transactions have one number, such as " + transactions[i]);
        break;
      }
    }
    long[] ids = Arrays.copyOf(writes.first, writes.size);
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] == ids[i - 1]) {
        sink.warn(
            Event.ABSENT,
            "two writes have one id, such as " + ids[i] + "; a read of it may have seen either");
        break;
      }
    }
    long[] writers = new long[ids.length];
    for (int i = 0; i < writes.size; i++) {
      writers[Arrays.binarySearch(ids, writes.first[i])] = writes.second[i];
    }
    for (int i = 0; i < reads.size; i++) {
      int at = Arrays.binarySearch(ids, reads.first[i]);
      boolean once =
          at >= 0
              && (at == 0 || ids[at - 1] != ids[at])
              && (at == ids.length - 1 || ids[at + 1] != ids[at]);
      if (once && writers[at] != reads.second[i]) {
        sink.warn(
            Event.ABSENT,
            "a read names another transaction than the one that wrote what it read, such as "
                + reads.second[i]
                + " for the write "
                + reads.first[i]
                + " of "
                + writers[at]
                + "; the write counts");
        break;
      }
    }
  }
}
