package minos.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import minos.causal.CausalClocks;
import minos.check.Budget;
import minos.history.Operation;
import minos.register.Condition;
import minos.register.RegisterHistory;
import minos.register.VersionOrder;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The session guarantees, judged against an order of the versions of each key.
 *
 * <p><b>Question.</b> Given which versions are older than which (the store's own account, or real
 * time; see {@link VersionOrder}), does each session see
 *
 * <ul>
 *   <li><i>read your writes</i>: never a version older than one that it wrote before;
 *   <li><i>monotonic reads</i>: never a version older than one that it read before, nor one that it
 *       had left for another;
 *   <li><i>monotonic writes</i>: after a write, or reading with it, never a version older than one
 *       which the write's session had written before; and is the versions' order that of each
 *       session's writes;
 *   <li><i>writes follow reads</i>: after a write never a version older than one which the write's
 *       session had read before it, or which had in turn been read before that was written; and are
 *       a session's writes newer than what it read before?
 * </ul>
 *
 * <p>The initial value is older than any version. The last two are about what others see; as from
 * outside we know only what a session was shown, they take a session for an observer whose view
 * only grows. If it does not, monotonic reads are at fault instead; which of the two is, nobody can
 * tell from outside.
 *
 * <p><b>Idea.</b> Versions are intervals on a line, older being before. So of the writes that a
 * session may expect to see the one whose interval begins last decides; it is kept for each key.
 * What a session may expect grows with what it reads, by a prefix of each chain, so each chain is
 * scanned once for each other.
 *
 * <p><b>Soundness and completeness.</b> Each rule is its definition, evaluated. In real time, order
 * by session or by reads-from is contained in the versions' order: if a session read or wrote v and
 * then wrote w, then v's interval, which ends no later than the first operation that saw or made
 * it, ended before w began. A linearizable history satisfies all four.
 *
 * <p><b>Cost.</b> Linear for the first two, O(n k) for all, n operations in k chains; in real time
 * linear where {@link Suspects} finds nothing to look at.
 *
 * <p>References: [1] D. Terry et al., "Session Guarantees for Weakly Consistent Replicated Data",
 * PDIS 1994. [2] F. Freitas et al., "Characterizing the Consistency of Online Services", DSN 2016,
 * judge services from outside in the same way.
 */
public final class SessionGuarantees implements Condition {
  private static final int MOST_VIOLATIONS = 10;
  private static final int POLL = 1 << 12;

  private final Set<Guarantee> guarantees;
  private final VersionOrder order;

  /**
   * Checks some guarantees.
   *
   * @param order the server's or real time's; for none see {@link FreeArbitration}
   */
  public SessionGuarantees(Set<Guarantee> guarantees, VersionOrder order) {
    if (order == VersionOrder.NONE) {
      throw new IllegalArgumentException("without an order of versions use FreeArbitration");
    }
    this.guarantees = EnumSet.copyOf(guarantees);
    this.order = order;
  }

  @Override
  public Verdict decide(RegisterHistory history, Budget budget) {
    Versions versions = Versions.of(history, order);
    if (versions.contradiction() >= 0) {
      return new Verdict.Undecided(contradiction(history.operation(versions.contradiction())));
    }
    boolean inTime = order == VersionOrder.REAL_TIME && history.inTime();
    boolean[] chains = inTime ? Suspects.chains(history, versions) : all(history);
    if (!guarantees.contains(Guarantee.WRITES_FOLLOW_READS) || none(chains)) {
      return decide(history, versions, null, chains, budget);
    }
    try (CausalClocks clocks = CausalClocks.of(history, budget)) {
      Cause stopped = clocks.stopped();
      if (stopped != null) {
        return new Verdict.Undecided(stopped);
      }
      return clocks.cyclic()
          ? new Verdict.Violated(clocks.cycle())
          : decide(history, versions, clocks, chains, budget);
    }
  }

  static boolean[] all(RegisterHistory history) {
    boolean[] all = new boolean[history.chains()];
    Arrays.fill(all, true);
    return all;
  }

  private static boolean none(boolean[] chains) {
    for (boolean one : chains) {
      if (one) {
        return false;
      }
    }
    return true;
  }

  private Verdict decide(
      RegisterHistory history,
      Versions versions,
      @Nullable CausalClocks clocks,
      boolean[] chains,
      Budget budget) {
    List<Violation> violations = new ArrayList<>();
    boolean writesToo = order == VersionOrder.SERVER || history.readsFromTheFuture();
    for (Guarantee guarantee : guarantees) {
      Rule rule =
          switch (guarantee) {
            case READ_YOUR_WRITES -> new ReadYourWrites(history, versions);
            case MONOTONIC_READS -> new MonotonicReads(history, versions);
            case MONOTONIC_WRITES ->
                new MonotonicWrites(history, versions, history.chainsOfSessions());
            case WRITES_FOLLOW_READS ->
                clocks == null ? null : new WritesFollowReads(clocks, versions);
          };
      if (rule == null) {
        continue;
      }
      boolean[] where = guarantee == Guarantee.MONOTONIC_READS ? all(history) : chains;
      Cause stopped = apply(history, rule, where, writesToo, violations, budget);
      if (stopped != null && violations.isEmpty()) {
        return new Verdict.Undecided(stopped);
      }
    }
    return violations.isEmpty() ? new Verdict.Consistent() : new Verdict.Violated(violations);
  }

  /**
   * Applies a rule to chains; answers why it stopped early, or null.
   *
   * @param where which chains to look at
   * @param writesToo whether a write can break the rule; if not, chains without reads are left out
   */
  static @Nullable Cause apply(
      RegisterHistory history,
      Rule rule,
      boolean[] where,
      boolean writesToo,
      List<Violation> violations,
      Budget budget) {
    int[] joined = new int[history.chains()];
    int found = 0;
    int poll = 0;
    for (int chain = 0; chain < history.chains(); chain++) {
      if (history.joins()) {
        Arrays.fill(joined, 0);
      }
      if (!where[chain] || (!writesToo && !reads(history, chain))) {
        continue;
      }
      for (int node = history.start(chain); node < history.end(chain); node++) {
        for (int other : history.before(node)) {
          int from = history.chain(other);
          for (int rank = joined[from]; rank <= history.rank(other); rank++) {
            rule.past(history.start(from) + rank);
          }
          joined[from] = history.rank(other) + 1;
        }
        Violation violation = rule.judge(node);
        if (violation != null) {
          violations.add(violation);
          if (++found == MOST_VIOLATIONS) {
            return null;
          }
        }
        rule.past(node);
        if (++poll % POLL == 0) {
          Cause stop = budget.exhausted();
          if (stop != null) {
            return stop;
          }
        }
      }
      rule.clear();
    }
    return null;
  }

  private static boolean reads(RegisterHistory history, int chain) {
    for (int node = history.start(chain); node < history.end(chain); node++) {
      if (!history.isWrite(node)) {
        return true;
      }
    }
    return false;
  }

  private static Cause contradiction(Operation operation) {
    return new Cause(
        Cause.Kind.AMBIGUOUS,
        "the recorded versions contradict each other: ["
            + operation
            + "] at index "
            + operation.index()
            + " gives a write another version than an earlier operation did. Choose another order"
            + " with --version-order");
  }

  /** Whether a history records the server's versions, as integers in the field {@code version}. */
  public static boolean versionsRecorded(minos.history.History history) {
    return Versions.recorded(history);
  }
}
