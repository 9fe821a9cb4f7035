package minos.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What keeps operations of a history from being violations, so that it can't go without them.
 *
 * <p><b>Idea.</b> Each way to violate a workload needs some operations to be there and others not
 * to be. The former may go freely. Where one of the latter goes, an operation that it excused goes
 * too. A workload tells these excuses; the argument why they are all is in its own comment.
 *
 * <p><b>Soundness.</b> Say that a history is consistent and some operations go with all that {@link
 * #close} adds. A violation of what is left would need operations of it, which were there before,
 * and the absence of others. These were absent before, and then the history was violated, or they
 * went: then one of those that they excused went with them.
 *
 * <p><b>Cost.</b> Each time in what was told, for each link of a chain of excuses against the order
 * in which they were told. Beyond {@value #MOST} of them nothing goes at all. Not thread-safe.
 */
final class Excuses implements WorkloadRemoval.Closure {
  /** What has to go that no list of excuses can say. */
  @FunctionalInterface
  interface Rule {
    /**
     * What has to go beside.
     *
     * @param kept the operations before
     * @param left those of them that are left
     * @return some of those that are left
     */
    BitSet more(BitSet kept, BitSet left);
  }

  /** An operation goes when none of those is left that excused it, or when any of them went. */
  private static final class Excuse {
    private final int operation;
    private final int[] by;
    private final int from;
    private final int to;
    private final boolean all;

    Excuse(int operation, int[] by, int from, int to, boolean all) {
      this.operation = operation;
      this.by = by;
      this.from = from;
      this.to = to;
      this.all = all;
    }

    boolean lost(BitSet kept, BitSet left) {
      boolean had = false;
      for (int i = to - 1; i >= from; i--) {
        boolean stays = left.get(by[i]);
        if (stays && !all) {
          return false;
        }
        boolean was = kept.get(by[i]);
        had |= was;
        if (all && was && !stays) {
          return true;
        }
      }
      return had && !all;
    }

    /** Adds what it needs: all, or the last that is there. */
    void add(BitSet kept, BitSet wanted) {
      for (int i = to - 1; i >= from; i--) {
        if (kept.get(by[i])) {
          wanted.set(by[i]);
          if (!all) {
            return;
          }
        }
      }
    }
  }

  private static final long MOST = 4_000_000;

  private final List<Excuse> excuses = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private long told;

  /** An operation needs one of some, if any of them is there. */
  void any(int operation, int[] of) {
    tell(new Excuse(operation, of, 0, of.length, false));
  }

  /** The same of those from a place on. */
  void any(int operation, int[] of, int from) {
    tell(new Excuse(operation, of, from, of.length, false));
  }

  /** An operation needs all of some that are there. */
  void all(int operation, int... of) {
    tell(new Excuse(operation, of, 0, of.length, true));
  }

  /** The same of those before a place. */
  void allBefore(int operation, int[] of, int to) {
    tell(new Excuse(operation, of, 0, to, true));
  }

  /** Some operations go all together. */
  void together(int[] group) {
    for (int i = 0; i < group.length && group.length > 1; i++) {
      all(group[i], group[(i + 1) % group.length]);
    }
  }

  /** Asks a rule as well. */
  void rule(Rule rule) {
    rules.add(rule);
  }

  private void tell(Excuse excuse) {
    told++;
    if (told <= MOST && excuse.from < excuse.to) {
      excuses.add(excuse);
    }
  }

  /** Nothing goes. */
  void freeze() {
    told = MOST + 1;
  }

  @Override
  public BitSet withNeeded(BitSet kept, BitSet wanted) {
    BitSet all = (BitSet) wanted.clone();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Excuse excuse : excuses) {
        if (all.get(excuse.operation) && excuse.lost(kept, all)) {
          excuse.add(kept, all);
          changed = true;
        }
      }
    }
    return all;
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    if (told > MOST) {
      return (BitSet) (seeds.isEmpty() ? seeds : kept).clone();
    }
    BitSet left = (BitSet) kept.clone();
    left.andNot(seeds);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Excuse excuse : excuses) {
        if (left.get(excuse.operation) && excuse.lost(kept, left)) {
          left.clear(excuse.operation);
          changed = true;
        }
      }
      for (Rule rule : rules) {
        BitSet more = rule.more(kept, left);
        changed |= more.intersects(left);
        left.andNot(more);
      }
    }
    BitSet gone = (BitSet) kept.clone();
    gone.andNot(left);
    return gone;
  }
}
