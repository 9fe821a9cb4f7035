package minos.counterexample;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** The making of one counterexample; how is told at {@link Counterexamples}. One use. */
final class Shrinking {
  /** A part of the history, and what was found of it. */
  private record Found(History history, CheckResult result) {}

  private final Subject subject;
  private final History whole;
  private final Violation violation;
  private final Budget budget;
  private final Set<Reduction> reductions = new LinkedHashSet<>();
  private int[] places;
  private History history;

  /** The whole, or what its operations say of some elements. */
  private History source;

  /** The last part that was found violated. */
  private Optional<Found> last = Optional.empty();

  /** How long one part may be judged: some take far longer than the whole. */
  private Duration most = FIRST;

  /** What counts as violated. */
  private Target target;

  Shrinking(Subject subject, History whole, Violation violation, Budget budget) {
    this.subject = subject;
    this.whole = whole;
    this.violation = violation;
    this.budget = budget;
    this.places = IntStream.range(0, whole.size()).toArray();
    this.history = whole;
    this.source = whole;
    this.target = new Target(violation, false);
  }

  /** Keeps one key and cuts the end off; whether what is left is violated for sure. */
  boolean start() {
    int[] about = subject.about(whole, violation).stream().toArray();
    if (about.length == 0) {
      about = places;
    }
    if (soon(about)) {
      most = LAST;
      return true;
    }
    if (about.length < whole.size()) {
      History one = whole.select(about, History.NEVER);
      if (judge(one, budget) == Judgement.VIOLATED) {
        places = about;
        history = one;
        reductions.add(Reduction.KEY);
      }
    }
    if (places.length == whole.size() && judge(whole, budget) != Judgement.VIOLATED) {
      // What is looked for does not show by that name; any violation is better than none.
      target = target.withAny();
      if (judge(whole, budget) != Judgement.VIOLATED) {
        return false;
      }
    }
    Duration needed =
        last.map(found -> found.result().elapsed().multipliedBy(20)).orElse(Duration.ZERO);
    most = needed.plus(LAST);
    if (subject.prefixClosed()) {
      cut();
    }
    return true;
  }

  /** Whether little is left without judging much. */
  private boolean soon(int[] about) {
    // Numbers that nobody returned are hard to believe: only where they save many operations.
    boolean late = subject.narrowing().adjusts();
    if (late
        && (about.length <= Counterexamples.FEW || shownByItsOwn(about, Counterexamples.FEW))) {
      return about.length > Counterexamples.FEW;
    } else if (narrow(about)) {
      if (subject.prefixClosed()) {
        cut();
      }
      return true;
    }
    return !late && shownByItsOwn(about, Counterexamples.FEW);
  }

  /** Narrows what operations answered to few elements, and keeps what these need. */
  private boolean narrow(int[] about) {
    Narrower narrower = new Narrower(subject, budget);
    Stream<Set<Value>> guesses = narrower.guesses(whole, shown());
    for (Set<Value> guess : (Iterable<Set<Value>>) guesses::iterator) {
      source = subject.narrowed(whole, guess);
      int[] concerned = concerned(whole, guess, about);
      if (budget.exhausted() == null
          && (shownByItsOwn(concerned, Integer.MAX_VALUE) || all(concerned))) {
        // What is cut off leaves adds of unknown outcome, which can't be told from others.
        History part =
            subject.narrowing().adjusts()
                ? source.select(places, History.NEVER)
                : last.map(Found::history).orElse(history);
        Set<Value> fewest = fewest(narrower, part, guess);
        places = concerned(whole, fewest, places);
        History narrowed = subject.narrowed(whole, fewest);
        history = narrowed.select(places, History.NEVER);
        if (places.length < about.length || differs(narrowed)) {
          reductions.add(subject.narrowing());
        }
        return true;
      }
    }
    source = whole;
    history = whole;
    places = IntStream.range(0, whole.size()).toArray();
    return false;
  }

  /** The fewest elements of a part that show the violation, if they do in the whole as well. */
  private Set<Value> fewest(Narrower narrower, History part, Set<Value> guess) {
    Set<Value> fewest = narrower.fewest(part, this::violated);
    History narrowed = subject.narrowed(whole, fewest);
    return violated(narrowed.select(concerned(whole, fewest, places), History.NEVER))
        ? fewest
        : guess;
  }

  private boolean differs(History narrowed) {
    return Arrays.stream(places)
        .anyMatch(
            op -> narrowed.input(op) != whole.input(op) || narrowed.output(op) != whole.output(op));
  }

  private int[] concerned(History of, Set<Value> elements, int[] about) {
    BitSet others = subject.others(of, elements);
    return Arrays.stream(about).filter(op -> !others.get(op)).toArray();
  }

  private boolean all(int[] concerned) {
    places = concerned;
    history = source.select(concerned, History.NEVER);
    return violated(history);
  }

  private boolean violated(History part) {
    return judge(part, budget) == Judgement.VIOLATED;
  }

  /**
   * Tries what the violation names, of one key and up to the end of the culprit, with what that
   * needs: mostly that is all there is, and nothing large has to be judged.
   */
  private boolean shownByItsOwn(int[] about, int few) {
    int[] all = IntStream.range(0, whole.size()).toArray();
    places = about;
    History one = about.length < whole.size() ? source.select(about, History.NEVER) : source;
    history = one;
    boolean cut = subject.prefixClosed();
    int end = violation.culprit().map(this::position).orElse(History.NEVER);
    if (cut && end != History.NEVER) {
      int[] begun = begun(end);
      places = Arrays.stream(begun).map(op -> about[op]).toArray();
      history = history.select(begun, end);
    }
    BitSet kept = new BitSet();
    kept.set(0, history.size());
    BitSet others = (BitSet) kept.clone();
    Dependence dependence = subject.dependence(history);
    others.andNot(dependence.withNeeded(kept, shown()));
    kept.andNot(dependence.close(kept, others));
    boolean worth = !kept.isEmpty() && kept.cardinality() <= few;
    if (worth
        && !(cut && end == History.NEVER)
        && judge(history.select(kept.stream().toArray(), History.NEVER), budget)
            == Judgement.VIOLATED) {
      if (about.length < whole.size()) {
        reductions.add(Reduction.KEY);
      }
      if (cut && end < one.eventCount() - 1) {
        reductions.add(Reduction.CUT);
      }
      return true;
    }
    places = all;
    history = source;
    return false;
  }

  /** Finds the first completion up to which the history is violated. */
  private void cut() {
    int[] ends =
        IntStream.range(0, history.size())
            .map(op -> history.completed(op))
            .filter(end -> end != History.NEVER)
            .sorted()
            .toArray();
    int low = 0;
    int high = ends.length - 1;
    int middle = Math.max(0, guess(ends));
    while (low < high && budget.exhausted() == null) {
      Judgement judgement = judge(until(ends[middle]), budget);
      if (judgement == Judgement.VIOLATED) {
        high = middle;
        // The culprit is mostly the first that can't be placed.
        middle = middle > low && middle == guess(ends) ? middle - 1 : (low + high) >>> 1;
      } else {
        low = middle + 1;
        middle = (low + high) >>> 1;
      }
      middle = Math.max(low, Math.min(middle, high - 1));
    }
    if (ends.length > 0 && high < ends.length - 1) {
      int end = ends[high];
      int[] begun = begun(end);
      places = Arrays.stream(begun).map(op -> places[op]).toArray();
      history = history.select(begun, end);
      reductions.add(Reduction.CUT);
    }
  }

  private int guess(int[] ends) {
    return violation
        .culprit()
        .map(culprit -> Arrays.binarySearch(ends, position(culprit)))
        .orElse(-1);
  }

  /** The completion of an operation of the whole history in the one it is reduced to. */
  private int position(Operation culprit) {
    int place = Arrays.binarySearch(places, culprit.ordinal());
    return place < 0 ? History.NEVER : history.completed(place);
  }

  private int[] begun(int end) {
    return IntStream.range(0, history.size()).filter(op -> history.invoked(op) <= end).toArray();
  }

  private History until(int end) {
    return history.select(begun(end), end);
  }

  Optional<Counterexample> finish() {
    Dependence dependence = subject.dependence(history);
    Reducer.Left left = reduce(dependence, false);
    if (!Soundness.reached(dependence, history.size(), left.kept())) {
      // Nobody who sees only the result could tell how it was reached.
      left = reduce(dependence, true);
    }
    int[] kept = left.kept().stream().mapToInt(Integer::intValue).toArray();
    note(dependence, kept);
    Found found = found(history.select(kept, History.NEVER));
    if (!(found.result().verdict() instanceof Verdict.Violated violated)) {
      return Optional.empty();
    }
    History small = found.history();
    CheckResult result =
        found.result().withVerdict(new Verdict.Violated(target.inFront(violated.violations())));
    List<Operation> operations =
        Arrays.stream(kept).mapToObj(op -> whole.operation(places[op])).toList();
    return Optional.of(
        new Counterexample(
            kept.length <= Counterexamples.FEW ? Form.SMALL : Form.WINDOW,
            small,
            operations,
            result,
            List.copyOf(reductions),
            left.minimal(),
            recheck(small, result),
            proof(small, result)));
  }

  private Proof proof(History small, CheckResult result) {
    return Optional.of(small)
        .filter(history -> history.size() > Counterexamples.FEW)
        .flatMap(history -> subject.window(history, Budget.unlimited().child(LAST)))
        .orElseGet(() -> Prose.of(small, result));
  }

  /** What was found of the smallest history when it was last judged. */
  private Found found(History small) {
    CheckResult told = subject.teller().check(small, Budget.unlimited().child(LAST));
    if (told.verdict() instanceof Verdict.Violated violated
        && (target.any() || violated.violations().stream().anyMatch(target::same))) {
      return new Found(small, told);
    }
    if (last.isPresent() && last.get().history().size() == small.size()) {
      History known = last.get().history();
      if (IntStream.range(0, small.size())
          .allMatch(op -> known.invokeIndex(op) == small.invokeIndex(op))) {
        return last.get();
      }
    }
    // What is left is small, and has to be judged for an answer.
    return new Found(small, subject.judge().check(small, Budget.unlimited().child(LAST)));
  }

  private Reducer.Left reduce(Dependence dependence, boolean atOnce) {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return new Reducer(history, dependence, this::judge, budget, atOnce)
        .reduce(dependence.withNeeded(all, shown()));
  }

  private void note(Dependence dependence, int[] kept) {
    BitSet gone = new BitSet();
    gone.set(0, history.size());
    Arrays.stream(kept).forEach(gone::clear);
    if (gone.stream().anyMatch(dependence::observer)) {
      reductions.add(Reduction.OBSERVERS);
    }
    if (gone.stream().anyMatch(op -> !dependence.observer(op))) {
      reductions.add(subject.updates());
    }
  }

  private Optional<String> recheck(History small, CheckResult result) {
    Optional<Check> other = subject.other(result.algorithm());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    CheckResult again = other.get().check(small, Budget.unlimited().child(LAST));
    return switch (again.verdict().judgement()) {
      case VIOLATED -> Optional.of(again.algorithm());
      case UNDECIDED -> Optional.empty();
      case CONSISTENT ->
          throw new IllegalStateException(
              result.algorithm()
                  + " and "
                  + again.algorithm()
                  + " disagree about a counterexample of "
                  + small.size()
                  + " operations; this is a fault of the checker");
    };
  }

  private BitSet shown() {
    BitSet shown = new BitSet();
    violation.operations().forEach(operation -> show(shown, operation));
    violation.culprit().ifPresent(operation -> show(shown, operation));
    return shown;
  }

  private void show(BitSet shown, Operation operation) {
    int place = Arrays.binarySearch(places, operation.ordinal());
    if (place >= 0) {
      shown.set(place);
    }
  }

  private Judgement judge(History part, Budget limits) {
    Budget own = limits.child(most);
    try {
      CheckResult result = subject.judge().check(part, own);
      Judgement judgement = target.judgement(result.verdict());
      if (judgement == Judgement.VIOLATED) {
        last = Optional.of(new Found(part, result));
      }
      return judgement;
    } finally {
      own.close();
    }
  }

  /** How long judging what is left may take at most. */
  private static final Duration LAST = Duration.ofSeconds(5);

  /** How long the whole may be judged again at most. */
  private static final Duration FIRST = Duration.ofHours(24);
}
