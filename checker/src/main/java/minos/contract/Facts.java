package minos.contract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.Derived;
import minos.history.History;
import minos.value.Nil;
import minos.value.Value;

/**
 * What some operations of a history say by themselves: their steps, and what these steps are
 * excused by. Operations are named by their places in the whole history. Immutable.
 */
final class Facts {
  /** What an operation did to a key, or saw of it; empty in a history of one object. */
  record Spot(int operation, Optional<Value> key) {}

  private final KeySteps steps;
  private final int[] source;
  private final Assignment assignment;
  private final Contract contract;
  private final ContractOptions options;
  private final Map<Integer, List<KeyStep>> byOperation = new HashMap<>();

  private Facts(KeySteps steps, int[] source, ContractCheck check) {
    this.steps = steps;
    this.source = source;
    this.contract = check.contract();
    this.options = check.options();
    this.assignment = new Assignment(steps, contract.rules(options.tier()));
    for (KeyStep step : steps.all()) {
      byOperation.computeIfAbsent(operation(step), ignored -> new ArrayList<>()).add(step);
    }
  }

  /**
   * The facts of some operations.
   *
   * @param seen what the check sees of a history: the same, or with other intervals
   */
  static Facts of(
      History whole, BitSet kept, ContractCheck check, Function<History, Derived> seen) {
    int[] places = kept.stream().toArray();
    Derived derived = seen.apply(whole.select(places, History.NEVER));
    KeySteps steps =
        Interpreter.steps(
            derived.history(),
            check.options().model(),
            check.contract().aliases(),
            Budget.unlimited());
    if (steps == null) {
      throw new IllegalStateException("an unlimited budget had no room");
    }
    int[] source = new int[derived.history().size()];
    for (int i = 0; i < source.length; i++) {
      source[i] = places[derived.source(i)];
    }
    return new Facts(steps, source, check);
  }

  KeySteps steps() {
    return steps;
  }

  Assignment assignment() {
    return assignment;
  }

  /** The place in the whole history of the operation of a step. */
  int operation(KeyStep step) {
    return source[step.operation()];
  }

  Optional<Value> key(KeyStep step) {
    return steps.keyName(step.key());
  }

  List<KeyStep> of(int operation) {
    return byOperation.getOrDefault(operation, List.of());
  }

  boolean has(String field) {
    return steps.history().fieldNames().contains(field);
  }

  /** Keys of which nobody knows what they hold, because some operation did not tell. */
  Set<Optional<Value>> unclear() {
    Set<Optional<Value>> names = new HashSet<>();
    steps.unclear().keySet().forEach(key -> names.add(steps.keyName(key)));
    return names;
  }

  /** The reads that break a promise which says of each read by itself what it may return. */
  Set<Spot> broken() {
    Outcomes outcomes = new Outcomes(Integer.MAX_VALUE);
    Value initial = options.model().initial().orElse(Nil.NIL);
    Quorums quorums = new Quorums(steps.metadata(), contract.parameters());
    RealTimeJudge reads = new RealTimeJudge(steps, initial, Budget.unlimited(), outcomes);
    assignment
        .promised()
        .forEach(
            (promise, promised) -> {
              Obligations obligations = new Obligations(steps, promise, quorums);
              switch (promise.kind()) {
                case REGULAR, QUORUM, BOUNDED, COMMITTED, WRITTEN, NEW_KEY, NEW_KEY_ALWAYS ->
                    reads.judge(promise, promised, obligations);
                case SNAPSHOT ->
                    new SnapshotJudge(steps, initial, outcomes).judge(promise, promised);
                case LINEARIZABLE -> {
                  Set<Integer> free = LinearJudge.voidKeys(steps, promise, promised, obligations);
                  Promise weak = Promise.of(Promise.Kind.COMMITTED);
                  List<Integer> rest =
                      promised.stream()
                          .filter(i -> free.contains(steps.all().get(i).key()))
                          .toList();
                  reads.judge(weak, rest, new Obligations(steps, weak, quorums));
                }
                case READ_YOUR_WRITES,
                    MONOTONIC_READS,
                    MONOTONIC_WRITES,
                    WRITES_FOLLOW_READS,
                    CONVERGES,
                    READ_COMMITTED,
                    SNAPSHOT_ISOLATION,
                    SERIALIZABLE,
                    STRICT_SERIALIZABLE,
                    ORDERED,
                    NOTHING -> {
                  // Not of each read by itself.
                }
              }
            });
    Set<Spot> broken = new HashSet<>();
    outcomes.broken().forEach(one -> broken.add(spot(steps.all().get(one.step()))));
    return broken;
  }

  private Spot spot(KeyStep step) {
    return new Spot(operation(step), key(step));
  }

  /** What keeps each promise of linearizability from saying anything: the keys where it is void. */
  Map<Promise, Set<Optional<Value>>> voided() {
    Map<Promise, Set<Optional<Value>>> voided = new LinkedHashMap<>();
    Quorums quorums = new Quorums(steps.metadata(), contract.parameters());
    assignment
        .promised()
        .forEach(
            (promise, promised) -> {
              if (promise.kind() == Promise.Kind.LINEARIZABLE && !promise.toward().isEmpty()) {
                Set<Optional<Value>> names = new HashSet<>();
                LinearJudge.voidKeys(
                        steps, promise, promised, new Obligations(steps, promise, quorums))
                    .forEach(key -> names.add(steps.keyName(key)));
                voided.put(promise, names);
              }
            });
    return voided;
  }

  /**
   * For each promise about sessions and writes that have something in common with the session's
   * reads: the read that stands for all. Others go by it.
   */
  Map<Promise, Integer> examples() {
    Map<Promise, Integer> examples = new LinkedHashMap<>();
    assignment
        .promised()
        .forEach(
            (promise, promised) -> {
              boolean same =
                  promise.toward().stream().anyMatch(c -> c.test() == Condition.Test.SAME);
              if (promise.isSessionGuarantee() && same && !promised.isEmpty()) {
                examples.put(promise, operation(steps.all().get(promised.get(0))));
              }
            });
    return examples;
  }

  /** The operations to which a promise was made. */
  BitSet promisedTo(Promise promise) {
    BitSet operations = new BitSet();
    assignment
        .promised()
        .getOrDefault(promise, List.of())
        .forEach(i -> operations.set(operation(steps.all().get(i))));
    return operations;
  }

  /**
   * The last read of each session on each key whose writes have ended, of those that should agree.
   */
  Set<Spot> lastReads() {
    List<Integer> promised = assignment.promised(Promise.Kind.CONVERGES);
    if (promised.isEmpty()) {
      return new HashSet<>();
    }
    History history = steps.history();
    int[] quiet = new int[steps.keyCount()];
    for (KeyStep step : steps.all()) {
      if (step.writes() && step.ok()) {
        quiet[step.key()] = Math.max(quiet[step.key()], history.completed(step.operation()) + 1);
      }
    }
    Optional<String> field = SessionJudge.field(options.sessionField(), contract, steps);
    Map<List<Object>, KeyStep> last = new HashMap<>();
    for (int i : promised) {
      KeyStep step = steps.all().get(i);
      if (step.role() == Role.READ && history.invoked(step.operation()) >= quiet[step.key()]) {
        Value process = history.processName(history.process(step.operation()));
        Value session = field.flatMap(f -> history.field(step.operation(), f)).orElse(process);
        last.merge(
            List.of(step.key(), session),
            step,
            (a, b) -> history.completed(a.operation()) > history.completed(b.operation()) ? a : b);
      }
    }
    Set<Spot> spots = new HashSet<>();
    last.values().forEach(step -> spots.add(spot(step)));
    return spots;
  }

  /**
   * Values, with their keys, that one step alone certainly or perhaps wrote, on keys where strong
   * operations are judged; with the operations of the weak reads that saw them.
   */
  Map<List<Object>, BitSet> seenOfOneWriter() {
    Set<Integer> strong = new HashSet<>();
    for (int i : assignment.promised(Promise.Kind.LINEARIZABLE)) {
      strong.add(steps.all().get(i).key());
    }
    List<Integer> committed = assignment.promised(Promise.Kind.COMMITTED);
    if (strong.isEmpty() || committed.isEmpty()) {
      return Map.of();
    }
    Map<List<Object>, Integer> writers = new HashMap<>();
    for (KeyStep step : steps.all()) {
      if (step.writes()) {
        writers.merge(List.of(key(step), step.value()), 1, Integer::sum);
      }
    }
    Map<List<Object>, BitSet> seen = new HashMap<>();
    for (int i : committed) {
      KeyStep step = steps.all().get(i);
      List<Object> value = List.of(key(step), step.value());
      if (step.role() == Role.READ && writers.getOrDefault(value, 0) == 1) {
        seen.computeIfAbsent(value, ignored -> new BitSet()).set(operation(step));
      }
    }
    return seen;
  }

  /**
   * Whether an operation says the same as in other facts, or less: a page of a listing does not
   * tell that a key is absent of which nobody speaks any more.
   */
  boolean saysNoMore(int operation, Facts than) {
    List<KeyStep> now = of(operation);
    int next = 0;
    for (KeyStep step : than.of(operation)) {
      if (next < now.size() && same(now.get(next), than, step)) {
        next++;
      } else if (step.verb() != Verb.LIST || step.role() != Role.READ || !step.value().isNil()) {
        return false;
      }
    }
    return next == now.size();
  }

  private boolean same(KeyStep step, Facts than, KeyStep other) {
    return key(step).equals(than.key(other))
        && step.verb() == other.verb()
        && step.role() == other.role()
        && step.expected().equals(other.expected())
        && step.value().equals(other.value())
        && step.outcome() == other.outcome();
  }
}
