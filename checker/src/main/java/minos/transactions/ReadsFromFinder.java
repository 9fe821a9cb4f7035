package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.history.Dictionary;
import minos.history.Outcome;
import minos.transactions.graph.IntList;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reads-from relation of a history and the anomalies that it shows by itself.
 *
 * <p>The idea: a written value names its writer where no other transaction wrote the same to the
 * same key; where several did, all that may have happened are candidates, and a check that needs to
 * know decides between them. Reads that see no possible writer are anomalies: of a value that
 * nobody wrote (thin air), that only aborted transactions wrote (G1a), or that its writer overwrote
 * (G1b) [1]. A read after a write of the same transaction must see that write, or the transaction
 * contradicts itself.
 *
 * <p>Values are compared per key. Nil, and an empty list, are the initial value. Where the source
 * names another initial value and somebody also writes it, a read of it is taken to see the write.
 *
 * <p>Cost: linear in the micro-operations; for lists in the lengths of all lists read.
 *
 * <p>[1] A. Adya, PhD thesis, MIT, 1999, section 4.2.3.
 */
final class ReadsFromFinder {
  private static final int FINDINGS = 10;

  private final Transactions transactions;
  private final Naming naming;
  private final int initial;
  private final boolean[] part;
  private final LongIntMap writers;
  private final Map<Integer, Integer> sameBefore = new HashMap<>();
  private final boolean[] last;
  private final int[] readStart;
  private final IntList readOperation = new IntList();
  private final IntList readKey = new IntList();
  private final IntList readSource = new IntList();
  private final IntList readNext = new IntList();
  private final Map<Integer, int[]> candidates = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
  private final int[] ownAt;
  private final int[] ownOperation;

  private ReadsFromFinder(Transactions transactions) {
    this.transactions = transactions;
    this.naming = new Naming(transactions);
    Value declared = transactions.history().origin().header().get("initial");
    initial = declared == null ? Dictionary.NIL : transactions.intern(declared);
    part = new boolean[transactions.size()];
    writers = new LongIntMap(transactions.operations());
    last = new boolean[transactions.operations()];
    readStart = new int[transactions.size() + 1];
    ownAt = new int[transactions.keyCount()];
    ownOperation = new int[transactions.keyCount()];
    Arrays.fill(ownAt, -1);
  }

  /** Finds it; null if the budget ended. */
  static @Nullable ReadsFrom find(Transactions transactions, Budget budget) {
    return new ReadsFromFinder(transactions).run(budget);
  }

  private @Nullable ReadsFrom run(Budget budget) {
    int n = transactions.size();
    for (int t = 0; t < n; t++) {
      part[t] = outcome(t) == Outcome.OK;
      for (int o = transactions.end(t) - 1; o >= transactions.first(t); o--) {
        if (transactions.writes(o)) {
          int k = transactions.key(o);
          last[o] = ownAt[k] != t;
          ownAt[k] = t;
        }
      }
    }
    Arrays.fill(ownAt, -1);
    for (int o = 0; o < transactions.operations(); o++) {
      if (transactions.writes(o)) {
        index(o);
      }
    }
    ListVersions lists =
        transactions.model() == TransactionModel.LIST_APPEND
            ? new ListVersions(transactions, naming, this::writerOf, this::times)
            : null;
    ListReads listReads = null;
    if (lists != null) {
      if (!lists.find(budget)) {
        return null;
      }
      lists.findings().forEach(this::add);
      listReads = new ListReads(transactions, naming, lists, this::writerOf, last);
    }
    for (int t = 0; t < n; t++) {
      if ((t & 1023) == 0 && budget.exhausted() != null) {
        return null;
      }
      readStart[t] = readSource.size();
      if (part[t] && outcome(t) == Outcome.OK) {
        reads(t, listReads);
      }
    }
    readStart[n] = readSource.size();
    return finish(lists);
  }

  private Outcome outcome(int transaction) {
    return transactions.history().outcome(transaction);
  }

  private void index(int operation) {
    int before = writers.put(transactions.key(operation), transactions.value(operation), operation);
    if (before != LongIntMap.NONE) {
      sameBefore.put(operation, before);
    }
  }

  /**
   * The write of a value, preferably by a transaction that may have happened; {@link
   * LongIntMap#NONE} if there is none.
   */
  private int writerOf(int key, int value) {
    int first = writers.get(key, value);
    Integer next = first == LongIntMap.NONE ? null : Integer.valueOf(first);
    while (next != null) {
      if (outcome(transactions.owner(next)) != Outcome.FAIL) {
        return next;
      }
      next = sameBefore.get(next);
    }
    return first;
  }

  /** How many transactions that may have happened wrote a value to a key. */
  private int times(int key, int value) {
    int times = 0;
    int first = writers.get(key, value);
    Integer next = first == LongIntMap.NONE ? null : Integer.valueOf(first);
    while (next != null) {
      times += outcome(transactions.owner(next)) == Outcome.FAIL ? 0 : 1;
      next = sameBefore.get(next);
    }
    return times;
  }

  private void reads(int t, @Nullable ListReads lists) {
    for (int o = transactions.first(t); o < transactions.end(t); o++) {
      int k = transactions.key(o);
      if (transactions.writes(o)) {
        ownAt[k] = t;
        ownOperation[k] = o;
      } else if (lists != null) {
        listRead(t, o, lists);
      } else if (ownAt[k] != t) {
        registerRead(t, o);
      } else if (transactions.value(ownOperation[k]) != transactions.value(o)) {
        add(
            new Finding(
                Anomaly.INTERNAL,
                t,
                List.of(),
                k,
                naming.name(t)
                    + " wrote "
                    + transactions.valueName(transactions.value(ownOperation[k]))
                    + " to "
                    + transactions.keyName(k)
                    + " and then read "
                    + transactions.valueName(transactions.value(o))));
      }
    }
  }

  private void listRead(int t, int o, ListReads lists) {
    ListReads.Seen seen = lists.read(t, o);
    seen.findings().forEach(this::add);
    if (seen.usable()) {
      if (seen.source() >= 0) {
        part[seen.source()] = true;
      }
      addRead(o, seen.source(), seen.next());
    }
  }

  private void registerRead(int t, int o) {
    int k = transactions.key(o);
    int v = transactions.value(o);
    IntList possible = new IntList();
    int aborted = -1;
    int intermediate = -1;
    boolean own = false;
    int first = writers.get(k, v);
    Integer w = first == LongIntMap.NONE ? null : Integer.valueOf(first);
    while (w != null) {
      int writer = transactions.owner(w);
      if (writer == t) {
        own = true;
      } else if (outcome(writer) == Outcome.FAIL) {
        aborted = writer;
      } else if (!last[w]) {
        intermediate = writer;
      } else if (possible.size() == 0 || possible.get(possible.size() - 1) != writer) {
        possible.add(writer);
      }
      w = sameBefore.get(w);
    }
    if (v == Dictionary.NIL || (v == initial && possible.size() == 0)) {
      possible.add(ReadsFrom.INITIAL);
    }
    if (possible.size() > 0) {
      for (int i = 0; i < possible.size(); i++) {
        if (possible.get(i) >= 0) {
          part[possible.get(i)] = true;
        }
      }
      if (possible.size() > 1) {
        candidates.put(readSource.size(), possible.toArray());
      }
      addRead(o, possible.size() == 1 ? possible.get(0) : ReadsFrom.SEVERAL, ReadsFrom.UNKNOWN);
      return;
    }
    String read =
        naming.name(t) + " read " + transactions.valueName(v) + " from " + transactions.keyName(k);
    if (aborted >= 0) {
      add(
          new Finding(
              Anomaly.G1A,
              t,
              List.of(aborted),
              k,
              read + ", which only " + naming.name(aborted) + " wrote, and that failed"));
    } else if (intermediate >= 0) {
      add(
          new Finding(
              Anomaly.G1B,
              t,
              List.of(intermediate),
              k,
              read
                  + ", which "
                  + naming.name(intermediate)
                  + " wrote and itself overwrote before it was done"));
    } else if (own) {
      add(
          new Finding(
              Anomaly.INTERNAL, t, List.of(), k, read + " before it wrote that value itself"));
    } else {
      add(new Finding(Anomaly.THIN_AIR_READ, t, List.of(), k, read + ", which nobody wrote"));
    }
  }

  private void addRead(int operation, int source, int next) {
    readOperation.add(operation);
    readKey.add(transactions.key(operation));
    readSource.add(source);
    readNext.add(next);
  }

  private void add(Finding finding) {
    if (counts.merge(finding.anomaly(), 1, Integer::sum) <= FINDINGS) {
      findings.add(finding);
    }
  }

  private ReadsFrom finish(@Nullable ListVersions lists) {
    int n = transactions.size();
    if (lists != null) {
      lists.markObserved(part);
    }
    int[] writeStart = new int[n + 1];
    IntList writeKey = new IntList();
    IntList writeOperation = new IntList();
    int[] keyStart = new int[transactions.keyCount() + 1];
    for (int t = 0; t < n; t++) {
      writeStart[t] = writeKey.size();
      if (!part[t]) {
        continue;
      }
      int from = transactions.first(t);
      long[] written = new long[transactions.end(t) - from];
      int count = 0;
      for (int o = from; o < transactions.end(t); o++) {
        if (transactions.writes(o) && last[o]) {
          written[count++] = ((long) transactions.key(o) << 32) | o;
          keyStart[transactions.key(o) + 1]++;
        }
      }
      Arrays.sort(written, 0, count);
      for (int i = 0; i < count; i++) {
        writeKey.add((int) (written[i] >>> 32));
        writeOperation.add((int) written[i]);
      }
    }
    writeStart[n] = writeKey.size();
    for (int k = 0; k < transactions.keyCount(); k++) {
      keyStart[k + 1] += keyStart[k];
    }
    int[] keyWriter = new int[writeKey.size()];
    int[] next = keyStart.clone();
    for (int t = 0; t < n; t++) {
      for (int i = writeStart[t]; i < writeStart[t + 1]; i++) {
        keyWriter[next[writeKey.get(i)]++] = t;
      }
    }
    return new ReadsFrom(
        transactions,
        part,
        readStart,
        readOperation.toArray(),
        readKey.toArray(),
        readSource.toArray(),
        readNext.toArray(),
        candidates,
        writeStart,
        writeKey.toArray(),
        writeOperation.toArray(),
        keyStart,
        keyWriter,
        lists == null ? null : lists.writers(),
        findings,
        lists == null ? null : repeated(lists));
  }

  /** A sentence about an append whose value was appended before, to a key that somebody read. */
  private @Nullable String repeated(ListVersions lists) {
    for (Map.Entry<Integer, Integer> entry : sameBefore.entrySet()) {
      int one = entry.getKey();
      int other = entry.getValue();
      if (outcome(transactions.owner(one)) != Outcome.FAIL
          && outcome(transactions.owner(other)) != Outcome.FAIL
          && lists.isRead(transactions.key(one))) {
        return naming.name(transactions.owner(other))
            + " and "
            + naming.name(transactions.owner(one))
            + " both appended "
            + transactions.valueName(transactions.value(one))
            + " to "
            + transactions.keyName(transactions.key(one))
            + ", so its order of versions can't be read off; append each value once";
      }
    }
    return null;
  }
}
