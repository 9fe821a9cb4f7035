package minos.causal;

import java.util.Arrays;
import java.util.function.Predicate;
import minos.check.Budget;
import minos.register.LikelyOrder;
import minos.register.RegisterHistory;

/**
 * Whether sessions have views in which the writes of each key are in their likely order: a quick
 * look before those models are decided that ask for views.
 *
 * <p><b>Idea.</b> Once the writes of each key are in a line, a linear order in which reads return
 * the last write exists iff these precedences have no cycle: the sessions' orders, each key's line,
 * a write before its reads, and these before the next write of the line. So one walk tells. The
 * first is about the reads of all sessions, whose order serves each; if there is none, each session
 * gets a walk of its own.
 *
 * <p><b>Soundness.</b> In an order that contains these precedences nothing of the key comes between
 * a write and its reads. A compare-and-set's write must be the next of the line after the version
 * that it read. So a yes is a proof; a no says nothing, as other lines may do.
 *
 * <p><b>Cost.</b> O(n log n) time, and O(n) more for each session if the first walk fails; O(n)
 * memory, accounted to the budget, which is polled.
 */
final class LikelyViews {
  private static final int NONE = -1;

  /** What the tables hold for a node. */
  private static final int NODE_BYTES = 64;

  private static final int EVERY_SESSION = -1;

  private final RegisterHistory history;
  private final Budget budget;
  private final LastReaders readers;

  /** For each write the one before it in its key's line, or {@link #NONE}. */
  private final int[] older;

  private LikelyViews(RegisterHistory history, Budget budget) {
    this.history = history;
    this.budget = budget;
    readers = new LastReaders(history);
    older = line(history);
  }

  /**
   * Whether they do, so that the history is processor consistent; no also if the budget ends or has
   * no room.
   */
  static boolean exist(RegisterHistory history, Budget budget) {
    return look(
        history, budget, views -> views.exists(EVERY_SESSION) || views.existForEachSession());
  }

  /** Whether one view serves all, so that the history is sequentially consistent. */
  static boolean areOne(RegisterHistory history, Budget budget) {
    return look(history, budget, views -> views.exists(EVERY_SESSION));
  }

  private static boolean look(
      RegisterHistory history, Budget budget, Predicate<LikelyViews> question) {
    Budget memory = budget.child();
    try {
      if (!memory.reserve(NODE_BYTES * ((long) history.size() + history.keyCount()))) {
        return false;
      }
      LikelyViews views = new LikelyViews(history, budget);
      return views.atomic() && question.test(views);
    } finally {
      memory.close();
    }
  }

  private static int[] line(RegisterHistory history) {
    LikelyOrder likely = new LikelyOrder(history);
    long[] points = new long[history.size()];
    int writes = 0;
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node)) {
        points[writes++] = ((long) likely.point(node) << 32) | node;
      }
    }
    Arrays.sort(points, 0, writes);
    int[] older = new int[history.size()];
    int[] last = new int[history.keyCount()];
    Arrays.fill(last, NONE);
    for (int i = 0; i < writes; i++) {
      int write = (int) points[i];
      older[write] = last[history.key(write)];
      last[history.key(write)] = write;
    }
    return older;
  }

  /** Whether each compare-and-set's write directly follows the version that it read. */
  private boolean atomic() {
    for (int node = 1; node < older.length; node++) {
      boolean second =
          history.isWrite(node) && history.isHalf(node) && history.op(node - 1) == history.op(node);
      if (second && older[node] != Math.max(history.source(node - 1), NONE)) {
        return false;
      }
    }
    return true;
  }

  private boolean existForEachSession() {
    int[][] chains = history.chainsOfSessions();
    for (int session = 0; session < chains.length; session++) {
      if (PipelinedMemory.reads(history, chains[session]) && !exists(session)) {
        return false;
      }
    }
    return true;
  }

  private boolean exists(int session) {
    return new ChainWalk(history).run(new Line(session), budget);
  }

  /** The precedences of a view. */
  private final class Line implements ChainWalk.Rule {
    private final int session;
    private int resume;

    Line(int session) {
      this.session = session;
    }

    private boolean seesReadsOf(int node) {
      return session == EVERY_SESSION || history.session(history.chain(node)) == session;
    }

    @Override
    public int blocker(int node, int from, ChainWalk walk) {
      resume = 0;
      for (int other : history.before(node)) {
        if (!walk.visited(other)) {
          return other;
        }
      }
      if (!history.isWrite(node)) {
        int source = history.source(node);
        return source >= 0 && seesReadsOf(node) && !walk.visited(source) ? source : -1;
      }
      int last = older[node];
      if (last != NONE && !walk.visited(last)) {
        return last;
      }
      int version = last == NONE ? readers.initial(history.key(node)) : last;
      for (int at = Math.max(from, readers.start(version)); at < readers.end(version); at++) {
        int read = readers.at(at);
        if (!walk.visited(read) && seesReadsOf(read)) {
          resume = at;
          return read;
        }
      }
      return -1;
    }

    @Override
    public int resume() {
      return resume;
    }

    @Override
    public void visit(int node) {
      // That it can be visited is all that is asked.
    }
  }
}
