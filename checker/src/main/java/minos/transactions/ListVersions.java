package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import minos.check.Budget;
import minos.history.Lists;
import minos.history.Outcome;
import minos.transactions.graph.IntList;
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
  private static final int UNREAD = -1;

  private final Transactions transactions;
  private final Naming naming;
  private final IntBinaryOperator writerOf;
  private final IntBinaryOperator times;
  private final Lists lists;
  private final int[] longest;
  private final int[] longestReader;
  private final int[][] order;
  private final int[] firstAborted;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * For the lists of a history.
   *
   * @param writerOf the append of a value to a key, or {@link LongIntMap#NONE}
   * @param times how often a value may have been appended to a key
   */
  ListVersions(
      Transactions transactions,
      Naming naming,
      IntBinaryOperator writerOf,
      IntBinaryOperator times) {
    this.transactions = transactions;
    this.naming = naming;
    this.writerOf = writerOf;
    this.times = times;
    lists = transactions.lists();
    longest = new int[transactions.keyCount()];
    Arrays.fill(longest, UNREAD);
    longestReader = new int[transactions.keyCount()];
    order = new int[transactions.keyCount()][0];
    firstAborted = new int[transactions.keyCount()];
    Arrays.fill(firstAborted, Integer.MAX_VALUE);
  }

  /** Reads the orders off; false if the budget ended. */
  boolean find(Budget budget) {
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
      } else if (lists.length(transactions.value(o)) - own[k] > length[k]) {
        length[k] = lists.length(transactions.value(o)) - own[k];
        operation[k] = o;
      }
    }
    for (int k = 0; k < length.length; k++) {
      if (budget.exhausted() != null) {
        return false;
      }
      if (length[k] >= 0) {
        longestReader[k] = transactions.owner(operation[k]);
        longest[k] = lists.beginning(transactions.value(operation[k]), length[k]);
        order[k] = elements(k, longestReader[k], longest[k]);
        wholeTransactions(k);
      }
    }
    return true;
  }

  /** The appends that a list consists of; a thin-air element ends the known order. */
  private int[] elements(int k, int reader, int list) {
    IntList appends = new IntList();
    Set<Integer> seen = new HashSet<>();
    int[] elements = lists.elements(list);
    for (int i = 0; i < elements.length; i++) {
      int append = writerOf.applyAsInt(k, elements[i]);
      if (append == LongIntMap.NONE) {
        findings.add(thinAir(k, reader, list, elements[i]));
        break;
      }
      if (!seen.add(elements[i])) {
        if (times.applyAsInt(k, elements[i]) > 1) {
          break;
        }
        findings.add(
            new Finding(
                Anomaly.DUPLICATE_WRITE,
                reader,
                List.of(transactions.owner(append)),
                k,
                reads(reader, list, k)
                    + ", where "
                    + transactions.valueName(elements[i])
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

  Finding thinAir(int k, int reader, int list, int element) {
    return new Finding(
        Anomaly.THIN_AIR_READ,
        reader,
        List.of(),
        k,
        reads(reader, list, k) + ", but nobody appended " + transactions.valueName(element));
  }

  /** Half a sentence: who read what from where. */
  String reads(int reader, int list, int k) {
    return naming.name(reader)
        + " read "
        + Naming.list(lists.value(list))
        + " from "
        + transactions.keyName(k);
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
      boolean before = !done.add(writer);
      if (!same && !cut && !before && !again(appends, i, writer)) {
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
                    + Naming.list(lists.value(prefix(k, i)))
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

  /** The first elements of the longest list. */
  int prefix(int k, int length) {
    return lists.beginning(longest(k), length);
  }

  /** The longest list read from a key, as its number. */
  int longest(int k) {
    return longest[k] == UNREAD ? Lists.EMPTY : longest[k];
  }

  /** A transaction that read the longest list. */
  int longestReader(int k) {
    return longestReader[k];
  }

  /** The appends of the longest list in its order, as far as they are known. */
  int[] appends(int k) {
    return order[k];
  }

  /** The place of the first aborted append of a key, if there is one; else beyond all. */
  int firstAborted(int k) {
    return firstAborted[k];
  }

  /** Whether somebody read a key. */
  boolean isRead(int k) {
    return longest[k] != UNREAD;
  }

  List<Finding> findings() {
    return findings;
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
