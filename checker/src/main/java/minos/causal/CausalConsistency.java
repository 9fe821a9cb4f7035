package minos.causal;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.register.Condition;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Causal consistency (CC).
 *
 * <p><b>Question.</b> Is there a partial order that contains session order and in which every read
 * returns the last write of its key in some linear order of its past?
 *
 * <p><b>Idea.</b> With a known source for each read the least such order is the causal order co,
 * the closure of session order and reads-from, and the answer is no iff one of these patterns is
 * there [1, table 2]: <i>cyclic causal order</i>; <i>thin-air read</i>; <i>write-co-init-read</i>,
 * a read of the initial value with a write of the key in its past; <i>write-co-read</i>, a read of
 * w with a write u of the key where w co u co r.
 *
 * <p><b>Soundness and completeness.</b> [1, theorem 1], for unique values; what to do about others
 * is {@link minos.register.Sources}' matter. For each read only the last write of the key in each
 * chain is looked at: if any other is a culprit u, so is the last of its chain, because w co u co
 * u'. Before that a {@link FreshReads quick look} is taken while the clocks are computed, which
 * suffices for most histories that are consistent.
 *
 * <p><b>Cost.</b> O(n k), for n operations in k chains.
 *
 * <ol>
 *   <li>A. Bouajjani, C. Enea, R. Guerraoui, J. Hamza, "On Verifying Causal Consistency", POPL
 *       2017.
 * </ol>
 */
public final class CausalConsistency implements Condition {
  static final int MOST_VIOLATIONS = 10;

  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    FreshReads look = new FreshReads(history, new KeyTimeline(history));
    try (CausalClocks clocks = CausalClocks.of(history, budget, look)) {
      Cause stopped = clocks.stopped();
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
      if (clocks.cyclic()) {
        return new Verdict.Violated(clocks.cycle());
      }
      return look.fine() ? new Verdict.Consistent() : decide(clocks, new KeySlots(history), budget);
    }
  }

  /** The verdict where causal order has no cycle. */
  static Verdict decide(CausalClocks clocks, KeySlots slots, Budget budget) {
    BadReads bad = new BadReads(clocks, slots);
    Cause stopped = bad.visible.walk(bad, budget);
    if (!bad.violations.isEmpty()) {
      return new Verdict.Violated(bad.violations);
    }
    return stopped == null ? new Verdict.Consistent() : new Verdict.Undecided(stopped);
  }

  /** Collects the reads with a pattern. */
  private static final class BadReads implements VisibleWrites.Reader {
    private final RegisterHistory history;
    private final CausalClocks clocks;
    private final KeySlots slots;
    private final VisibleWrites visible;
    private final List<Violation> violations = new ArrayList<>();

    /** Whether the order of invocations can spare us most comparisons of clocks. */
    private final boolean inTime;

    BadReads(CausalClocks clocks, KeySlots slots) {
      this.history = clocks.history();
      this.clocks = clocks;
      this.slots = slots;
      this.visible = new VisibleWrites(clocks, slots);
      this.inTime = history.inTime();
    }

    @Override
    public void read(int read) {
      if (violations.size() >= MOST_VIOLATIONS) {
        return;
      }
      int source = history.source(read);
      // What is causally later was invoked later, where the history is in time.
      int since = inTime && source != ReadsFrom.INITIAL ? history.invoked(source) : -1;
      int newer = -1;
      int end = slots.end(history.key(read));
      int slot = visible.nextAfter(since, slots.start(history.key(read)), end);
      for (; slot < end; slot = visible.nextAfter(since, slot + 1, end)) {
        int write = visible.last(slot);
        if (write != source && (source == ReadsFrom.INITIAL || clocks.before(source, write))) {
          newer = newer < 0 || history.chain(write) == history.chain(read) ? write : newer;
        }
      }
      if (newer >= 0) {
        violations.add(StaleCausally.violation(history, read, newer));
      }
    }
  }
}
