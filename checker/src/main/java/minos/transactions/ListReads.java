package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import minos.history.Lists;
import minos.history.Outcome;
import minos.transactions.graph.IntList;
import minos.verdict.Anomaly;

/**
 * What each read of a list saw, and what is wrong with it by itself.
 *
 * <p>What its transaction appended before is taken off the end of a list; the rest must be the
 * beginning of the longest list read from the key, whose last element names the version. As {@link
 * Lists} number equal lists alike, that is one comparison.
 */
final class ListReads {
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
  private final Lists lists;
  private final ListVersions versions;
  private final IntBinaryOperator writerOf;
  private final boolean[] last;
  private final int[][] beginnings;

  /**
   * For the reads of a history.
   *
   * @param writerOf the append of a value to a key, or {@link LongIntMap#NONE}
   * @param last which writes are the last of their transaction to their key
   */
  ListReads(
      Transactions transactions,
      Naming naming,
      ListVersions versions,
      IntBinaryOperator writerOf,
      boolean[] last) {
    this.transactions = transactions;
    this.naming = naming;
    this.lists = transactions.lists();
    this.versions = versions;
    this.writerOf = writerOf;
    this.last = last;
    beginnings = new int[transactions.keyCount()][];
    for (int k = 0; k < beginnings.length; k++) {
      int list = versions.longest(k);
      beginnings[k] = new int[lists.length(list) + 1];
      for (int length = lists.length(list); length >= 0; length--) {
        beginnings[k][length] = list;
        list = lists.beginning(list);
      }
    }
  }

  /** What a read saw. */
  Seen read(int t, int o) {
    int k = transactions.key(o);
    int whole = transactions.value(o);
    int list = whole;
    for (int i = o - 1; i >= transactions.first(t); i--) {
      if (transactions.writes(i) && transactions.key(i) == k) {
        if (list == Lists.EMPTY || lists.last(list) != transactions.value(i)) {
          return unusable(
              new Finding(
                  Anomaly.INTERNAL,
                  t,
                  List.of(),
                  k,
                  naming.name(t)
                      + " appended "
                      + transactions.valueName(transactions.value(i))
                      + " to "
                      + transactions.keyName(k)
                      + " and then read "
                      + Naming.list(lists.value(whole))));
        }
        list = lists.beginning(list);
      }
    }
    int length = lists.length(list);
    if (length >= beginnings[k].length || beginnings[k][length] != list) {
      return disagreement(t, k, list);
    }
    int[] appends = versions.appends(k);
    if (length > appends.length) {
      // The longest list itself has an element that nobody can explain; that is reported.
      return new Seen(false, 0, 0, List.of());
    }
    List<Finding> wrong = new ArrayList<>(0);
    if (versions.firstAborted(k) < length) {
      int aborted = appends[versions.firstAborted(k)];
      int failed = transactions.owner(aborted);
      wrong.add(
          new Finding(
              Anomaly.G1A,
              t,
              List.of(failed),
              k,
              versions.reads(t, whole, k)
                  + ", of which "
                  + naming.name(failed)
                  + " appended "
                  + transactions.valueName(transactions.value(aborted))
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
              versions.reads(t, whole, k)
                  + " before it appended "
                  + transactions.valueName(lists.last(list))
                  + " itself"));
    }
    if (length > 0 && !last[appends[length - 1]]) {
      wrong.add(
          new Finding(
              Anomaly.G1B,
              t,
              List.of(source),
              k,
              versions.reads(t, whole, k)
                  + " in the middle of the appends of "
                  + naming.name(source)));
    }
    int next = length < appends.length ? transactions.owner(appends[length]) : ReadsFrom.UNKNOWN;
    return new Seen(true, source, next, wrong);
  }

  private static Seen unusable(Finding finding) {
    return new Seen(false, 0, 0, List.of(finding));
  }

  private Seen disagreement(int t, int k, int list) {
    int[] elements = lists.elements(list);
    for (int element : elements) {
      if (writerOf.applyAsInt(k, element) == LongIntMap.NONE) {
        return unusable(versions.thinAir(k, t, list, element));
      }
    }
    if (isLongestButForAborted(k, elements)) {
      int failed = 0;
      for (int element : elements) {
        int writer = transactions.owner(writerOf.applyAsInt(k, element));
        failed = transactions.history().outcome(writer) == Outcome.FAIL ? writer : failed;
      }
      return unusable(
          new Finding(
              Anomaly.G1A,
              t,
              List.of(failed),
              k,
              versions.reads(t, list, k)
                  + ", which holds appends of "
                  + naming.name(failed)
                  + ", and that failed"));
    }
    return unusable(
        new Finding(
            Anomaly.INCOMPATIBLE_ORDER,
            t,
            List.of(versions.longestReader(k)),
            k,
            versions.reads(t, list, k)
                + ", but "
                + naming.name(versions.longestReader(k))
                + " read "
                + Naming.list(lists.value(versions.longest(k)))
                + "; neither is a prefix of the other"));
  }

  /** Whether a list is a beginning of the longest, were it not for what failed. */
  private boolean isLongestButForAborted(int k, int[] elements) {
    int[] here = committed(k, elements);
    int[] there = committed(k, lists.elements(versions.longest(k)));
    return here.length <= there.length && Arrays.equals(here, Arrays.copyOf(there, here.length));
  }

  /** The elements whose writers may have happened. */
  private int[] committed(int k, int[] elements) {
    IntList kept = new IntList();
    for (int element : elements) {
      int append = writerOf.applyAsInt(k, element);
      if (append == LongIntMap.NONE
          || transactions.history().outcome(transactions.owner(append)) != Outcome.FAIL) {
        kept.add(element);
      }
    }
    return kept.toArray();
  }
}
