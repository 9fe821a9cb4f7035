package minos.convergence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Operation;
import minos.register.Accesses;
import minos.register.Groups;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.register.Sources;
import minos.value.Dict;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Eventual and strong eventual consistency of registers.
 *
 * <p><b>Question.</b> <i>Eventual</i>: once the writes of a key have ended, do all sessions come to
 * read the same, and something that was written? <i>Strong</i>: do moreover reads whose replicas
 * had received the same updates return the same?
 *
 * <p><b>Idea.</b> "Come to" needs a finite stand-in: of each session the last read of a key that
 * began when every successful write of the key had ended. These must agree. What a replica had
 * received is known where the history records it, as a vector clock in the field {@code clock} of a
 * read; equal clocks, equal values.
 *
 * <p><b>Soundness and completeness.</b> The stand-in is the definition here: whoever asks too early
 * is told <i>violated</i>, so workloads end with a pause and a read in every session. A write of
 * unknown outcome may take effect at any time, so a read of its value agrees with any other.
 * Without such last reads nothing can be said: undecided.
 *
 * <p><b>Cost.</b> Linear.
 */
public final class EventualConsistency {
  private final Accesses accesses;
  private final Groups groups;
  private final boolean[] written;
  private final boolean[] perhaps;
  private final boolean[] certain;

  private EventualConsistency(Accesses accesses) {
    this.accesses = accesses;
    groups = Groups.of(accesses);
    written = new boolean[groups.count()];
    perhaps = new boolean[groups.count()];
    certain = new boolean[accesses.keyCount()];
    for (int i = 0; i < accesses.size(); i++) {
      if (accesses.isWrite(i)) {
        written[groups.of(i)] = true;
        perhaps[groups.of(i)] |= accesses.crashed(i);
        certain[accesses.key(i)] |= !accesses.crashed(i);
      }
    }
  }

  /** Decides eventual consistency. */
  public static Verdict eventual(Accesses accesses) {
    RegisterHistory certain = RegisterHistory.of(accesses, ReadsFrom.of(accesses).sources());
    if (certain.thinAirRead() >= 0) {
      return Sources.thinAir(certain, certain.thinAirRead());
    }
    return new EventualConsistency(accesses).lastReadsAgree();
  }

  /** Decides strong eventual consistency. */
  public static Verdict strong(Accesses accesses) {
    Verdict eventual = eventual(accesses);
    if (eventual instanceof Verdict.Violated) {
      return eventual;
    }
    List<Violation> violations = new EventualConsistency(accesses).sameClockOtherValue();
    return violations.isEmpty() ? eventual : new Verdict.Violated(violations);
  }

  /** Whether reads record what their replicas had received. */
  public static boolean clocksRecorded(History history) {
    return history.fieldNames().contains("clock");
  }

  private Verdict lastReadsAgree() {
    BitSet all = new BitSet();
    all.set(0, accesses.history().size());
    int[] reads = lastReads(accesses, all);
    if (reads.length == 0) {
      return new Verdict.Undecided(
          new Cause(
              Cause.Kind.NOTHING_INFERRED,
              "nobody read a key after its last write had ended, so nothing shows whether replicas"
                  + " converge; end the workload with a pause and a read in every session"));
    }
    int[] reference = new int[accesses.keyCount()];
    Arrays.fill(reference, -1);
    List<Violation> violations = new ArrayList<>();
    for (int read : reads) {
      int key = accesses.key(read);
      int group = groups.of(read);
      if (!certain[key] || perhaps[group]) {
        continue;
      }
      if (!written[group]) {
        violations.add(unwritten(read));
      } else if (reference[key] < 0) {
        reference[key] = read;
      } else if (groups.of(reference[key]) != group) {
        violations.add(divergent(reference[key], read));
      }
      if (violations.size() == 10) {
        break;
      }
    }
    return violations.isEmpty() ? new Verdict.Consistent() : new Verdict.Violated(violations);
  }

  /** The operations among some that are judged as last reads. */
  public static BitSet lastReadsAmong(Accesses accesses, BitSet operations) {
    BitSet last = new BitSet();
    for (int access : lastReads(accesses, operations)) {
      last.set(accesses.operation(access));
    }
    return last;
  }

  private static int[] lastReads(Accesses accesses, BitSet operations) {
    History history = accesses.history();
    int[] quietSince = new int[accesses.keyCount()];
    Arrays.fill(quietSince, -1);
    for (int i = 0; i < accesses.size(); i++) {
      int op = accesses.operation(i);
      if (accesses.isWrite(i) && !accesses.crashed(i) && operations.get(op)) {
        int key = accesses.key(i);
        quietSince[key] = Math.max(quietSince[key], history.completed(op));
      }
    }
    Map<Long, Integer> last = new HashMap<>();
    for (int i = 0; i < accesses.size(); i++) {
      int op = accesses.operation(i);
      int key = accesses.key(i);
      boolean read = !accesses.isWrite(i) && !accesses.isHalf(i) && operations.get(op);
      if (read && history.invoked(op) > quietSince[key]) {
        long reader = ((long) key << 32) | accesses.session(op);
        last.merge(
            reader,
            i,
            (one, other) ->
                history.completed(accesses.operation(one))
                        > history.completed(accesses.operation(other))
                    ? one
                    : other);
      }
    }
    return last.values().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private Operation operation(int access) {
    return accesses.history().operation(accesses.operation(access));
  }

  private Violation unwritten(int read) {
    Operation culprit = operation(read);
    return new Violation(
        Anomaly.LOST_WRITE,
        culprit.key(),
        "after all writes had ended a session still read the initial value, although a write had"
            + " succeeded",
        Optional.of(culprit),
        List.of(culprit),
        new Explanation.Findings(
            List.of(
                "["
                    + culprit
                    + "] is its session's last read of the key and began when every successful write"
                    + " of it had ended.",
                "It returned the initial value, which nobody had written.")));
  }

  private Violation divergent(int one, int other) {
    Operation first = operation(one);
    Operation second = operation(other);
    return new Violation(
        Anomaly.DIVERGENT_REPLICAS,
        second.key(),
        "after all writes had ended, sessions last read "
            + first.value()
            + " and "
            + second.value(),
        Optional.of(second),
        List.of(first, second),
        new Explanation.Findings(
            List.of(
                "Each of ["
                    + first
                    + "] and ["
                    + second
                    + "] is its session's last read of the key and began when every successful write"
                    + " of it had ended.",
                "They returned different values.")));
  }

  private List<Violation> sameClockOtherValue() {
    History history = accesses.history();
    List<Violation> violations = new ArrayList<>();
    if (!clocksRecorded(history)) {
      return violations;
    }
    Map<List<Object>, Integer> first = new HashMap<>();
    for (int i = 0; i < accesses.size() && violations.size() < 10; i++) {
      Optional<Value> clock = history.field(accesses.operation(i), "clock");
      if (accesses.isWrite(i) || accesses.isHalf(i) || !(clock.orElse(null) instanceof Dict)) {
        continue;
      }
      Integer same = first.putIfAbsent(List.of(accesses.key(i), clock.get()), i);
      if (same != null && groups.of(same) != groups.of(i)) {
        Operation one = operation(same);
        Operation other = operation(i);
        violations.add(
            new Violation(
                Anomaly.DIVERGENT_REPLICAS,
                other.key(),
                "replicas that had received the same updates answered "
                    + one.value()
                    + " and "
                    + other.value(),
                Optional.of(other),
                List.of(one, other),
                new Explanation.Findings(
                    List.of(
                        "["
                            + one
                            + "] and ["
                            + other
                            + "] record the same clock "
                            + clock.get()
                            + ".",
                        "They returned different values."))));
      }
    }
    return violations;
  }
}
