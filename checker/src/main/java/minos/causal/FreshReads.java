package minos.causal;

import minos.register.RegisterHistory;

/**
 * A quick look for causal consistency while the clocks are computed: does a read have a newer write
 * of its key in its past?
 *
 * <p><b>Idea.</b> Where what is causally later was invoked later, a write that is newer than the
 * one read was invoked between that one and the read. In most histories few writes of the key were,
 * so it is cheaper to look at each than at the last write of every chain, and they are near in
 * memory.
 *
 * <p><b>Soundness.</b> {@link #fine} is said only if every write that the patterns of {@link
 * CausalConsistency} could name was looked at. Otherwise, and where that would be much work, those
 * patterns have to be looked for.
 *
 * <p><b>Cost.</b> Linear in the reads and the writes between them and their sources, of which at
 * most as many are looked at as the search of the patterns takes steps.
 */
final class FreshReads implements CausalClocks.Observer {
  private final RegisterHistory history;
  private final KeyTimeline timeline;
  private final Newer newer;
  private long work;
  private boolean fine;

  /** Is told of writes that were invoked after the one read, in the past of the read. */
  interface Newer {
    /**
     * A write that is not causally after the one read.
     *
     * @param source the place of the write that was read
     * @param place the place of the other
     * @return whether to go on looking
     */
    boolean visible(int source, int place);
  }

  FreshReads(RegisterHistory history, KeyTimeline timeline) {
    this(history, timeline, (source, place) -> true);
  }

  FreshReads(RegisterHistory history, KeyTimeline timeline, Newer newer) {
    this.history = history;
    this.timeline = timeline;
    this.newer = newer;
    this.fine = history.inTime();
    this.work = steps();
  }

  /** How many steps the search of the patterns over all chains takes, about. */
  long steps() {
    return (long) history.size() * Math.max(4, history.chains());
  }

  /** Whether it was seen that causal consistency holds. */
  boolean fine() {
    return fine;
  }

  @Override
  public void visited(CausalClocks clocks, int node, int[] clock) {
    if (!fine || history.isWrite(node)) {
      return;
    }
    int source = history.source(node);
    int end = timeline.end(history.key(node));
    int invoked = history.invoked(node);
    int from = source < 0 ? timeline.start(history.key(node)) - 1 : timeline.place(source);
    for (int at = from + 1; fine && at < end && timeline.invoked(at) < invoked; at++) {
      int write = timeline.write(at);
      fine = --work >= 0;
      if (clock[history.chain(write)] > history.rank(write)) {
        fine &= source >= 0 && !clocks.before(source, write) && newer.visible(from, at);
      }
    }
  }
}
