package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.RegisterHistory;

/**
 * The {@link Conflicts} that can be part of a cycle, collected while the clocks are computed.
 *
 * <p><b>Question.</b> Do causal order and the conflicts (a read of w with another write u of its
 * key in its past says that u is before w) have a cycle?
 *
 * <p><b>Idea.</b> Where what is causally later was invoked later, only a conflict whose u was
 * invoked after its w goes back in time, and a cycle has to. Take for each read the span of time
 * from the invocation of w to that of the last write of the key that was invoked before the read.
 * Spans that overlap make one stretch. A cycle lies within a stretch, so conflicts that reach out
 * of one are left out: in most histories stretches are short and few writes of a key fall into one.
 *
 * <p><b>Soundness and completeness.</b> Take a cycle and any moment between its earliest and its
 * latest write. The cycle crosses it from later to earlier, by a conflict that goes back in time;
 * the conflict's u was invoked before the read that shows it, so the moment lies in that read's
 * span. Hence all the cycle's writes lie in one stretch, and its conflicts are here. What is here
 * is a conflict, so a cycle found is one.
 *
 * <p><b>Cost.</b> Linear in the reads and the writes looked at; at most as many as the search over
 * all chains takes steps. {@link #fine} says whether that sufficed. Eight bytes a conflict.
 *
 * <p>Not thread-safe; one use.
 */
final class NearConflicts extends CausalClocks.CausalRule
    implements CausalClocks.Observer, AutoCloseable {
  private static final int NONE = -1;

  private final RegisterHistory history;
  private final KeyTimeline timeline;
  private final FreshReads fresh;
  private final Budget memory;
  private boolean fine;
  private long work;

  /** For each write, by number, the first of its stretch. */
  private final int[] stretch;

  /** For each write, by place, its last conflict; and for each conflict the one before it. */
  private final int[] last;

  private int[] earlier = {};
  private int[] older = {};
  private int size;
  private int resume;

  NearConflicts(RegisterHistory history, KeyTimeline timeline, Budget budget) {
    super(history);
    this.history = history;
    this.timeline = timeline;
    this.fresh = new FreshReads(history, timeline);
    this.memory = budget.child();
    this.work = fresh.steps();
    this.last = new int[timeline.size()];
    this.stretch = new int[timeline.size()];
    Arrays.fill(last, NONE);
    this.fine = fresh.fine() && stretches();
  }

  /** Joins the spans of the reads; answers whether that was little enough work. */
  private boolean stretches() {
    int[] spans = new int[timeline.size()];
    for (int node = 0; node < history.size(); node++) {
      if (history.source(node) >= 0) {
        int first = timeline.place(history.source(node));
        int place = first;
        int end = timeline.end(history.key(node));
        int invoked = history.invoked(node);
        while (place + 1 < end && timeline.invoked(place + 1) < invoked) {
          place++;
        }
        work -= place - first;
        if (work < 0) {
          return false;
        }
        spans[timeline.number(first)]++;
        spans[timeline.number(place)]--;
      }
    }
    int open = 0;
    int begin = 0;
    for (int number = 0; number < stretch.length; number++) {
      begin = open == 0 ? number : begin;
      stretch[number] = begin;
      open += spans[number];
    }
    return true;
  }

  /** Whether all conflicts that matter are here, and every read is causally consistent. */
  boolean fine() {
    return fine;
  }

  @Override
  public void visited(CausalClocks clocks, int node, int[] clock) {
    fresh.visited(clocks, node, clock);
    fine &= fresh.fine();
    int source = history.source(node);
    if (!fine || source < 0) {
      return;
    }
    int place = timeline.place(source);
    int start = timeline.start(history.key(node));
    int end = timeline.end(history.key(node));
    int first = stretch[timeline.number(place)];
    int invoked = history.invoked(node);
    for (int at = place - 1; at >= start && timeline.number(at) >= first && fine; at--) {
      consider(at, place, clock);
    }
    for (int at = place + 1; at < end && timeline.invoked(at) < invoked && fine; at++) {
      consider(at, place, clock);
    }
  }

  private void consider(int other, int place, int[] clock) {
    int write = timeline.write(other);
    if (clock[history.chain(write)] > history.rank(write)) {
      for (int conflict = last[place]; conflict != NONE; conflict = earlier[conflict]) {
        work--;
        if (older[conflict] == write) {
          return;
        }
      }
      fine = room();
      if (fine) {
        older[size] = write;
        earlier[size] = last[place];
        last[place] = size++;
      }
    }
    work--;
    fine &= work >= 0;
  }

  private boolean room() {
    if (size < older.length) {
      return true;
    }
    int more = Math.max(64, size);
    if (!memory.reserve(8L * more)) {
      return false;
    }
    older = Arrays.copyOf(older, size + more);
    earlier = Arrays.copyOf(earlier, size + more);
    return true;
  }

  @Override
  public int blocker(int node, int from, ChainWalk walk) {
    resume = 0;
    int cause = from == 0 ? super.blocker(node, 0, walk) : -1;
    if (cause >= 0 || !history.isWrite(node)) {
      return cause;
    }
    int conflict = from == 0 ? last[timeline.place(node)] : from - 1;
    for (; conflict != NONE; conflict = earlier[conflict]) {
      if (!walk.visited(older[conflict])) {
        resume = conflict + 1;
        return older[conflict];
      }
    }
    return -1;
  }

  @Override
  public int resume() {
    return resume;
  }

  @Override
  public void visit(int node) {}

  @Override
  public void close() {
    memory.close();
  }
}
