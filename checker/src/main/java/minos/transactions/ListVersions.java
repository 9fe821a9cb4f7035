package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import minos.history.Outcome;
import minos.transactions.graph.IntList;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * The order of the versions of each list, read off the longest read of it.
 *
 * <p>The idea [1]: an append leaves its trace in every later version, so a list that is read is its
 * own history, and all lists read from one key are prefixes of one another. The last element of a
 * list names the transaction whose version was read, the element after it in a longer list the
 * transaction that replaced it. What a transaction appended itself before it read is taken off the
 * end first.
 *
 * <p>Sound if each value is appended to a key at most once. Appends that no read shows come after
 * all that one does, in an order that nobody knows.
 *
 * <p>Cost: linear in the lengths of all lists read.
 *
 * <p>[1] K. Kingsbury, P. Alvaro, "Elle: inferring isolation anomalies from experimental
 * observations", VLDB 2020, section 4.
 */
final class ListVersions {
  /**
   * What a read saw.
   *
   * @param usable whether a version was recognized
   * @param source the transaction that wrote it, or {@link ReadsFrom#INITIAL}
   * @param next the one that wrote the next, or {@link ReadsFrom#UNKNOWN}
   */
  record Seen(boolean usable, int source, int next, List<Finding> findings) {}

  private final Transactions transactions;
  private final Naming naming;
  private final IntBinaryOperator writerOf;
  private final IntBinaryOperator times;
  private final boolean[] last;
  private final @Nullable Seq[] longest;
  private final int[] longestReader;
  private final int[][] order;
  private final int[] firstAborted;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * For the lists of a history.
   *
   * @param writerOf the append of a value to a key, or {@link LongIntMap#NONE}
   * @param times how often a value may have been appended to a key
   * @param last which writes are the last of their transaction to their key
   */
  ListVersions(
      Transactions transactions,
      Naming naming,
      IntBinaryOperator writerOf,
      IntBinaryOperator times,
      boolean[] last) {
    this.transactions = transactions;
    this.naming = naming;
    this.writerOf = writerOf;
    this.times = times;
    this.last = last;
    longest = new @Nullable Seq[transactions.keyCount()];
    longestReader = new int[transactions.keyCount()];
    order = new int[transactions.keyCount()][0];
    firstAborted = new int[transactions.keyCount()];
    Arrays.fill(firstAborted, Integer.MAX_VALUE);
  }

  /** Reads the orders off. */
  void find() {
    int[] length = new int[transactions.keyCount()];
    int[] operation = new int[transactions.keyCount()];
    int[] own = new int[transactions.keyCount()];
    int[] ownOf = new int[transactions.keyCount()];
    Arrays.fill(length, -1);
    for (int o = 0; o < transactions.operations(); o++) {
      int k = transactions.key(o);
      int t = transactions.owner(o);
      if (ownOf[k] != t) {
        ownOf[k] = t;
        own[k] = 0;
      }
      if (transactions.writes(o)) {
        own[k]++;
      } else if (transactions.value(o) - own[k] > length[k]) {
        length[k] = transactions.value(o) - own[k];
        operation[k] = o;
      }
    }
    for (int k = 0; k < length.length; k++) {
      if (length[k] >= 0) {
        longestReader[k] = transactions.owner(operation[k]);
        Seq whole = transactions.list(longestReader[k], operation[k]);
        Seq list = length[k] == whole.size() ? whole : new Seq(whole.items().subList(0, length[k]));
        longest[k] = list;
        order[k] = elements(k, longestReader[k], list);
        wholeTransactions(k);
      }
    }
  }

  /** The appends that a list consists of; a thin-air element ends the known order. */
  private int[] elements(int k, int reader, Seq list) {
    IntList appends = new IntList();
    Set<Value> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Value element = list.get(i);
      int append = writerOf.applyAsInt(k, transactions.intern(element));
      if (append == LongIntMap.NONE) {
        findings.add(thinAir(k, reader, list, element));
        break;
      }
      if (!seen.add(element)) {
        if (times.applyAsInt(k, transactions.intern(element)) > 1) {
          break;
        }
        findings.add(
            new Finding(
                Anomaly.DUPLICATE_WRITE,
                reader,
                List.of(transactions.owner(append)),
                k,
                naming.name(reader)
                    + " read "
                    + Naming.list(list)
                    + " from "
                    + transactions.keyName(k)
                    + ", where "
                    + element
                    + " is twice, but it was appended once"));
        break;
      }
      boolean failed = transactions.history().outcome(transactions.owner(append)) == Outcome.FAIL;
      if (failed && firstAborted[k] == Integer.MAX_VALUE) {
        firstAborted[k] = i;
      } else if (!failed && firstAborted[k] == i - 1) {
        dirtyUpdate(k, reader, appends.get(i - 1), append);
      }
      appends.add(append);
    }
    return appends.toArray();
  }

  private Finding thinAir(int k, int reader, Seq list, Value element) {
    return new Finding(
        Anomaly.THIN_AIR_READ,
        reader,
        List.of(),
        k,
        naming.name(reader)
            + " read "
            + Naming.list(list)
            + " from "
            + transactions.keyName(k)
            + ", but nobody appended "
            + element);
  }

  private void dirtyUpdate(int k, int reader, int aborted, int committed) {
    int failed = transactions.owner(aborted);
    int dirty = transactions.owner(committed);
    findings.add(
        new Finding(
            Anomaly.DIRTY_UPDATE,
            dirty,
            List.of(failed, reader),
            k,
            naming.name(dirty)
                + " appended "
                + transactions.valueName(transactions.value(committed))
                + " to "
                + transactions.keyName(k)
                + " right after the "
                + transactions.valueName(transactions.value(aborted))
                + " of "
                + naming.name(failed)
                + ", which failed"));
  }

  /** What one transaction appends to a key must be in its list together and in its order. */
  private void wholeTransactions(int k) {
    int[] appends = order[k];
    Set<Integer> done = new HashSet<>();
    for (int i = 0; i < appends.length; ) {
      int writer = transactions.owner(appends[i]);
      int from = i;
      while (i < appends.length && transactions.owner(appends[i]) == writer) {
        i++;
      }
      int expected = from;
      boolean same = true;
      for (int o = transactions.first(writer); o < transactions.end(writer) && same; o++) {
        if (transactions.writes(o) && transactions.key(o) == k) {
          same = expected < i && appends[expected] == o;
          expected++;
        }
      }
      boolean cut = !same && expected > i && i == appends.length && inOrder(appends, from, i);
      // Its appends in several places are a cycle of writes, and reported as such.
      boolean apart = !done.add(writer) || again(appends, i, writer);
      if (!same && !cut && !apart) {
        findings.add(
            new Finding(
                Anomaly.INCOMPATIBLE_ORDER,
                writer,
                List.of(longestReader[k]),
                k,
                "not all that "
                    + naming.name(writer)
                    + " appended to "
                    + transactions.keyName(k)
                    + " is in "
                    + Naming.list(prefix(k, i))
                    + " in the order in which it was appended"));
      }
    }
  }

  /** Whether appends are the first of their transaction, in its order. */
  private boolean inOrder(int[] appends, int from, int to) {
    int writer = transactions.owner(appends[from]);
    int expected = from;
    for (int o = transactions.first(writer); o < transactions.end(writer) && expected < to; o++) {
      if (transactions.writes(o) && transactions.key(o) == transactions.key(appends[from])) {
        if (appends[expected++] != o) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean again(int[] appends, int from, int writer) {
    for (int i = from; i < appends.length; i++) {
      if (transactions.owner(appends[i]) == writer) {
        return true;
      }
    }
    return false;
  }

  private Seq prefix(int k, int length) {
    Seq list = longest(k);
    return new Seq(list.items().subList(0, Math.min(length, list.size())));
  }

  private Seq longest(int k) {
    Seq list = longest[k];
    return list == null ? Seq.EMPTY : list;
  }

  /** Whether somebody read a key. */
  boolean isRead(int k) {
    return longest[k] != null;
  }

  List<Finding> findings() {
    return findings;
  }

  /** What a read saw. */
  Seen read(int t, int o) {
    int k = transactions.key(o);
    Seq list = transactions.list(t, o);
    int own = 0;
    for (int i = o - 1; i >= transactions.first(t); i--) {
      if (transactions.writes(i) && transactions.key(i) == k) {
        own++;
        int at = list.size() - own;
        Value appended = transactions.valueName(transactions.value(i));
        if (at < 0 || !list.get(at).equals(appended)) {
          return unusable(
              new Finding(
                  Anomaly.INTERNAL,
                  t,
                  List.of(),
                  k,
                  naming.name(t)
                      + " appended "
                      + appended
                      + " to "
                      + transactions.keyName(k)
                      + " and then read "
                      + Naming.list(list)));
        }
      }
    }
    int length = list.size() - own;
    Seq known = longest(k);
    for (int i = 0; i < length; i++) {
      if (!list.get(i).equals(known.get(i))) {
        return disagreement(t, k, new Seq(list.items().subList(0, length)));
      }
    }
    int[] appends = order[k];
    if (length > appends.length) {
      // The longest list itself has an element that nobody can explain; that is reported.
      return new Seen(false, 0, 0, List.of());
    }
    List<Finding> wrong = new ArrayList<>();
    if (firstAborted[k] < length) {
      int failed = transactions.owner(appends[firstAborted[k]]);
      wrong.add(
          new Finding(
              Anomaly.G1A,
              t,
              List.of(failed),
              k,
              naming.name(t)
                  + " read "
                  + Naming.list(list)
                  + " from "
                  + transactions.keyName(k)
                  + ", of which "
                  + naming.name(failed)
                  + " appended "
                  + known.get(firstAborted[k])
                  + ", and that failed"));
    }
    int source = length == 0 ? ReadsFrom.INITIAL : transactions.owner(appends[length - 1]);
    if (source == t) {
      return unusable(
          new Finding(
              Anomaly.INTERNAL,
              t,
              List.of(),
              k,
              naming.name(t)
                  + " read "
                  + Naming.list(list)
                  + " from "
                  + transactions.keyName(k)
                  + " before it appended "
                  + list.get(length - 1)
                  + " itself"));
    }
    if (length > 0 && !last[appends[length - 1]]) {
      wrong.add(
          new Finding(
              Anomaly.G1B,
              t,
              List.of(source),
              k,
              naming.name(t)
                  + " read "
                  + Naming.list(list)
                  + " from "
                  + transactions.keyName(k)
                  + " in the middle of the appends of "
                  + naming.name(source)));
    }
    int next = length < appends.length ? transactions.owner(appends[length]) : ReadsFrom.UNKNOWN;
    return new Seen(true, source, next, wrong);
  }

  private static Seen unusable(Finding finding) {
    return new Seen(false, 0, 0, List.of(finding));
  }

  private Seen disagreement(int t, int k, Seq list) {
    for (Value element : list.items()) {
      if (writerOf.applyAsInt(k, transactions.intern(element)) == LongIntMap.NONE) {
        return unusable(thinAir(k, t, list, element));
      }
    }
    if (committed(k, list).equals(committed(k, prefix(k, committedUpTo(k, list))))) {
      int failed = 0;
      for (Value element : list.items()) {
        int writer = transactions.owner(writerOf.applyAsInt(k, transactions.intern(element)));
        failed = transactions.history().outcome(writer) == Outcome.FAIL ? writer : failed;
      }
      return unusable(
          new Finding(
              Anomaly.G1A,
              t,
              List.of(failed),
              k,
              naming.name(t)
                  + " read "
                  + Naming.list(list)
                  + " from "
                  + transactions.keyName(k)
                  + ", which holds appends of "
                  + naming.name(failed)
                  + ", and that failed"));
    }
    return unusable(
        new Finding(
            Anomaly.INCOMPATIBLE_ORDER,
            t,
            List.of(longestReader[k]),
            k,
            naming.name(t)
                + " read "
                + Naming.list(list)
                + " from "
                + transactions.keyName(k)
                + ", but "
                + naming.name(longestReader[k])
                + " read "
                + Naming.list(longest(k))
                + "; neither is a prefix of the other"));
  }

  /** How long a prefix of the longest list holds as many committed elements as a list. */
  private int committedUpTo(int k, Seq list) {
    int wanted = committed(k, list).size();
    Seq whole = longest(k);
    int length = 0;
    for (int have = 0; length < whole.size() && have < wanted; length++) {
      have += committed(k, new Seq(List.of(whole.get(length)))).size();
    }
    return length;
  }

  /** The elements whose writers may have happened. */
  private List<Value> committed(int k, Seq list) {
    List<Value> kept = new ArrayList<>();
    for (Value element : list.items()) {
      int append = writerOf.applyAsInt(k, transactions.intern(element));
      if (append == LongIntMap.NONE
          || transactions.history().outcome(transactions.owner(append)) != Outcome.FAIL) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** Marks the transactions whose appends were seen: they happened. */
  void markObserved(boolean[] part) {
    for (int[] appends : order) {
      for (int append : appends) {
        int writer = transactions.owner(append);
        part[writer] |= transactions.history().outcome(writer) == Outcome.INFO;
      }
    }
  }

  /** The writers of each key's versions in order, aborted ones left out. */
  int @Nullable [][] writers() {
    int[][] writers = new int[order.length][];
    for (int k = 0; k < order.length; k++) {
      IntList list = new IntList();
      for (int append : order[k]) {
        int writer = transactions.owner(append);
        if (transactions.history().outcome(writer) != Outcome.FAIL
            && (list.size() == 0 || list.get(list.size() - 1) != writer)) {
          list.add(writer);
        }
      }
      writers[k] = list.toArray();
    }
    return writers;
  }
}
