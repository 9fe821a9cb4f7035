package minos.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.contract.StoreSteps;
import minos.counterexample.Soundness;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.SequentialSpec;
import minos.verdict.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a counterexample: that it is what is left of the history by sound reductions, and that
 * it is violated by itself.
 *
 * <p>Operations are found again by the source's number of their invocation. Each must be the same
 * in both, but for what an answer says of elements that nothing in the counterexample is about,
 * where the check allows that; only those that complete after all else in the counterexample may
 * have lost their completion, and of linearizability alone. What is missing must be something that
 * the consistency model's declared reductions allow to leave out. Then what is left is judged
 * again: of linearizability by trying every order; of other models by an algorithm other than the
 * one that found it, where there is one; else by the same check, which the result says.
 *
 * <p>Cost: a pass over the history, one over its operations that are missing for each link of a
 * chain of dependences, and the search, which is exponential in what overlaps in the
 * counterexample.
 */
public final class CounterexampleAudit {
  /** So many places where the history may have been cut off are tried. */
  private static final int CUTS = 100;

  private final History whole;
  private final History part;
  private final int[] place;

  private CounterexampleAudit(History whole, History part) {
    this.whole = whole;
    this.part = part;
    this.place = new int[part.size()];
  }

  /**
   * Verifies a counterexample of linearizability.
   *
   * @param spec what one copy of the object would answer
   * @param whole the history
   * @param part the counterexample
   */
  public static AuditResult verify(SequentialSpec<?> spec, History whole, History part) {
    return derived(
        Soundness.narrowed(spec, whole, part),
        part,
        audit -> audit.reduced(spec),
        audit -> audit.violated(part, spec));
  }

  /**
   * Verifies a counterexample of any check of which it is known what may be left out.
   *
   * @param check what found it
   * @param whole the history
   * @param part the counterexample
   * @param budget how long judging what is left may take
   */
  public static AuditResult verify(Check check, History whole, History part, Budget budget) {
    Optional<SequentialSpec<?>> spec = Soundness.specification(check);
    if (spec.isPresent()) {
      return verify(spec.get(), whole, part);
    }
    return derived(
        Soundness.narrowed(check, whole, part),
        part,
        audit -> audit.left(check),
        audit -> audit.violated(check, budget));
  }

  /** Judges the part if it is left of any of these; else says why it is not left of the first. */
  private static AuditResult derived(
      Stream<History> wholes,
      History part,
      Function<CounterexampleAudit, @Nullable AuditResult> reduced,
      Function<CounterexampleAudit, AuditResult> violated) {
    AuditResult first = null;
    for (History whole : (Iterable<History>) wholes::iterator) {
      CounterexampleAudit audit = new CounterexampleAudit(whole, part);
      AuditResult wrong = audit.matched();
      wrong = wrong == null ? reduced.apply(audit) : wrong;
      if (wrong == null) {
        return violated.apply(audit);
      }
      first = first == null ? wrong : first;
    }
    return Objects.requireNonNull(first);
  }

  private @Nullable AuditResult matched() {
    AuditResult wrong = match();
    return wrong == null ? order() : wrong;
  }

  /** What is missing may be left out, and nothing is cut off. */
  private @Nullable AuditResult left(Check check) {
    for (int op = 0; op < part.size(); op++) {
      if (part.completed(op) == History.NEVER && whole.completed(place[op]) != History.NEVER) {
        return refuted("it lost its completion, which no reduction of this check allows", op);
      }
    }
    Optional<Boolean> sound =
        Soundness.of(check, whole, IntStream.of(place).sorted().boxed().toList());
    if (sound.isEmpty()) {
      return new AuditResult.Undecided(
          "nothing is known of what may be left out for " + check.consistency());
    }
    return sound.get() ? null : missing();
  }

  private AuditResult violated(Check check, Budget budget) {
    if (check instanceof ContractCheck contract
        && contract.isUniform()
        && contract.consistency().equals("linearizable")) {
      Optional<StoreSteps> steps = StoreSteps.of(part, contract, budget);
      if (steps.isPresent()) {
        return violated(steps.get().history(), steps.get().spec());
      }
    }
    Optional<Check> other = Soundness.independent(check);
    CheckResult again = other.orElse(check).check(part, budget);
    String by =
        other.isPresent()
            ? "left by sound reductions, and violated as judged by "
                + again.algorithm()
                + ", which knows nothing of what found it"
            : "left by sound reductions, and violated as judged by the same check again ("
                + again.algorithm()
                + "): there is no other of "
                + check.consistency();
    return switch (again.verdict().judgement()) {
      case VIOLATED -> new AuditResult.Verified(part.size(), by);
      case CONSISTENT ->
          new AuditResult.Refuted(
              "by itself it is consistent, as judged by " + again.algorithm(), Optional.empty());
      case UNDECIDED ->
          new AuditResult.Undecided(
              "it is a sound reduction of the history, but by itself it is undecided");
    };
  }

  /** Finds the operations of the counterexample in the history. */
  private @Nullable AuditResult match() {
    if (part.size() == 0) {
      return new AuditResult.Refuted("the counterexample has no operations", Optional.empty());
    }
    Map<Long, Integer> byIndex = new HashMap<>();
    Map<Long, Integer> byCompletion = new HashMap<>();
    for (int op = 0; op < whole.size(); op++) {
      Integer other = byIndex.put(whole.invokeIndex(op), op);
      if (other != null) {
        // Their invocations were not recorded, but their completions were.
        byCompletion.put(whole.completeIndex(other), other);
        byCompletion.put(whole.completeIndex(op), op);
      }
    }
    for (int op = 0; op < part.size(); op++) {
      Integer found = byCompletion.remove(part.completeIndex(op));
      if (found == null) {
        found = byIndex.remove(part.invokeIndex(op));
      }
      if (found == null) {
        return refuted("the history has no operation of its index, or it is there twice", op);
      }
      place[op] = found;
      Operation here = part.operation(op);
      Operation there = whole.operation(found);
      if (!here.f().equals(there.f())
          || !here.process().equals(there.process())
          || !here.key().equals(there.key())
          || !here.input().equals(there.input())) {
        return refuted("the operation of its index in the history is " + there, op);
      }
      boolean same = here.outcome() == there.outcome() && here.output().equals(there.output());
      boolean open =
          here.outcome() == Outcome.INFO && part.output(op) == minos.history.Dictionary.ABSENT;
      if (!same && !open) {
        return refuted("it ended otherwise in the history: " + there, op);
      }
    }
    return null;
  }

  /** The ends of the operations come in the same order as in the history. */
  private @Nullable AuditResult order() {
    List<int[]> ends = new ArrayList<>();
    for (int op = 0; op < part.size(); op++) {
      ends.add(new int[] {part.invoked(op), whole.invoked(place[op]), op});
      if (part.completed(op) != History.NEVER) {
        ends.add(new int[] {part.completed(op), whole.completed(place[op]), op});
      }
    }
    // Operations whose invocations were not recorded all began at the first position.
    ends.sort(Comparator.<int[]>comparingInt(end -> end[0]).thenComparingInt(end -> end[1]));
    for (int i = 1; i < ends.size(); i++) {
      if (ends.get(i)[1] < ends.get(i - 1)[1]) {
        return refuted("it is not where it is in the history's order of events", ends.get(i)[2]);
      }
    }
    return null;
  }

  /** What is missing may be left out. */
  private @Nullable AuditResult reduced(SequentialSpec<?> spec) {
    int last = end();
    for (int op = 0; op < part.size(); op++) {
      int completed = whole.completed(place[op]);
      if (part.completed(op) == History.NEVER && completed != History.NEVER && completed <= last) {
        return refuted("it lost its completion, although others after that have theirs", op);
      }
    }
    // It may have been cut off at its end, or at a later completion (of an operation that failed,
    // say), or not at all: all are sound.
    boolean left =
        IntStream.concat(ends(last).limit(CUTS), IntStream.of(whole.eventCount()))
            .anyMatch(until -> left(spec, until));
    return left ? null : missing();
  }

  private static AuditResult missing() {
    return new AuditResult.Refuted(
        "operations are missing that something in it depends on, so it shows nothing",
        Optional.empty());
  }

  private IntStream ends(int from) {
    return IntStream.range(0, whole.size())
        .map(whole::completed)
        .filter(end -> end >= from && end != History.NEVER)
        .sorted();
  }

  /** Whether it can be what is left of the history up to a position. */
  private boolean left(SequentialSpec<?> spec, int until) {
    int key = whole.key(place[0]);
    boolean oneKey = IntStream.of(place).allMatch(op -> whole.key(op) == key);
    int[] begun =
        IntStream.range(0, whole.size())
            .filter(op -> whole.invoked(op) <= until && (!oneKey || whole.key(op) == key))
            .toArray();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < begun.length; i++) {
      places.put(begun[i], i);
    }
    List<Integer> kept =
        IntStream.of(place).mapToObj(op -> places.getOrDefault(op, -1)).sorted().toList();
    History base = whole.select(begun, until);
    for (int i = 0; i < place.length; i++) {
      boolean open = part.completed(i) == History.NEVER;
      if (open != (base.completed(places.getOrDefault(place[i], 0)) == History.NEVER)) {
        return false;
      }
    }
    return Soundness.ofLinearizable(spec, base, kept);
  }

  /** The last end in the history of an operation of the counterexample. */
  private int end() {
    int last = 0;
    for (int op = 0; op < part.size(); op++) {
      last = Math.max(last, whole.invoked(place[op]));
      if (part.completed(op) != History.NEVER) {
        last = Math.max(last, whole.completed(place[op]));
      }
    }
    return last;
  }

  private <S> AuditResult violated(History steps, SequentialSpec<S> spec) {
    return EveryOrder.explains(steps, spec)
        .<AuditResult>map(
            yes ->
                yes
                    ? new AuditResult.Refuted("an order explains it", Optional.empty())
                    : new AuditResult.Verified(
                        part.size(), "left by sound reductions, which no order explains"))
        .orElseGet(
            () ->
                new AuditResult.Undecided(
                    "it is a sound reduction of the history, but has too many orders to try all"));
  }

  private AuditResult refuted(String reason, int op) {
    return new AuditResult.Refuted(reason, Optional.of(part.operation(op)));
  }
}
