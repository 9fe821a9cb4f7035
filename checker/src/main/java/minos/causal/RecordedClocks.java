package minos.causal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.register.RegisterOptions;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Vector clocks, or dotted version vectors, that a store recorded itself.
 *
 * <p><b>Question.</b> Is the store's own account of causality, the field {@code clock} of writes
 * and reads, one that contains what sessions observed, and does it lose nothing?
 *
 * <p><b>Idea.</b> A clock is a map from nodes to counts; a read that returned siblings has a list
 * of them. For each key:
 *
 * <ol>
 *   <li>No clock goes backwards: what a session reads is never strictly before what it wrote or
 *       read.
 *   <li>Clock order contains what was observed: a write's clock is strictly after those which its
 *       session had read or written before, and a read's clock includes that of the write whose
 *       value it returned, where the value was written once.
 *   <li>Siblings are concurrent.
 *   <li>Two writes have different clocks.
 *   <li>No version is lost: the last read of each session that began after all writes had ended
 *       returns, for each successful write, it or a version whose clock includes its clock.
 * </ol>
 *
 * <p><b>Soundness and completeness.</b> Each is what a store that keeps vector clocks promises [1,
 * 2]; the second for writes presumes that clients hand back the context that they read, as in
 * Dynamo. Reads from a lagging replica break the first: that is a finding, of monotonic reads.
 * Operations without a clock are passed over. Undecided if there are none with.
 *
 * <p><b>Cost.</b> Linear, times the nodes in a clock; the last law multiplies sessions and writes
 * of a key.
 *
 * <ol>
 *   <li>G. DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007, section
 *       4.4.
 *   <li>N. Preguiça, C. Baquero, P. Almeida, V. Fonte, R. Gonçalves, "Dotted Version Vectors",
 *       2010.
 * </ol>
 */
public final class RecordedClocks implements Check {
  /** The name of the check. */
  public static final String NAME = "vector-clocks";

  private static final int MOST_VIOLATIONS = 10;
  private static final String FIELD = "clock";

  private final RegisterOptions options;

  /** A check with sessions as the options name them. */
  public RecordedClocks(RegisterOptions options) {
    this.options = options;
  }

  @Override
  public String consistency() {
    return NAME;
  }

  @Override
  public String model() {
    return "register";
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    return NeverGreen.guard(
        history,
        new CheckResult(
            NAME,
            model(),
            history.fieldNames().contains(FIELD)
                ? new Audit(history).verdict(budget)
                : new Verdict.Undecided(
                    new Cause(
                        Cause.Kind.NOTHING_INFERRED,
                        "the history records no vector clocks; record a field clock, a map from node"
                            + " to count, with writes and reads")),
            Duration.ofNanos(System.nanoTime() - started),
            NAME,
            List.of("Clients hand back the clock that they read when they write."),
            Dict.EMPTY));
  }

  /** A version that an operation wrote or returned. */
  private record Version(Operation operation, VectorClock clock) {}

  private final class Audit {
    private final History history;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<List<Value>, List<Version>> seenBySession = new HashMap<>();
    private final Map<List<Object>, Version> byClock = new HashMap<>();
    private final Map<Value, List<Version>> writes = new LinkedHashMap<>();
    private final Map<List<Value>, List<Version>> writesOfValue = new HashMap<>();

    Audit(History history) {
      this.history = history;
    }

    Verdict verdict(Budget budget) {
      boolean any = false;
      for (int i = 0; i < history.size(); i++) {
        Operation op = history.operation(i);
        if (op.outcome() == Outcome.OK && isWrite(op)) {
          index(op);
        }
      }
      for (int i = 0; i < history.size() && violations.size() < MOST_VIOLATIONS; i++) {
        if ((i & 1023) == 0 && budget.exhausted() != null) {
          return violations.isEmpty()
              ? new Verdict.Undecided(java.util.Objects.requireNonNull(budget.exhausted()))
              : new Verdict.Violated(violations);
        }
        Operation op = history.operation(i);
        List<VectorClock> clocks = clocks(op);
        if (op.outcome() == Outcome.OK && !clocks.isEmpty()) {
          any = true;
          observe(op, clocks);
        }
      }
      if (!any) {
        return new Verdict.Undecided(
            new Cause(
                Cause.Kind.NOTHING_INFERRED, "no operation that succeeded records a vector clock"));
      }
      lost(budget);
      Cause stop = budget.exhausted();
      if (stop != null && violations.isEmpty()) {
        return new Verdict.Undecided(stop);
      }
      return violations.isEmpty()
          ? new Verdict.Consistent()
          : new Verdict.Violated(
              violations.subList(0, Math.min(MOST_VIOLATIONS, violations.size())));
    }

    private void index(Operation op) {
      List<VectorClock> clocks = clocks(op);
      if (clocks.size() != 1) {
        return;
      }
      Version version = new Version(op, clocks.get(0));
      writes.computeIfAbsent(key(op), ignored -> new ArrayList<>()).add(version);
      writesOfValue
          .computeIfAbsent(List.of(key(op), op.value()), ignored -> new ArrayList<>())
          .add(version);
      Version same = byClock.putIfAbsent(List.of(key(op), version.clock()), version);
      if (same != null) {
        add(op, "two writes have the same clock " + version.clock(), List.of(same.operation(), op));
      }
    }

    private void observe(Operation op, List<VectorClock> clocks) {
      List<Value> session = List.of(key(op), session(op));
      List<Version> seen = seenBySession.computeIfAbsent(session, ignored -> new ArrayList<>());
      for (Version before : seen) {
        if (Replies.completed(before.operation()) >= Replies.invoked(op)) {
          continue;
        }
        boolean backwards =
            isWrite(op)
                ? clocks.stream().anyMatch(clock -> !before.clock().isBefore(clock))
                : clocks.stream().noneMatch(clock -> before.clock().isIn(clock))
                    && clocks.stream().anyMatch(clock -> clock.isBefore(before.clock()));
        if (backwards) {
          add(
              op,
              isWrite(op)
                  ? "a write's clock "
                      + clocks.get(0)
                      + " does not come after "
                      + before.clock()
                      + ", which its session had seen"
                  : "a read's clock "
                      + clocks.get(0)
                      + " is before "
                      + before.clock()
                      + ", which its session had seen",
              List.of(before.operation(), op));
          break;
        }
      }
      remember(seen, op, clocks);
      siblings(op, clocks);
      if (!isWrite(op)) {
        source(op, clocks);
      }
    }

    /** Keeps the versions that are in no other. */
    private void remember(List<Version> seen, Operation op, List<VectorClock> clocks) {
      for (VectorClock clock : clocks) {
        seen.removeIf(version -> version.clock().isIn(clock));
        seen.add(new Version(op, clock));
      }
    }

    private void siblings(Operation op, List<VectorClock> clocks) {
      for (int i = 0; i < clocks.size(); i++) {
        for (int j = i + 1; j < clocks.size(); j++) {
          VectorClock one = clocks.get(i);
          VectorClock other = clocks.get(j);
          if (one.isIn(other) || other.isIn(one)) {
            add(
                op,
                "a read returned siblings that are not concurrent: " + one + " and " + other,
                List.of(op));
          }
        }
      }
    }

    private void source(Operation read, List<VectorClock> clocks) {
      List<Version> sources =
          writesOfValue.getOrDefault(List.of(key(read), read.value()), List.of());
      if (sources.size() == 1
          && clocks.stream().noneMatch(clock -> sources.get(0).clock().isIn(clock))) {
        add(
            read,
            "a read's clock "
                + clocks.get(0)
                + " does not include "
                + sources.get(0).clock()
                + " of the write whose value it returned",
            List.of(sources.get(0).operation(), read));
      }
    }

    private void lost(Budget budget) {
      Map<Value, Integer> quietSince = new HashMap<>();
      for (int i = 0; i < history.size(); i++) {
        Operation op = history.operation(i);
        if (isWrite(op) && op.outcome() == Outcome.OK) {
          quietSince.merge(key(op), Replies.completed(op), Math::max);
        }
      }
      Map<List<Value>, Operation> last = new LinkedHashMap<>();
      for (int i = 0; i < history.size(); i++) {
        Operation op = history.operation(i);
        boolean quiet =
            !isWrite(op)
                && op.outcome() == Outcome.OK
                && !clocks(op).isEmpty()
                && Replies.invoked(op) > quietSince.getOrDefault(key(op), -1);
        if (quiet) {
          last.put(List.of(key(op), session(op)), op);
        }
      }
      for (Operation read : last.values()) {
        if (budget.exhausted() != null) {
          return;
        }
        List<VectorClock> clocks = clocks(read);
        for (Version write : writes.getOrDefault(key(read), List.of())) {
          if (clocks.stream().noneMatch(clock -> write.clock().isIn(clock))) {
            violations.add(
                violation(
                    Anomaly.LOST_WRITE,
                    read,
                    "the last read of a session returned neither a write with the clock "
                        + write.clock()
                        + " nor a version that includes it",
                    List.of(write.operation(), read)));
            return;
          }
        }
      }
    }

    private void add(Operation culprit, String summary, List<Operation> shown) {
      violations.add(violation(Anomaly.CLOCK_VIOLATION, culprit, summary, shown));
    }

    private Violation violation(
        Anomaly anomaly, Operation culprit, String summary, List<Operation> shown) {
      return new Violation(
          anomaly,
          culprit.key(),
          summary,
          Optional.of(culprit),
          shown,
          new Explanation.Findings(
              shown.stream()
                  .map(op -> "[" + op + "] has the clock " + op.field(FIELD).orElse(Nil.NIL) + ".")
                  .toList()));
    }
  }

  /** The session of an operation. */
  public Value session(Operation op) {
    return options.sessionField().flatMap(op::field).orElse(new Pair(Nil.NIL, op.process()));
  }

  /** The key of an operation; nil if it has none. */
  public static Value key(Operation op) {
    return op.key().orElse(Nil.NIL);
  }

  /** Whether an operation writes. */
  public static boolean isWrite(Operation op) {
    return !op.f().equals("read") && !op.f().equals("get") && !op.f().equals("r");
  }

  /** The clocks that an operation recorded: one, or one a sibling. */
  private static List<VectorClock> clocks(Operation op) {
    Value value = op.field(FIELD).orElse(Nil.NIL);
    Collection<Value> each = value instanceof Seq seq ? seq.items() : List.of(value);
    List<VectorClock> clocks = new ArrayList<>();
    for (Value one : each) {
      if (one instanceof Dict dict) {
        VectorClock.of(dict).ifPresent(clocks::add);
      }
    }
    return clocks;
  }

  /** Positions of operations. */
  private static final class Replies {
    private Replies() {}

    static int invoked(Operation op) {
      return op.history().invoked(op.ordinal());
    }

    static int completed(Operation op) {
      return op.history().completed(op.ordinal());
    }
  }
}
