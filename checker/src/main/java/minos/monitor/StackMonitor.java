package minos.monitor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import minos.verdict.Anomaly;

/**
 * Is a history of a stack linearizable, every value of which is pushed at most once?
 *
 * <p><b>Idea.</b> A value is certainly inside from the end of its push to the beginning of its pop.
 * Values of which these two overlap in time are left out. The certain stays of the others join to
 * islands in time. In each island find a value that can lie at the bottom for all of it: its push
 * began before any push of the island ended, and its pop ended after every pop of the island began.
 * Take it out, which may split the island, and go on. If an island has no such value, the history
 * is not linearizable. A pop that found nothing must not lie within an island.
 *
 * <p><b>Soundness.</b> Leaving a value out keeps a history linearizable. Conversely:
 *
 * <ul>
 *   <li>A push and a pop that overlap can take effect one right after the other at a moment of the
 *       overlap, whatever else there is.
 *   <li>Let an island last from L, the first end of a push, to R, the last beginning of a pop. Its
 *       operations that take effect before L can do so right before L instead, in the same order,
 *       for all of them end at L or later; likewise those after R right after R. So islands that
 *       are linearizable by themselves, being disjoint, are so together, and the stack is empty at
 *       every moment between them, which is where pops that found nothing go.
 *   <li>Within an island the stack is never empty, so one value lies at the bottom all the time: it
 *       was pushed before L and popped after R. Such a value must exist. If a value's push began
 *       before L and its pop ended after R, and the rest of the island is linearizable, squeeze the
 *       rest between that push and that pop as above; so any such value will do.
 * </ul>
 *
 * <p>Unpopped values are popped at the end of time, all at once. For unknown operations see {@link
 * Passages}.
 *
 * <p><b>Cost.</b> O(n log n): islands are ranges of values in the order in which their pushes
 * ended; L grows and R shrinks from an island to its parts, so a value whose push began before L is
 * marked open once; the open value with the latest end of its pop, the last beginning of a pop, and
 * the places where an island splits come from segment trees. About 100 bytes an operation.
 *
 * <p>Compare Lee, Mathur, "Efficient Decrease-and-Conquer Linearizability Monitoring", OOPSLA 2025,
 * who reach the same bound; the reduction to islands and the argument are our own.
 */
final class StackMonitor {
  private final Passages passages;
  // By rank.
  private final int[] values;
  private final int[] pushEnd;
  private final Maxima unopened;
  private final Maxima opened;
  private final Maxima popBegin;
  private final Cover cover;

  StackMonitor(Passages passages) {
    this.passages = passages;
    this.values = passages.staying();
    int n = values.length;
    pushEnd = new int[n];
    unopened = new Maxima(n);
    opened = new Maxima(n);
    popBegin = new Maxima(n);
    cover = new Cover(n);
    for (int i = 0; i < n; i++) {
      pushEnd[i] = passages.putCompleted(values[i]);
    }
    for (int i = 0; i < n; i++) {
      unopened.set(i, -passages.putInvoked(values[i]));
      popBegin.set(i, passages.takeInvoked(values[i]));
      cover.add(i + 1, lastCovered(i), 1);
    }
  }

  /** The last rank whose push ended while the value of this rank was certainly inside. */
  private int lastCovered(int rank) {
    int place = Arrays.binarySearch(pushEnd, passages.takeInvoked(values[rank]));
    return place < 0 ? -place - 2 : place - 1;
  }

  Finding judge() {
    Finding empty = passages.emptyWhileFull();
    if (empty != null) {
      return empty;
    }
    Deque<int[]> islands = new ArrayDeque<>();
    split(0, values.length - 1, islands);
    while (!islands.isEmpty()) {
      int[] island = islands.pop();
      int low = island[0];
      int high = island[1];
      for (int i = unopened.best(low, high);
          i >= 0 && -unopened.get(i) < pushEnd[low];
          i = unopened.best(low, high)) {
        unopened.clear(i);
        opened.set(i, passages.takeCompleted(values[i]));
      }
      int bottom = opened.best(low, high);
      int last = popBegin.best(low, high);
      if (bottom < 0 || opened.get(bottom) < popBegin.get(last)) {
        return noBottom(low, high, last);
      }
      unopened.clear(bottom);
      opened.clear(bottom);
      popBegin.clear(bottom);
      cover.add(bottom + 1, lastCovered(bottom), -1);
      cover.clear(bottom);
      split(low, high, islands);
    }
    return new Finding.Consistent(passages.algorithm());
  }

  /** The islands of a range: each begins with a value that no other covers. */
  private void split(int low, int high, Deque<int[]> islands) {
    int start = cover.firstUncovered(low, high);
    while (start >= 0) {
      int next = cover.firstUncovered(start + 1, high);
      islands.push(new int[] {start, next < 0 ? high : next - 1});
      start = next;
    }
  }

  private Finding noBottom(int low, int high, int last) {
    int[] island = new int[high - low + 1];
    int n = 0;
    for (int i = low; i <= high; i++) {
      if (popBegin.get(i) != Maxima.NONE) {
        island[n++] = values[i];
      }
    }
    int push = passages.put[values[low]];
    int pop = passages.take[values[last]];
    return passages.violated(
        Anomaly.NOT_LINEARIZABLE,
        "from the push of "
            + passages.text(values[low])
            + (pop < 0 ? " on" : " to the pop of " + passages.text(values[last]))
            + " the stack was never empty, but none of the "
            + n
            + " values inside can have lain at the bottom all the time.",
        pop < 0 ? push : pop,
        passages.operations(Arrays.copyOf(island, n)));
  }
}
