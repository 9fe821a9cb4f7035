package minos.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.Event;
import minos.history.History;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Judges promises that say of each read by itself what it may return, in real time: committed,
 * regular (toward some writes, or those that the quorum meets), bounded, and new keys.
 *
 * <p>Each is its definition, evaluated on what {@link ReadSweep} found. How long something had been
 * replaced is measured from the end of the first write that certainly replaced it to the begin of
 * the read, so it is a lower bound.
 */
final class RealTimeJudge {
  private static final int POLL = 64;

  private final KeySteps steps;
  private final Value initial;
  private final Budget budget;
  private final Outcomes outcomes;
  private final Map<Integer, List<Integer>> writes = new HashMap<>();
  private final Map<Integer, Lifetime> lives = new HashMap<>();
  private final boolean[] unknowable;

  RealTimeJudge(KeySteps steps, Value initial, Budget budget, Outcomes outcomes) {
    this.steps = steps;
    this.initial = initial;
    this.budget = budget;
    this.outcomes = outcomes;
    unknowable = new boolean[steps.keyCount()];
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (step.writes()) {
        writes.computeIfAbsent(step.key(), ignored -> new ArrayList<>()).add(i);
      }
      unknowable[step.key()] |= step.role() == Role.ADD || step.role() == Role.MOVE_TO;
    }
    steps.unclear().keySet().forEach(key -> unknowable[key] = true);
  }

  /** Judges the reads among the steps that a promise was made to. */
  void judge(Promise promise, List<Integer> promised, Obligations obligations) {
    ReadSweep sweep = ReadSweep.over(steps, promised, obligations, initial, budget);
    Cause stop = budget.exhausted();
    if (sweep == null || stop != null) {
      outcomes.open(stop == null ? new Cause(Cause.Kind.MEMORY, "no room") : stop);
      return;
    }
    int polled = 0;
    for (int read : promised) {
      KeyStep step = steps.all().get(read);
      stop = ++polled % POLL == 0 ? budget.exhausted() : null;
      if (stop != null) {
        outcomes.open(stop);
        return;
      }
      if (step.writes() || outcomes.enough(promise)) {
        continue;
      }
      if (unknowable[step.key()]) {
        outcomes.open(unclear(step.key()));
        continue;
      }
      Violation violation = judge(promise, sweep, read);
      if (violation != null) {
        outcomes.broken(promise, read, violation);
      }
    }
  }

  private Cause unclear(int key) {
    String name = steps.keyName(key).map(Value::toString).orElse("the object");
    String why =
        steps
            .unclear()
            .getOrDefault(key, "an addition or a rename left a value that nobody recorded");
    return new Cause(
        Cause.Kind.AMBIGUOUS,
        "what "
            + name
            + " held is not known: "
            + why
            + ". Record the ETag or the returned value, or use a key for such operations alone");
  }

  private @Nullable Violation judge(Promise promise, ReadSweep sweep, int read) {
    if (sweep.candidate(read) == ReadSweep.NOBODY) {
      return unwritten(read);
    }
    int newer = sweep.replacedBy(read);
    return switch (promise.kind()) {
      case REGULAR, QUORUM -> newer < 0 ? null : stale(sweep, read, newer, "");
      case BOUNDED -> newer < 0 ? null : bounded(promise, sweep, read, newer);
      case NEW_KEY, NEW_KEY_ALWAYS -> lostKey(promise, sweep, read);
      case LINEARIZABLE,
          COMMITTED,
          WRITTEN,
          SNAPSHOT,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          CONVERGES,
          READ_COMMITTED,
          SNAPSHOT_ISOLATION,
          SERIALIZABLE,
          STRICT_SERIALIZABLE,
          ORDERED,
          NOTHING ->
          null;
    };
  }

  private @Nullable Violation bounded(Promise promise, ReadSweep sweep, int read, int newer) {
    KeyStep step = steps.all().get(read);
    Optional<Staleness> limit = Staleness.of(promise, steps.metadata(), step.operation());
    if (limit.isEmpty()) {
      outcomes.open(
          new Cause(
              Cause.Kind.AMBIGUOUS,
              told(operation(read)) + " does not say its bound: record " + promise.parameter()));
      return null;
    }
    int from = sweep.candidate(read) < 0 ? -1 : sweep.end(sweep.candidate(read));
    int first = newer;
    int versions = 0;
    for (int write : writes.getOrDefault(step.key(), List.of())) {
      if (sweep.begin(write) > from && sweep.end(write) < sweep.begin(read)) {
        versions++;
        first = sweep.end(write) < sweep.end(first) ? write : first;
      }
    }
    if (limit.get().time() == null) {
      return versions <= limit.get().versions()
          ? null
          : stale(sweep, read, newer, ", by " + versions + " versions instead of " + limit.get());
    }
    History history = steps.history();
    long since = history.completeTime(steps.all().get(first).operation());
    long began = history.invokeTime(step.operation());
    if (since == Event.ABSENT || began == Event.ABSENT) {
      outcomes.open(
          new Cause(
              Cause.Kind.NOTHING_INFERRED,
              told(operation(read)) + " was stale, but without times nobody knows for how long"));
      return null;
    }
    long most = limit.get().time() == null ? 0 : limit.get().time().toNanos();
    return began - since <= most
        ? null
        : stale(
            sweep,
            read,
            first,
            ", for " + (began - since) / 1_000_000 + " ms instead of " + limit.get());
  }

  /**
   * When a key came and went.
   *
   * @param created the first of its writes to end; -1 if there is none
   * @param deleted where somebody first began to delete it
   */
  private record Lifetime(int created, int deleted) {}

  private Lifetime lifetime(ReadSweep sweep, int key) {
    int created = -1;
    int deleted = History.NEVER;
    for (int write : writes.getOrDefault(key, List.of())) {
      if (steps.all().get(write).value().isNil()) {
        deleted = Math.min(deleted, sweep.begin(write));
      } else if (created < 0 || sweep.end(write) < sweep.end(created)) {
        created = write;
      }
    }
    return new Lifetime(created, deleted);
  }

  /** A key that was written is answered as absent. */
  private @Nullable Violation lostKey(Promise promise, ReadSweep sweep, int read) {
    KeyStep step = steps.all().get(read);
    if (step.role() != Role.READ || !step.value().isNil()) {
      return null;
    }
    Lifetime life = lives.computeIfAbsent(step.key(), key -> lifetime(sweep, key));
    if (life.deleted() < sweep.end(read)) {
      return null;
    }
    int created = life.created();
    boolean missing = created >= 0 && sweep.end(created) < sweep.begin(read);
    boolean excused =
        promise.kind() == Promise.Kind.NEW_KEY
            && missing
            && steps.firstProbe(step.key()) < sweep.end(created);
    return !missing || excused
        ? null
        : stale(sweep, read, created, "; nobody had asked for the key before it was created");
  }

  private Violation unwritten(int read) {
    Operation culprit = operation(read);
    KeyStep step = steps.all().get(read);
    List<Operation> shown = new ArrayList<>(List.of(culprit));
    boolean later = false;
    for (int write : writes.getOrDefault(step.key(), List.of())) {
      if (steps.all().get(write).value().equals(step.value()) && !later) {
        later = true;
        shown.add(operation(write));
      }
    }
    String what = step.role() == Role.READ ? step.value().toString() : "a value";
    String summary =
        "a read saw "
            + what
            + (later ? ", which was written only later" : ", which no operation had written");
    return new Violation(
        Anomaly.THIN_AIR_READ,
        steps.keyName(step.key()),
        summary,
        Optional.of(culprit),
        shown,
        new Explanation.Findings(List.of("Nobody had begun to write it when the read ended.")));
  }

  private Violation stale(ReadSweep sweep, int read, int newer, String more) {
    KeyStep step = steps.all().get(read);
    Operation culprit = operation(read);
    Operation write = operation(newer);
    List<Operation> shown = new ArrayList<>(List.of(write, culprit));
    String returned = "the initial value";
    if (sweep.candidate(read) >= 0) {
      Operation source = operation(sweep.candidate(read));
      shown.add(source);
      returned = "the value of " + told(source) + ", which had ended when that write began";
    }
    shown.sort(Comparator.comparingInt(Operation::ordinal));
    boolean back = steps.all().get(newer).value().isNil() && !step.value().isNil();
    String saw = step.role() == Role.READ ? step.value().toString() : "another value";
    return new Violation(
        back ? Anomaly.RESURRECTED_DELETE : Anomaly.STALE_READ,
        steps.keyName(step.key()),
        "a read saw "
            + saw
            + " although "
            + told(write)
            + " had replaced it before the read began"
            + more,
        Optional.of(culprit),
        shown.stream().distinct().toList(),
        new Explanation.Cycle(
            List.of(
                new Explanation.Edge(
                    write, culprit, "real-time", "the write had ended when the read began"),
                new Explanation.Edge(culprit, write, "rw", "the read returned " + returned))));
  }

  /** An operation where a sentence mentions it: {@code `put 1` by process 2}. */
  private static String told(Operation operation) {
    Value value = operation.value();
    return "`"
        + operation.f()
        + (value.isNil() ? "" : " " + value)
        + "` by process "
        + operation.process();
  }

  private Operation operation(int step) {
    return steps.history().operation(steps.all().get(step).operation());
  }
}
