package minos.clojure;

import clojure.lang.IFn;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Nil;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the culprit of a violation could still be reached, and why each fails: from a
 * state that was possible through operations still pending to the culprit, which the model rejects.
 *
 * <p>Of all orders of the pending operations the first {@value #PATHS} that change the state at
 * each step are found, with at most {@value #STEPS} steps: an explanation is bounded as strictly as
 * the search.
 */
final class FinalPaths {
  static final int PATHS = 10;
  private static final int STEPS = 10_000;
  private static final Keyword OP = Keyword.intern("op");
  private static final Keyword MODEL = Keyword.intern("model");

  private final SequentialSpec<ClojureState> spec;
  private final ClojureHistory source;
  private final Operation culprit;
  private final IFn inconsistent;
  private final Set<IPersistentVector> paths = new LinkedHashSet<>();
  private int steps;

  /**
   * Paths to a culprit.
   *
   * @param inconsistent makes a model of the reason why there is none
   */
  FinalPaths(
      SequentialSpec<ClojureState> spec,
      ClojureHistory source,
      Operation culprit,
      IFn inconsistent) {
    this.spec = spec;
    this.source = source;
    this.culprit = culprit;
    this.inconsistent = inconsistent;
  }

  /** Finds the paths from one more state. */
  void from(ClojureState state, List<Operation> pending, @Nullable IPersistentMap previous) {
    IPersistentVector path = PersistentVector.EMPTY;
    search(state, pending, path.cons(entry(previous, state.value())));
  }

  /** The paths found. */
  Set<IPersistentVector> paths() {
    return paths;
  }

  private void search(ClojureState state, List<Operation> pending, IPersistentVector path) {
    if (paths.size() >= PATHS || ++steps > STEPS) {
      return;
    }
    if (spec.step(state, call(culprit)) instanceof Step.Rejected<ClojureState> rejected) {
      Object end = inconsistent.invoke(rejected.reason());
      paths.add(path.cons(entry(completion(source, culprit), end)));
    }
    for (Operation next : pending) {
      List<Operation> rest = new ArrayList<>(pending);
      rest.remove(next);
      for (ClojureState after : after(spec.step(state, call(next)))) {
        if (!after.equals(state)) {
          search(after, rest, path.cons(entry(invocation(source, next), after.value())));
        }
      }
    }
  }

  private static List<ClojureState> after(Step<ClojureState> step) {
    if (step instanceof Step.Next<ClojureState> next) {
      return List.of(next.state());
    } else if (step instanceof Step.Choices<ClojureState> choices) {
      return choices.states();
    }
    return List.of();
  }

  private Call call(Operation operation) {
    return new Call(
        operation.f(),
        operation.input(),
        operation.output(),
        operation.outcome(),
        spec.perProcess() ? operation.process() : Nil.NIL);
  }

  private static IPersistentMap entry(@Nullable IPersistentMap op, @Nullable Object model) {
    return RT.map(OP, op, MODEL, model);
  }

  /** The map of an operation's completion; of its invocation if it has none. */
  static IPersistentMap completion(ClojureHistory source, Operation operation) {
    return operation.completionIndex().isPresent()
        ? source.event(operation.completionIndex().getAsLong())
        : source.event(operation.index());
  }

  /** The map of an operation's invocation, with its value if it is known by now. */
  static IPersistentMap invocation(ClojureHistory source, Operation operation) {
    IPersistentMap invoked = source.event(operation.index());
    if (operation.outcome() != Outcome.OK) {
      return invoked;
    }
    Object value = completion(source, operation).valAt(ClojureHistory.VALUE);
    return invoked.assoc(ClojureHistory.VALUE, value);
  }
}
