package minos.sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.register.Accesses;
import minos.register.Groups;
import minos.register.RegisterHistory;
import minos.verdict.Witness;

/**
 * Where a search for an order is: how far it got in each chain of a session's operations, what each
 * key holds then, and how it came there, so that it can go back. [1] calls it a frontier.
 *
 * <p>The chains' operations on the keys looked at are its lanes; the next one of a lane is its
 * head. Placing an operation and taking it back cost constant time.
 *
 * <ol>
 *   <li>P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 26(4), 1997.
 * </ol>
 */
final class Frontier {
  /** The head of a lane that is at its end. */
  static final int NONE = -1;

  private final RegisterHistory history;
  private final Groups groups;
  private final int[][] lane;
  private final int[] at;
  private final int[] head;
  private final int[] held;
  private final int[] readers;
  private final int[] writers;
  private final Fingerprint fingerprint = new Fingerprint();
  private int left;

  /** What was placed, to be taken back: nodes, and what their key held before; and how much. */
  private int[] placed = new int[64];

  private int[] heldBefore = new int[64];
  private int placedCount;

  /**
   * Nothing is placed.
   *
   * @param key the key to look at; -1 for all
   */
  Frontier(RegisterHistory history, Groups groups, int key) {
    this.history = history;
    this.groups = groups;
    lane = new int[history.chains()][];
    at = new int[lane.length];
    head = new int[lane.length];
    readers = new int[groups.count()];
    writers = new int[groups.count()];
    held = new int[history.keyCount()];
    for (int x = 0; x < held.length; x++) {
      held[x] = groups.initial(x);
    }
    for (int c = 0; c < lane.length; c++) {
      int[] nodes = new int[history.end(c) - history.start(c)];
      int count = 0;
      for (int node = history.start(c); node < history.end(c); node++) {
        if (key < 0 || history.key(node) == key) {
          nodes[count++] = node;
          count(node, 1);
        }
      }
      lane[c] = Arrays.copyOf(nodes, count);
      head[c] = count > 0 ? nodes[0] : NONE;
    }
  }

  /** The group of values that an operation reads or writes. */
  int group(int node) {
    return groups.of(history.access(node));
  }

  /** Whether an operation has to be placed, because it happened for certain. */
  boolean must(int node) {
    Accesses accesses = history.accesses();
    return !accesses.crashed(history.access(node));
  }

  /** How many lanes there are; they have the numbers of their chains. */
  int lanes() {
    return lane.length;
  }

  /** The next operation of a lane, or {@link #NONE}. */
  int head(int c) {
    return head[c];
  }

  /** The heads of all lanes; to be read only. */
  int[] heads() {
    return head;
  }

  /** How many operations of each lane are placed; to be read only. */
  int[] at() {
    return at;
  }

  /** The group of the value that a key holds. */
  int held(int key) {
    return held[key];
  }

  /** How many reads of a group's value must still be placed. */
  int readers(int group) {
    return readers[group];
  }

  /** How many writes of a group's value may still be placed. */
  int writers(int group) {
    return writers[group];
  }

  /** How many operations must still be placed. */
  int left() {
    return left;
  }

  /** How many operations are placed. */
  int placed() {
    return placedCount;
  }

  /** Stands for how far it got and what the keys hold. */
  Fingerprint fingerprint() {
    return fingerprint;
  }

  /** Places the head of a lane. */
  void place(int c) {
    int node = head[c];
    int key = history.key(node);
    if (placedCount == placed.length) {
      placed = Arrays.copyOf(placed, 2 * placedCount);
      heldBefore = Arrays.copyOf(heldBefore, 2 * placedCount);
    }
    placed[placedCount] = node;
    heldBefore[placedCount++] = held[key];
    int next = at[c] + 1;
    move(c, next, next < lane[c].length ? lane[c][next] : NONE);
    count(node, -1);
    if (history.isWrite(node)) {
      hold(key, group(node));
    }
  }

  /** Takes back the operations placed last. */
  void backTo(int count) {
    while (placedCount > count) {
      int node = placed[--placedCount];
      if (history.isWrite(node)) {
        hold(history.key(node), heldBefore[placedCount]);
      }
      int c = history.chain(node);
      move(c, at[c] - 1, node);
      count(node, 1);
    }
  }

  private void count(int node, int by) {
    boolean must = must(node);
    left += must ? by : 0;
    if (history.isWrite(node)) {
      writers[group(node)] += by;
    } else if (must) {
      readers[group(node)] += by;
    }
  }

  private void move(int c, int to, int next) {
    fingerprint.change(c, at[c], to);
    at[c] = to;
    head[c] = next;
  }

  private void hold(int key, int group) {
    fingerprint.change(~key, held[key], group);
    held[key] = group;
  }

  /** The operations placed, in their order. */
  Witness witness() {
    int[] order = new int[placedCount];
    int count = 0;
    for (int i = 0; i < placedCount; i++) {
      // The two halves of a compare-and-set are one operation.
      if (count == 0 || order[count - 1] != history.op(placed[i])) {
        order[count++] = history.op(placed[i]);
      }
    }
    return new Witness(List.of(new Witness.Order(Optional.empty(), Arrays.copyOf(order, count))));
  }
}
