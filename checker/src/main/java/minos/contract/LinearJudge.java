package minos.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.Derived;
import minos.history.DerivedRow;
import minos.history.History;
import minos.history.HistoryRewriter;
import minos.history.Outcome;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Judges whether the steps that are promised linearizability are so, together with all writes.
 *
 * <p><b>Idea.</b> The history of these steps and all writes is a history of registers, and {@link
 * LinearizabilityCheck} decides it. A weak read that is promised committed values says one thing
 * more: what it saw had taken effect when it ended. So the write of a value that was written once
 * ends, at the latest, where the first such read of it ends; and a write of unknown outcome that
 * was seen did happen.
 *
 * <p><b>Soundness and completeness.</b> A strong order with the weak reads' condition exists iff
 * one exists for the clipped intervals: the condition puts a single point, that of the write,
 * before a fixed position. For a value that was written several times it is left out, which makes
 * the judge weaker, never wrong. Keys whose moves or additions leave values that nobody recorded
 * are decided by {@link StoreSpec}; keys that a rename joins are one object.
 */
final class LinearJudge {
  private final KeySteps steps;
  private final ModelOptions options;
  private final Budget budget;
  private final Outcomes outcomes;

  LinearJudge(KeySteps steps, ModelOptions options, Budget budget, Outcomes outcomes) {
    this.steps = steps;
    this.options = options;
    this.budget = budget;
    this.outcomes = outcomes;
  }

  /** Keys with a write that the promise is not about: there it is void. */
  static Set<Integer> voidKeys(
      KeySteps steps, Promise promise, List<Integer> promised, Obligations obligations) {
    Set<Integer> none = new HashSet<>();
    if (promise.toward().isEmpty()) {
      return none;
    }
    Map<Integer, Integer> example = new HashMap<>();
    promised.forEach(i -> example.putIfAbsent(steps.all().get(i).key(), i));
    for (KeyStep step : steps.all()) {
      Integer read = example.get(step.key());
      if (step.writes()
          && read != null
          && !obligations.meets(steps.all().get(read).operation(), step.operation())) {
        none.add(step.key());
      }
    }
    return none;
  }

  /**
   * Judges.
   *
   * @param promised the numbers of the steps that are promised it
   * @param committed the numbers of the weak reads of committed values
   */
  void judge(Promise promise, List<Integer> promised, List<Integer> committed) {
    Set<Integer> strong = new HashSet<>(promised);
    Set<Integer> keys = new HashSet<>();
    promised.forEach(i -> keys.add(steps.all().get(i).key()));
    Components components = Components.of(steps);
    promised.forEach(i -> keys.addAll(components.with(steps.all().get(i).key())));
    long[] clip = clips(committed);
    HistoryRewriter registers = new HistoryRewriter(steps.history());
    HistoryRewriter stores = new HistoryRewriter(steps.history());
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (!keys.contains(step.key()) || !(step.writes() || strong.contains(i))) {
        continue;
      }
      if (steps.unclear().containsKey(step.key())) {
        outcomes.open(
            new Cause(Cause.Kind.AMBIGUOUS, String.valueOf(steps.unclear().get(step.key()))));
      } else if (components.plain(step.key())) {
        DerivedRow row = Translation.register(steps, step);
        if (row != null) {
          registers.add(clipped(row, clip[i]));
        }
      } else if (step.role() != Role.MOVE_TO) {
        stores.add(StoreSpec.row(steps, step, i, components.of(step.key())));
      }
    }
    ModelOptions exact = new ModelOptions(options.initial(), NilRead.ABSENT, FailedCas.MISMATCH);
    decide(promise, registers, new LinearizabilityCheck(Register.withCompareAndSet(exact)));
    decide(promise, stores, new LinearizabilityCheck(new StoreSpec(exact)));
  }

  private void decide(Promise promise, HistoryRewriter rewriter, LinearizabilityCheck check) {
    if (rewriter.size() == 0) {
      return;
    }
    Derived derived = rewriter.build();
    Verdict verdict = check.check(derived.history(), budget).verdict();
    if (verdict instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations()) {
        if (!outcomes.enough(promise)) {
          outcomes.broken(promise, -1, named(Translation.original(derived, violation)));
        }
      }
    } else if (verdict instanceof Verdict.Undecided undecided
        && undecided.cause().kind() != Cause.Kind.NOTHING_SUCCEEDED
        && undecided.cause().kind() != Cause.Kind.TRUNCATED) {
      // The rest of the history may show enough, and who calls knows of truncation.
      outcomes.open(undecided.cause());
    }
  }

  /**
   * The violation under its narrower name: a read of what no write had certainly replaced is stale
   * only because another read had seen the newer value.
   */
  private Violation named(Violation violation) {
    if (violation.anomaly() != Anomaly.STALE_READ || violation.culprit().isEmpty()) {
      return violation;
    }
    int operation = violation.culprit().get().ordinal();
    List<Integer> reads = new ArrayList<>();
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (step.operation() == operation
          && step.role() == Role.READ
          && steps.keyName(step.key()).equals(violation.key())) {
        reads.add(i);
      }
    }
    Promise regular = Promise.of(Promise.Kind.REGULAR);
    Obligations all = new Obligations(steps, regular, new Quorums(steps.metadata(), Map.of()));
    ReadSweep sweep = ReadSweep.over(steps, reads, all, options.initial().orElse(Nil.NIL), budget);
    boolean fresh = sweep != null && reads.size() == 1 && sweep.replacedBy(reads.get(0)) < 0;
    return fresh ? violation.as(Anomaly.NEW_OLD_INVERSION) : violation;
  }

  private static DerivedRow clipped(DerivedRow row, long clip) {
    if ((clip >= row.end() && row.outcome() != Outcome.INFO) || clip < row.begin()) {
      return row;
    }
    return clip == Long.MAX_VALUE
        ? row
        : row.ended(Outcome.OK).within(row.begin(), clip, row.beginTime(), row.endTime());
  }

  /** For each step where a weak read that saw it ended first; the largest number for none. */
  private long[] clips(List<Integer> committed) {
    long[] clips = new long[steps.all().size()];
    Arrays.fill(clips, Long.MAX_VALUE);
    Map<List<Object>, Integer> writer = new HashMap<>();
    Set<List<Object>> repeated = new HashSet<>();
    Value initial = options.initial().orElse(Nil.NIL);
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (step.writes()) {
        List<Object> written = List.of(step.key(), step.value());
        boolean first = writer.put(written, i) == null;
        if (!first || step.value().equals(initial) || step.value().isNil()) {
          repeated.add(written);
        }
      }
    }
    for (int read : committed) {
      KeyStep step = steps.all().get(read);
      List<Object> seen = List.of(step.key(), step.value());
      Integer write = writer.get(seen);
      if (step.role() == Role.READ && write != null && !repeated.contains(seen)) {
        long end = steps.history().completed(step.operation());
        clips[write] = Math.min(clips[write], end == History.NEVER ? Long.MAX_VALUE : end);
      }
    }
    return clips;
  }
}
