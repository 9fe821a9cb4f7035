package minos.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.contract.KeyStep.Role;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * Judges reads at a timestamp: each returns the write of its key with the greatest timestamp at or
 * before its own, or the initial value.
 *
 * <p>Exact where all acknowledged writes of the key recorded their timestamps. A write of unknown
 * outcome without one may have any, so it explains whatever it wrote. O(n log n).
 */
final class SnapshotJudge {
  private record Stamped(BigDecimal at, int step) {}

  private final KeySteps steps;
  private final Value initial;
  private final Outcomes outcomes;

  SnapshotJudge(KeySteps steps, Value initial, Outcomes outcomes) {
    this.steps = steps;
    this.initial = initial;
    this.outcomes = outcomes;
  }

  void judge(Promise promise, List<Integer> promised) {
    String[] fields = promise.parameter().split(",", 2);
    String ofReads = fields[0].strip();
    String ofWrites = fields[1].strip();
    Map<Integer, List<Stamped>> stamped = new HashMap<>();
    Map<Integer, List<Integer>> unstamped = new HashMap<>();
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (step.writes()) {
        Optional<BigDecimal> at =
            steps.metadata().get(step.operation(), ofWrites).flatMap(Moment::of);
        if (at.isPresent()) {
          stamped.computeIfAbsent(step.key(), k -> new ArrayList<>()).add(new Stamped(at.get(), i));
        } else {
          unstamped.computeIfAbsent(step.key(), k -> new ArrayList<>()).add(i);
        }
      }
    }
    stamped.values().forEach(list -> list.sort(Comparator.comparing(Stamped::at)));
    for (int read : promised) {
      KeyStep step = steps.all().get(read);
      if (step.role() != Role.READ || outcomes.enough(promise)) {
        continue;
      }
      Optional<BigDecimal> at = steps.metadata().get(step.operation(), ofReads).flatMap(Moment::of);
      if (at.isEmpty()) {
        open(operation(read) + "] has no timestamp: record " + ofReads);
        continue;
      }
      List<Stamped> writes = stamped.getOrDefault(step.key(), List.of());
      List<Integer> others = unstamped.getOrDefault(step.key(), List.of());
      int expected = last(writes, at.get());
      Value held = expected < 0 ? initial : steps.all().get(expected).value();
      boolean unclear = steps.unclear().containsKey(step.key());
      boolean other = others.stream().anyMatch(w -> steps.all().get(w).ok());
      boolean explained =
          step.value().equals(held)
              || others.stream().anyMatch(w -> steps.all().get(w).value().equals(step.value()));
      if (unclear || (!explained && other)) {
        open(operation(read) + "] is of a key with writes that have no " + ofWrites);
      } else if (!explained) {
        outcomes.broken(promise, read, violation(read, at.get(), expected, held, writes));
      }
    }
  }

  private void open(String which) {
    outcomes.open(new Cause(Cause.Kind.AMBIGUOUS, "[" + which));
  }

  /** The last write at or before a timestamp; -1 if there is none. */
  private static int last(List<Stamped> writes, BigDecimal at) {
    int low = 0;
    int high = writes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (writes.get(middle).at().compareTo(at) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? -1 : writes.get(low - 1).step();
  }

  private Violation violation(
      int read, BigDecimal at, int expected, Value held, List<Stamped> writes) {
    KeyStep step = steps.all().get(read);
    Operation culprit = operation(read);
    Optional<Stamped> source =
        writes.stream()
            .filter(w -> steps.all().get(w.step()).value().equals(step.value()))
            .findFirst();
    boolean future = source.filter(w -> w.at().compareTo(at) > 0).isPresent();
    boolean written = source.isPresent() || step.value().equals(initial);
    List<Operation> shown = new ArrayList<>(List.of(culprit));
    source.ifPresent(w -> shown.add(operation(w.step())));
    if (expected >= 0) {
      shown.add(operation(expected));
    }
    shown.sort(Comparator.comparingInt(Operation::ordinal));
    String summary =
        "a read at the timestamp "
            + at.toPlainString()
            + " saw "
            + step.value()
            + (future ? ", which was committed only later" : "")
            + ", but by then the key held "
            + held;
    return new Violation(
        written && !future ? Anomaly.STALE_READ : Anomaly.THIN_AIR_READ,
        steps.keyName(step.key()),
        summary,
        Optional.of(culprit),
        shown.stream().distinct().toList(),
        new Explanation.Findings(
            List.of(
                expected < 0
                    ? "No write of the key has a timestamp at or before that of the read."
                    : "The last write of the key at or before it is ["
                        + operation(expected)
                        + "].")));
  }

  private Operation operation(int step) {
    return steps.history().operation(steps.all().get(step).operation());
  }
}
