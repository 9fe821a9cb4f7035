package minos.causal;

import java.util.Arrays;
import minos.check.Budget;
import minos.register.RegisterHistory;

/**
 * The {@link Conflicts} that can be part of a cycle.
 *
 * <p><b>Question.</b> Do causal order and the conflicts (a read of w with another write u of its
 * key in its past says that u is before w) have a cycle?
 *
 * <p><b>Idea.</b> Where what is causally later was invoked later, only a conflict whose u was
 * invoked after its w goes back in time, and a cycle has to. Those are met while the clocks are
 * computed, by the look at what each read could have returned instead; where there are none, the
 * order of the invocations is an order of the writes as it is asked for. Else each spans the time
 * from the invocation of its w to that of its u, and spans that overlap make one stretch. A cycle
 * lies within a stretch, so of the conflicts that go forward only those within one are collected,
 * and one walk over the chains obeys them all. In most histories there are few.
 *
 * <p><b>Soundness and completeness.</b> Take a cycle and any moment between its earliest and its
 * latest write. The cycle crosses it from later to earlier, which only a conflict that goes back in
 * time does, so the moment lies in that conflict's span. Hence all the cycle's writes lie in one
 * stretch, and its conflicts are here; a conflict that causal order implies adds nothing. What is
 * here is a conflict, so a cycle found is one.
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

  /** For each write, by place, its last conflict; and for each conflict the one before it. */
  private final int[] last;

  private int[] earlier = {};

  /** The place of each conflict's older write. */
  private int[] older = {};

  private int size;
  private int resume;

  NearConflicts(RegisterHistory history, KeyTimeline timeline, Budget budget) {
    super(history);
    this.history = history;
    this.timeline = timeline;
    this.fresh = new FreshReads(history, timeline, (source, place) -> conflict(place, source));
    this.memory = budget.child();
    this.work = fresh.steps();
    this.last = new int[timeline.size()];
    Arrays.fill(last, NONE);
  }

  @Override
  public void visited(CausalClocks clocks, int node, int[] clock) {
    fresh.visited(clocks, node, clock);
  }

  /**
   * Whether there is no cycle, as far as can be said from here: where not, all the conflicts have
   * to be looked at.
   *
   * @param clocks of the whole history, which this has looked on
   */
  boolean acyclic(CausalClocks clocks, Budget budget) {
    fine = fresh.fine();
    if (!fine || size == 0) {
      return fine;
    }
    forward(clocks, stretches());
    return fine && new ChainWalk(history).run(this, budget);
  }

  /** For each write, by number, the number of the first of its stretch. */
  private int[] stretches() {
    int[] spans = new int[timeline.size()];
    for (int place = 0; place < last.length; place++) {
      for (int conflict = last[place]; conflict != NONE; conflict = earlier[conflict]) {
        spans[timeline.number(place)]++;
        spans[timeline.number(older[conflict])]--;
      }
    }
    int[] stretch = new int[spans.length];
    int open = 0;
    int begin = 0;
    for (int number = 0; number < stretch.length; number++) {
      begin = open == 0 ? number : begin;
      stretch[number] = begin;
      open += spans[number];
    }
    return stretch;
  }

  /** Adds the conflicts within stretches whose older write was invoked first. */
  private void forward(CausalClocks clocks, int[] stretch) {
    for (int node = 0; node < history.size() && fine; node++) {
      int source = history.source(node);
      if (source >= 0) {
        int place = timeline.place(source);
        int number = timeline.number(place);
        if (stretch[number] < number) {
          forward(clocks, node, place, stretch[number]);
        }
      }
    }
  }

  private void forward(CausalClocks clocks, int read, int place, int first) {
    int start = timeline.start(history.key(read));
    int[] clock = {};
    for (int at = place - 1; at >= start && timeline.number(at) >= first && fine; at--) {
      int write = timeline.write(at);
      fine = --work >= 0;
      if (!clocks.before(write, timeline.write(place))) {
        clock = clock.length == 0 ? clocks.clockOf(read) : clock;
        fine &= clock[history.chain(write)] <= history.rank(write) || conflict(at, place);
      }
    }
  }

  private boolean conflict(int place, int newer) {
    for (int conflict = last[newer]; conflict != NONE; conflict = earlier[conflict]) {
      work--;
      if (older[conflict] == place) {
        return work >= 0;
      }
    }
    if (!room()) {
      return false;
    }
    older[size] = place;
    earlier[size] = last[newer];
    last[newer] = size++;
    return true;
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
      int write = timeline.write(older[conflict]);
      if (!walk.visited(write)) {
        resume = conflict + 1;
        return write;
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
