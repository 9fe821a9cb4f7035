package minos.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Value;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code lock} and {@code fenced-lock}: no two owners hold a lock at once, and fencing tokens grow.
 *
 * <p><b>Question.</b> Is there a point for each {@code acquire} and {@code release} within its
 * interval such that owners hold the lock one after another? The owner is the {@code :client} of
 * the value where it is a map, else the process. A {@code fenced-lock} answers an acquire with a
 * {@code :fence}, which must be higher for each later hold.
 *
 * <p><b>Idea.</b> A lock is certainly held from the end of the acquire until the beginning of the
 * release that ends the hold; holding it longer never helps. So the lock is linearizable iff these
 * certain holds of different owners don't overlap. A release that only an acquire of unknown
 * outcome explains needs one free moment, which it has unless a single other hold covers it.
 *
 * <p><b>Soundness.</b> What is reported is a violation. Complete as long as an owner does not go on
 * after operations of unknown outcome of both kinds; then the kinder reading is taken.
 *
 * <p><b>Cost.</b> n log n in the number of holds.
 */
final class Lock implements Workload {
  private final String name;
  private final boolean fenced;

  Lock(String name, boolean fenced) {
    this.name = name;
    this.fenced = fenced;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String algorithm() {
    return "certain holds";
  }

  /** As {@link LockExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    History history = slice.history();
    int acquire = history.functionNumber("acquire");
    int release = history.functionNumber("release");
    Map<Value, List<Integer>> byOwner = new LinkedHashMap<>();
    for (int op : slice.operations()) {
      int function = history.function(op);
      if ((function == acquire || function == release) && history.outcome(op) != Outcome.FAIL) {
        byOwner.computeIfAbsent(owner(history, op), owner -> new ArrayList<>()).add(op);
      }
    }
    LockExcuses.tell(history, byOwner, excuses);
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve(120L * slice.operations().length);
    int acquire = history.functionNumber("acquire");
    int release = history.functionNumber("release");
    Map<Value, LockOwner> owners = new LinkedHashMap<>();
    LockHolds holds = new LockHolds(history, report);
    int acquired = 0;
    for (int operation : slice.operations()) {
      progress.step();
      int function = history.function(operation);
      Outcome outcome = history.outcome(operation);
      if ((function != acquire && function != release) || outcome == Outcome.FAIL) {
        continue;
      }
      Value name = owner(history, operation);
      LockOwner owner =
          owners.computeIfAbsent(name, n -> new LockOwner(n, options.lockHolds(), holds));
      boolean sure = outcome == Outcome.OK;
      if (function == release) {
        owner.release(operation, sure);
      } else {
        owner.acquire(operation, sure, fence(history, operation));
        acquired += sure ? 1 : 0;
      }
    }
    owners.values().forEach(LockOwner::finish);
    holds.check(progress, fenced);
    report.put("acquired-count", acquired);
    report.put("owner-count", owners.size());
    report.put("hold-count", holds.size());
    if (acquired == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "nobody acquired the lock");
    }
  }

  private static Value owner(History history, int operation) {
    Value client = member(Shapes.value(history, operation), "client");
    client = client == null ? member(Shapes.input(history, operation), "client") : client;
    return client == null ? history.processName(history.process(operation)) : client;
  }

  private OptionalLong fence(History history, int operation) {
    Value value = Shapes.value(history, operation);
    Value fence = member(value, "fence");
    OptionalLong number = Shapes.integer(fence == null ? value : fence);
    // Hazelcast says with 0 or less that it has no fence.
    return fenced && number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
  }

  private static @Nullable Value member(Value value, String name) {
    return value instanceof Dict dict ? dict.get(name) : null;
  }
}
