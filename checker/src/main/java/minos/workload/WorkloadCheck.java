package minos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * A workload as a {@link Check}: splits by key where the workload allows, keeps to the budget, and
 * merges the verdicts of the keys, the most serious first. Immutable.
 *
 * <p>Keys are merged as Jepsen's {@code independent} does: {@code :results} by key and {@code
 * :failures}, the keys that are not valid.
 */
final class WorkloadCheck implements Check {
  private static final int KEPT_VIOLATIONS = 100;
  private static final int KEPT_ASSUMPTIONS = 20;

  private final Workload workload;
  private final WorkloadOptions options;

  WorkloadCheck(Workload workload, WorkloadOptions options) {
    this.workload = workload;
    this.options = options;
  }

  Workload workload() {
    return workload;
  }

  WorkloadOptions options() {
    return options;
  }

  @Override
  public String consistency() {
    return WorkloadChecks.PREFIX + workload.name();
  }

  @Override
  public String model() {
    return workload.name();
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    CheckResult result = judge(history, budget, started);
    CheckResult guarded = NeverGreen.guard(history, result);
    return guarded.verdict() instanceof Verdict.Undecided undecided
        ? withUnknown(guarded, undecided.cause())
        : guarded;
  }

  /** The same, saying so in Jepsen's fields too. */
  private static CheckResult withUnknown(CheckResult result, Cause cause) {
    Map<Value, Value> details = new LinkedHashMap<>(result.details().entries());
    details.put(new Keyword("valid?"), Report.valid(Judgement.UNDECIDED));
    details.putIfAbsent(new Keyword("error"), new Text(cause.message()));
    return new CheckResult(
        result.consistency(),
        result.model(),
        result.verdict(),
        result.elapsed(),
        result.algorithm(),
        result.assumptions(),
        new Dict(details));
  }

  private CheckResult judge(History history, Budget budget, long started) {
    if (workload.keys() == Workload.Keys.ALL_TOGETHER) {
      Report report = judge(Slice.all(history), budget);
      return result(report.verdict(), report.assumptions(), report.details(), started);
    }
    History split = history;
    List<String> assumptions = new ArrayList<>();
    if (workload.keys() == Workload.Keys.EACH_BY_ITSELF_ALSO_IN_VALUES
        && Shapes.keyedCollections(history)) {
      try {
        split = history.keyedByValue();
        assumptions.add("values [key value] were taken for operations on independent keys");
      } catch (MalformedHistoryException e) {
        Cause cause = new Cause(Cause.Kind.UNSUPPORTED, String.valueOf(e.getMessage()));
        return result(new Verdict.Undecided(cause), List.of(), Dict.EMPTY, started);
      }
    }
    if (split.keyCount() == 0) {
      Report report = judge(Slice.all(split), budget);
      return result(report.verdict(), report.assumptions(), report.details(), started);
    }
    return byKey(split, budget, assumptions, started);
  }

  private Report judge(Slice slice, Budget budget) {
    Report report = new Report(slice);
    Budget own = budget.child();
    try {
      Progress progress = new Progress(own);
      progress.poll();
      workload.judge(slice, options, progress, report);
    } catch (Progress.Stopped stopped) {
      report.undecided(stopped.why());
    } finally {
      own.close();
    }
    return report;
  }

  private CheckResult byKey(History history, Budget budget, List<String> given, long started) {
    Set<String> assumptions = new LinkedHashSet<>(given);
    List<Violation> violations = new ArrayList<>();
    Optional<Cause> doubt = Optional.empty();
    Map<Value, Value> results = new LinkedHashMap<>();
    List<Value> failures = new ArrayList<>();
    Judgement merged = Judgement.CONSISTENT;
    int judged = 0;
    Slice[] slices = Slice.byKey(history);
    for (Slice slice : slices) {
      Report report = judge(slice, budget);
      Judgement judgement = report.verdict().judgement();
      merged = merged.and(judgement);
      Value name = slice.key().orElse(Nil.NIL);
      results.put(name, report.details());
      if (judgement != Judgement.CONSISTENT) {
        failures.add(name);
      }
      if (violations.size() < KEPT_VIOLATIONS) {
        violations.addAll(report.violations());
      }
      if (doubt.isEmpty()) {
        doubt = report.doubt().map(cause -> ofKey(cause, name));
      }
      if (assumptions.size() < KEPT_ASSUMPTIONS) {
        assumptions.addAll(report.assumptions());
      }
      judged++;
      if (report.doubt().filter(WorkloadCheck::isLimit).isPresent()) {
        break;
      }
    }
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Keyword("valid?"), Report.valid(merged));
    details.put(new Keyword("results"), new Dict(results));
    details.put(new Keyword("failures"), new Seq(failures));
    if (judged < slices.length) {
      details.put(new Keyword("keys-judged"), Value.of(judged));
    }
    Verdict verdict =
        switch (merged) {
          case VIOLATED -> new Verdict.Violated(violations);
          case UNDECIDED -> new Verdict.Undecided(doubt.orElseThrow());
          case CONSISTENT -> new Verdict.Consistent();
        };
    return result(verdict, List.copyOf(assumptions), new Dict(details), started);
  }

  private static boolean isLimit(Cause cause) {
    return switch (cause.kind()) {
      case TIMEOUT, MEMORY, INTERRUPTED -> true;
      case EMPTY, NOTHING_SUCCEEDED, TRUNCATED, NOTHING_INFERRED, AMBIGUOUS, UNSUPPORTED -> false;
    };
  }

  private static Cause ofKey(Cause cause, Value key) {
    return new Cause(cause.kind(), "key " + key + ": " + cause.message());
  }

  private CheckResult result(
      Verdict verdict, List<String> assumptions, Dict details, long started) {
    return new CheckResult(
        consistency(),
        model(),
        verdict,
        Duration.ofNanos(System.nanoTime() - started),
        workload.algorithm(),
        assumptions,
        details);
  }
}
