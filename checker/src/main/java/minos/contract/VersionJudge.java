package minos.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.contract.KeyStep.Role;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Judges the store's own account of its versions: an integer, a timestamp or a generation that it
 * told with writes and reads.
 *
 * <p><b>Question.</b> Does a write that began when another of its key had ended have the greater
 * version? Does each version of a key have one value? Did no read that is known to have a version
 * get one that is smaller than that of a write which had ended when it began?
 *
 * <p><b>Idea.</b> One sweep over the positions keeps for each key the greatest version among the
 * writes that have ended. The third is asked of the steps that the promise was made to, reads among
 * them: it finds stale reads even where values repeat.
 *
 * <p><b>Soundness and completeness.</b> Each is its definition, evaluated. Writes whose version
 * nobody recorded are left out. O(n log n).
 */
final class VersionJudge {
  private record Told(int step, BigDecimal version) {}

  private final KeySteps steps;
  private final Outcomes outcomes;

  VersionJudge(KeySteps steps, Outcomes outcomes) {
    this.steps = steps;
    this.outcomes = outcomes;
  }

  void judge(Promise promise, List<Integer> promised) {
    Set<Integer> asked = new HashSet<>(promised);
    List<Told> told = told(promise.parameter());
    values(promise, told);
    long[] events = new long[2 * told.size()];
    for (int i = 0; i < told.size(); i++) {
      int operation = steps.all().get(told.get(i).step()).operation();
      events[2 * i] = (long) steps.history().invoked(operation) << 32 | i;
      events[2 * i + 1] = (long) steps.history().completed(operation) << 32 | 1L << 31 | i;
    }
    Arrays.sort(events);
    Map<Integer, Told> greatest = new HashMap<>();
    for (long event : events) {
      Told one = told.get((int) event & Integer.MAX_VALUE);
      KeyStep step = steps.all().get(one.step());
      Told before = greatest.get(step.key());
      boolean ends = (event & 1L << 31) != 0;
      if (ends && step.writes()) {
        if (before == null || before.version().compareTo(one.version()) < 0) {
          greatest.put(step.key(), one);
        }
      } else if (!ends && before != null && asked.contains(one.step())) {
        int compared = one.version().compareTo(before.version());
        boolean behind = step.writes() ? compared <= 0 : compared < 0;
        if (behind && !outcomes.enough(promise)) {
          outcomes.broken(promise, one.step(), behind(before, one));
        }
      }
    }
  }

  private List<Told> told(String field) {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      boolean single = step.verb() != Verb.LIST && step.verb() != Verb.QUERY;
      if (step.ok() && single && (step.writes() || step.role() == Role.READ)) {
        Optional<BigDecimal> version =
            steps.metadata().get(step.operation(), field).flatMap(Moment::of);
        if (version.isPresent()) {
          told.add(new Told(i, version.get()));
        }
      }
    }
    return told;
  }

  private void values(Promise promise, List<Told> told) {
    Map<List<Object>, Told> known = new HashMap<>();
    for (Told one : told) {
      KeyStep step = steps.all().get(one.step());
      Told other = known.putIfAbsent(List.of(step.key(), one.version().stripTrailingZeros()), one);
      Value value = other == null ? step.value() : steps.all().get(other.step()).value();
      if (other != null && !value.equals(step.value()) && !outcomes.enough(promise)) {
        outcomes.broken(
            promise,
            one.step(),
            violation(
                other,
                one,
                Anomaly.VERSION_ORDER_VIOLATION,
                "version " + one.version() + " is told with two values",
                null));
      }
    }
  }

  private Violation behind(Told before, Told one) {
    boolean write = steps.all().get(one.step()).writes();
    Explanation.Edge time =
        new Explanation.Edge(
            operation(before),
            operation(one),
            "real-time",
            "the former, version " + before.version() + ", had ended when the latter began");
    Explanation.Edge version =
        new Explanation.Edge(
            operation(one),
            operation(before),
            write ? "version" : "rw",
            "the latter has version " + one.version());
    return violation(
        before,
        one,
        write ? Anomaly.VERSION_ORDER_VIOLATION : Anomaly.STALE_READ,
        "["
            + operation(one)
            + "] has version "
            + one.version()
            + ", but ["
            + operation(before)
            + "] of version "
            + before.version()
            + " had ended when it began",
        new Explanation.Cycle(List.of(time, version)));
  }

  private Violation violation(
      Told first, Told second, Anomaly anomaly, String summary, @Nullable Explanation proof) {
    return new Violation(
        anomaly,
        steps.keyName(steps.all().get(second.step()).key()),
        summary,
        Optional.of(operation(second)),
        List.of(operation(first), operation(second)),
        proof == null
            ? new Explanation.Findings(
                List.of("[" + operation(first) + "] and [" + operation(second) + "] differ."))
            : proof);
  }

  private Operation operation(Told told) {
    return steps.history().operation(steps.all().get(told.step()).operation());
  }
}
