package minos.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import minos.check.Budget;
import minos.check.Check;
import minos.history.Derived;
import minos.history.History;
import minos.history.Operation;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Another check, of a history whose times several clocks wrote down.
 *
 * <p><b>Question.</b> Is there an assignment of true times, each within the clock's error of the
 * recorded one, with which the history satisfies the other check? And which uniform error is the
 * smallest that would excuse a violation?
 *
 * <p><b>Idea.</b> Widen each operation's interval by its error on both sides: two operations are in
 * order only if they are so for all true times. What is violated even then is <i>certain</i>; what
 * is violated only by the recorded times is <i>within clock error</i>, and as long as nothing else
 * is violated the verdict is undecided, since an honest store may have been recorded so. Violations
 * vanish as the error grows, so the smallest that excuses one is found by bisection, to the
 * nanosecond, judging again the operations on its key.
 *
 * <p><b>Soundness and completeness.</b> Certain is right for every check whose demands come from
 * real-time order, as all of ours do: the true intervals lie within the widened ones, so the true
 * order contains theirs. An undecided may in truth be certain where an order within one process
 * matters to linearizability: only the ends of its intervals are kept in order, not that they don't
 * overlap.
 *
 * <p><b>Cost.</b> That of the check twice, and of some 40 to 60 checks of one key for each
 * violation that is told.
 *
 * <p>Immutable and thread-safe if the other check is.
 */
public final class ClockErrorCheck implements Check {
  private static final int MOST_MEASURED = 10;

  private final Check check;
  private final ClockError error;

  /** The other check under an error of the clocks. */
  public ClockErrorCheck(Check check, ClockError error) {
    this.check = check;
    this.error = error;
  }

  /** The check that is asked about other intervals. */
  public Check other() {
    return check;
  }

  /** A history as the other check is asked about it: its operations have widened intervals. */
  public Derived widened(History history) {
    return Widening.of(history, i -> true, i -> error.nanos(history, i));
  }

  @Override
  public String consistency() {
    return check.consistency();
  }

  @Override
  public String model() {
    return check.model();
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    int untimed = Widening.untimed(history);
    if (untimed >= 0) {
      return result(
          new Verdict.Undecided(
              new Cause(
                  Cause.Kind.UNSUPPORTED,
                  "the error of clocks means nothing without times: ["
                      + history.operation(untimed)
                      + "] has none. Record the times of both ends of every operation, or leave out"
                      + " --clock-error")),
          started,
          "none",
          List.of(),
          Dict.EMPTY);
    }
    Judged recorded = judge(history, i -> true, false, 0, budget);
    if (!(recorded.result().verdict() instanceof Verdict.Violated)) {
      return result(
          withoutWitness(recorded.result().verdict()),
          started,
          recorded.result().algorithm(),
          recorded.result().assumptions(),
          recorded.result().details());
    }
    Judged widened = judge(history, i -> true, true, 0, budget);
    List<Violation> told = new ArrayList<>();
    List<Value> details = new ArrayList<>();
    for (Violation violation : widened.violations()) {
      told.add(measured(history, violation, true, details, budget));
    }
    for (Violation violation : recorded.violations()) {
      if (widened.violations().stream().noneMatch(other -> same(violation, other))) {
        told.add(measured(history, violation, false, details, budget));
      }
    }
    return result(
        verdict(widened, told),
        started,
        widened.result().algorithm(),
        widened.result().assumptions(),
        details(widened.result().details(), details));
  }

  private Verdict verdict(Judged widened, List<Violation> told) {
    if (!widened.violations().isEmpty()) {
      return new Verdict.Violated(told);
    } else if (widened.result().verdict() instanceof Verdict.Undecided undecided) {
      return undecided;
    }
    String first = told.isEmpty() ? "" : ": " + told.get(0).summary();
    return new Verdict.Undecided(
        new Cause(
            Cause.Kind.AMBIGUOUS,
            (told.size() == 1 ? "one violation is" : told.size() + " violations are")
                + " within the clock error of "
                + error
                + ", and none is certain; the first is "
                + (told.isEmpty() ? "" : told.get(0).anomaly().id())
                + first));
  }

  private Dict details(Dict others, List<Value> measured) {
    Map<Value, Value> all = new LinkedHashMap<>(others.entries());
    all.put(new Text("clockErrorNanos"), new Int(error.all().toNanos()));
    all.put(new Text("clockErrorViolations"), new Seq(measured));
    return new Dict(all);
  }

  /** A violation with the smallest error that would excuse it. */
  private Violation measured(
      History history, Violation violation, boolean certain, List<Value> details, Budget budget) {
    if (details.size() >= MOST_MEASURED) {
      return violation.saying(
          unstopped(violation) + (certain ? " (certain)" : " (within clock error)"));
    }
    OptionalLong smallest = smallestExcuse(history, violation, budget);
    Map<Value, Value> detail = new LinkedHashMap<>();
    detail.put(new Text("anomaly"), new Text(violation.anomaly().id()));
    detail.put(new Text("key"), violation.key().orElse(Nil.NIL));
    detail.put(new Text("certain"), Bool.of(certain));
    detail.put(
        new Text("excusedByNanos"), smallest.isPresent() ? new Int(smallest.getAsLong()) : Nil.NIL);
    details.add(new Dict(detail));
    String excuse =
        smallest.isPresent()
            ? "an error of " + ClockError.words(smallest.getAsLong()) + " would excuse it"
            : budget.exhausted() == null
                ? "no error of the clocks would excuse it"
                : "the smallest error that would excuse it was not found in time";
    return violation.saying(
        unstopped(violation) + (certain ? " (certain: " : " (within clock error: ") + excuse + ")");
  }

  /** What goes on in brackets. */
  private static String unstopped(Violation violation) {
    String summary = violation.summary();
    return summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary;
  }

  /** The smallest uniform error, in nanoseconds, without the violation; empty if there is none. */
  private OptionalLong smallestExcuse(History history, Violation violation, Budget budget) {
    IntPredicate part =
        violation.key().isEmpty()
            ? i -> true
            : i ->
                history.key(i) < 0 || history.keyName(history.key(i)).equals(violation.key().get());
    long low = 0;
    long high = span(history);
    if (!excused(history, part, high, violation, budget)) {
      return OptionalLong.empty();
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (excused(history, part, middle, violation, budget)) {
        high = middle;
      } else {
        low = middle;
      }
      if (budget.exhausted() != null) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(high);
  }

  private boolean excused(
      History history, IntPredicate part, long uniform, Violation violation, Budget budget) {
    return judge(history, part, false, uniform, budget).violations().stream()
        .noneMatch(other -> same(violation, other));
  }

  /** With this error everything overlaps. */
  private static long span(History history) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < history.size(); i++) {
      first = Math.min(first, history.invokeTime(i));
      last = Math.max(last, history.invokeTime(i));
      if (history.completed(i) != History.NEVER) {
        last = Math.max(last, history.completeTime(i));
      }
    }
    return last - first + 1;
  }

  /**
   * Whether two violations are of the same thing. An order that does not exist is one thing for
   * each key, whichever operation is the first that does not fit.
   */
  private static boolean same(Violation one, Violation other) {
    boolean order = one.explanation() instanceof Explanation.DeadEnd;
    boolean otherOrder = other.explanation() instanceof Explanation.DeadEnd;
    return one.key().equals(other.key())
        && order == otherOrder
        && (order
            || one.culprit()
                .map(Operation::ordinal)
                .equals(other.culprit().map(Operation::ordinal)));
  }

  /** What a check of widened intervals came to, in terms of the history. */
  private record Judged(CheckResult result, List<Violation> violations) {}

  private Judged judge(
      History history, IntPredicate part, boolean stated, long uniform, Budget budget) {
    Derived derived = Widening.of(history, part, i -> stated ? error.nanos(history, i) : uniform);
    CheckResult result = check.check(derived.history(), budget);
    List<Violation> violations =
        result.verdict() instanceof Verdict.Violated violated
            ? violated.violations().stream().map(v -> v.relocated(derived::source)).toList()
            : List.of();
    return new Judged(result, violations);
  }

  private static Verdict withoutWitness(Verdict verdict) {
    return verdict instanceof Verdict.Consistent ? new Verdict.Consistent() : verdict;
  }

  private CheckResult result(
      Verdict verdict, long started, String algorithm, List<String> assumptions, Dict details) {
    List<String> all = new ArrayList<>(assumptions);
    all.add(
        "real time is that of the recorded times, each of which may be wrong by "
            + error
            + ", or by what its operation states (--clock-error)");
    return new CheckResult(
        consistency(),
        model(),
        verdict,
        Duration.ofNanos(System.nanoTime() - started),
        algorithm,
        all,
        details);
  }
}
