package minos.simulation.isolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * The versions of each key in the order of the commits, and sets of them. A set is how many
 * versions of each key are in it, the oldest first; so it is a set of transactions that has with
 * each writer of a key all earlier ones.
 */
final class Versions {
  private final int keys;
  private final boolean lists;
  private final List<List<Value>> values = new ArrayList<>();
  // By version: the number of its commit, and the sets that go with it and those before it.
  private final List<List<Integer>> commits = new ArrayList<>();
  private final List<List<int[]>> whole = new ArrayList<>();
  private final List<List<int[]>> seen = new ArrayList<>();
  private int count;

  Versions(int keys, boolean lists) {
    this.keys = keys;
    this.lists = lists;
    for (int k = 0; k < keys; k++) {
      values.add(new ArrayList<>());
      commits.add(new ArrayList<>());
      whole.add(new ArrayList<>());
      seen.add(new ArrayList<>());
    }
  }

  /** How many commits there were. */
  int commits() {
    return count;
  }

  /** How many versions of a key there are. */
  int size(int key) {
    return values.get(key).size();
  }

  int[] none() {
    return new int[keys];
  }

  int[] all() {
    int[] all = new int[keys];
    Arrays.setAll(all, this::size);
    return all;
  }

  /** What the first commits wrote. */
  int[] prefix(int commitCount) {
    int[] prefix = new int[keys];
    for (int k = 0; k < keys; k++) {
      List<Integer> of = commits.get(k);
      int size = of.size();
      while (size > 0 && of.get(size - 1) >= commitCount) {
        size--;
      }
      prefix[k] = size;
    }
    return prefix;
  }

  /** What a read of a key returns that sees so many versions. */
  Value read(int key, int versions) {
    if (lists) {
      return new Seq(List.copyOf(values.get(key).subList(0, versions)));
    }
    return versions == 0 ? Nil.NIL : values.get(key).get(versions - 1);
  }

  /**
   * Makes a set one of whole transactions.
   *
   * @param causal whether with what those saw
   */
  void close(int[] set, boolean causal) {
    List<List<int[]>> with = causal ? seen : whole;
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int k = 0; k < keys; k++) {
        if (set[k] > 0) {
          grew |= join(set, with.get(k).get(set[k] - 1));
        }
      }
    }
  }

  /** Adds another set; whether that made a difference. */
  static boolean join(int[] set, int[] other) {
    boolean grew = false;
    for (int k = 0; k < set.length; k++) {
      if (other[k] > set[k]) {
        set[k] = other[k];
        grew = true;
      }
    }
    return grew;
  }

  /**
   * Commits.
   *
   * @param written by key, what is written in order; null where nothing is
   * @param view what the transaction saw; afterwards with what it wrote
   * @param late a key of which the last version goes before the one that is there, or -1
   */
  void commit(List<List<Value>> written, int[] view, int late) {
    int[] own = new int[keys];
    for (int k = 0; k < keys; k++) {
      if (!written.get(k).isEmpty()) {
        int at = k == late ? size(k) - 1 : size(k);
        values.get(k).addAll(at, written.get(k));
        own[k] = size(k);
      }
    }
    join(view, own);
    for (int k = 0; k < keys; k++) {
      for (int i = commits.get(k).size(); i < size(k); i++) {
        int[] wholeBefore = i == 0 ? none() : whole.get(k).get(i - 1).clone();
        int[] seenBefore = i == 0 ? none() : seen.get(k).get(i - 1).clone();
        join(wholeBefore, own);
        join(seenBefore, view);
        commits.get(k).add(count);
        whole.get(k).add(wholeBefore);
        seen.get(k).add(seenBefore);
      }
    }
    count++;
  }
}
