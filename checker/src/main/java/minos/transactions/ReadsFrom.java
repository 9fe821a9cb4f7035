package minos.transactions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction each read observed, which transactions wrote what, and what is wrong already.
 *
 * <p>Only <em>external</em> reads are here: those that don't see the transaction's own write. A
 * transaction of unknown outcome takes part if somebody may have read from it; if nobody has, it
 * may be thought of as coming last, or never, and is left out.
 *
 * <p>Immutable as far as this package keeps to reading it.
 */
final class ReadsFrom {
  /** The source of a read of the initial value. */
  static final int INITIAL = -1;

  /** The source of a read that more than one transaction may have written. */
  static final int SEVERAL = -2;

  /** The next version when it is not known. */
  static final int UNKNOWN = -1;

  private static final int[] NOBODY = {};

  private final Transactions transactions;
  private final boolean[] part;
  private final int[] readStart;
  private final int[] readOperation;
  private final int[] readKey;
  private final int[] readSource;
  private final int[] readNext;
  private final Map<Integer, int[]> candidates;
  private final int[] writeStart;
  private final int[] writeKey;
  private final int[] writeOperation;
  private final int[] keyStart;
  private final int[] keyWriter;
  private final int @Nullable [][] observed;
  private final List<Finding> findings;
  private final @Nullable String repeated;

  ReadsFrom(
      Transactions transactions,
      boolean[] part,
      int[] readStart,
      int[] readOperation,
      int[] readKey,
      int[] readSource,
      int[] readNext,
      Map<Integer, int[]> candidates,
      int[] writeStart,
      int[] writeKey,
      int[] writeOperation,
      int[] keyStart,
      int[] keyWriter,
      int @Nullable [][] observed,
      List<Finding> findings,
      @Nullable String repeated) {
    this.transactions = transactions;
    this.part = part;
    this.readStart = readStart;
    this.readOperation = readOperation;
    this.readKey = readKey;
    this.readSource = readSource;
    this.readNext = readNext;
    this.candidates = candidates;
    this.writeStart = writeStart;
    this.writeKey = writeKey;
    this.writeOperation = writeOperation;
    this.keyStart = keyStart;
    this.keyWriter = keyWriter;
    this.observed = observed;
    this.findings = findings;
    this.repeated = repeated;
  }

  /** The micro-operations. */
  Transactions transactions() {
    return transactions;
  }

  /** Whether a transaction takes part: it happened. */
  boolean part(int transaction) {
    return part[transaction];
  }

  /** The first external read of a transaction; they are in its own order. */
  int firstRead(int transaction) {
    return readStart[transaction];
  }

  /** After the last external read of a transaction. */
  int endRead(int transaction) {
    return readStart[transaction + 1];
  }

  /** How many external reads there are. */
  int reads() {
    return readSource.length;
  }

  /** The micro-operation of a read. */
  int readOperation(int read) {
    return readOperation[read];
  }

  /** The transaction that reads. */
  int reader(int read) {
    return transactions.owner(readOperation[read]);
  }

  int readKey(int read) {
    return readKey[read];
  }

  /** The transaction whose version a read saw, {@link #INITIAL} or {@link #SEVERAL}. */
  int readSource(int read) {
    return readSource[read];
  }

  /**
   * In a list history, the transaction that wrote the version after the one read; {@link #UNKNOWN}
   * if no read shows it.
   */
  int readNext(int read) {
    return readNext[read];
  }

  /** The possible sources of the reads that have {@link #SEVERAL}, by read. */
  Map<Integer, int[]> candidates() {
    return candidates;
  }

  /** The first written key of a transaction; they ascend. */
  int firstWrite(int transaction) {
    return writeStart[transaction];
  }

  /** After the last written key of a transaction. */
  int endWrite(int transaction) {
    return writeStart[transaction + 1];
  }

  int writeKey(int write) {
    return writeKey[write];
  }

  /** The last micro-operation by which a transaction wrote a key. */
  int writeOperation(int write) {
    return writeOperation[write];
  }

  /** The first writer of a key; they ascend. */
  int firstWriter(int key) {
    return keyStart[key];
  }

  /** After the last writer of a key. */
  int endWriter(int key) {
    return keyStart[key + 1];
  }

  /** A transaction that wrote a key. */
  int writer(int position) {
    return keyWriter[position];
  }

  /**
   * The writers of the versions of a key in their order, as far as reads of lists show it; none in
   * a register history.
   */
  int[] observed(int key) {
    return observed == null ? NOBODY : observed[key];
  }

  /** Anomalies that need no cycle; the first of many. */
  List<Finding> findings() {
    return findings;
  }

  /** A sentence about values written twice that leave the order of lists open; null if none are. */
  @Nullable String repeated() {
    return repeated;
  }

  /** How many transactions the history has. */
  int size() {
    return part.length;
  }

  /** The place of a key among those that a transaction wrote, or -1 if it did not. */
  int written(int transaction, int key) {
    int low = writeStart[transaction];
    int high = writeStart[transaction + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (writeKey[middle] < key) {
        low = middle + 1;
      } else if (writeKey[middle] > key) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** Whether a transaction wrote a key. */
  boolean writes(int transaction, int key) {
    return written(transaction, key) >= 0;
  }

  /** The same with other sources, one for each read that has several. */
  ReadsFrom choose(int[] reads, int[] sources) {
    int[] chosen = readSource.clone();
    for (int i = 0; i < reads.length; i++) {
      chosen[reads[i]] = sources[i];
    }
    return new ReadsFrom(
        transactions,
        part,
        readStart,
        readOperation,
        readKey,
        chosen,
        readNext,
        Map.of(),
        writeStart,
        writeKey,
        writeOperation,
        keyStart,
        keyWriter,
        observed,
        findings,
        repeated);
  }
}
