package minos.clojure;

import clojure.lang.IFn;
import clojure.lang.IObj;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Outcome;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history given as Clojure data by a model given as Clojure data, and answers in the shape
 * of Knossos's results. The engine room of the Clojure namespace {@code minos.knossos}, which says
 * what the maps mean.
 *
 * <p>A model that is one of ours under another name is judged by ours, which have algorithms of
 * their own; if it is violated, the states that Knossos's shape asks for are searched with the
 * model itself, as long as {@value #EXPLAINING_SECONDS} seconds. Thread-safe.
 */
public final class KnossosAnalysis {
  private static final int EXPLAINING_SECONDS = 5;

  private static final Keyword VALID = Keyword.intern("valid?");

  private final ClojureHistory source;
  private final RememberingSpec spec;
  private final IFn inconsistent;

  private KnossosAnalysis(ClojureHistory source, RememberingSpec spec, IFn inconsistent) {
    this.source = source;
    this.spec = spec;
    this.inconsistent = inconsistent;
  }

  /**
   * Judges a history.
   *
   * @param model anything that docs/models.md calls a model
   * @param history a collection of maps
   * @param options {@code :algorithm} (a keyword, {@link Algorithm#id}), {@code :timeout} in
   *     milliseconds, {@code :memory} in bytes, {@code :threads}; {@code :built-in}, the name of
   *     the specification that the model is, with {@code :initial} and {@code :functions}
   * @param inconsistent makes a model of a sentence
   * @return {@code :valid?} true, false or {@code :unknown}, and why; the metadata has {@code
   *     :minos/history}, {@code :minos/check} and {@code :minos/result}, objects of this library
   * @throws MalformedHistoryException if the history is none
   * @throws ClojureModelException if the model is none
   */
  public static IPersistentMap analyze(
      @Nullable Object model, @Nullable Object history, IPersistentMap options, IFn inconsistent)
      throws MalformedHistoryException, ClojureModelException {
    ClojureHistory source = ClojureHistory.of(history, PersistentArrayMap.EMPTY);
    String name = model == null ? "nil" : model.getClass().getSimpleName();
    ClojureSpec own =
        ClojureFile.spec("the model", name, model, ModelOptions.DEFAULTS)
            .seeing(source::data, source::function);
    return new KnossosAnalysis(source, new RememberingSpec(own), inconsistent).answer(options);
  }

  private IPersistentMap answer(IPersistentMap options) {
    Options choices = new Options(options);
    Budget budget = choices.budget();
    try {
      Algorithm algorithm = choices.algorithm();
      Optional<LinearizabilityCheck> ours =
          algorithm == Algorithm.AUTO ? builtIn(options) : Optional.empty();
      LinearizabilityCheck check = ours.orElseGet(() -> new LinearizabilityCheck(spec, algorithm));
      CheckResult result = check.check(source.history(), budget);
      IPersistentMap shape = shape(result, ours.isPresent(), budget);
      Object meta =
          RT.map(
              Keyword.intern("minos", "history"),
              source.history(),
              Keyword.intern("minos", "check"),
              check,
              Keyword.intern("minos", "result"),
              result);
      return (IPersistentMap) ((IObj) shape).withMeta((IPersistentMap) meta);
    } finally {
      budget.close();
    }
  }

  /** Ours, if the model is one of ours and the history has only what both know. */
  private Optional<LinearizabilityCheck> builtIn(IPersistentMap options) {
    Object name = options.valAt(Keyword.intern("built-in"));
    Object functions = options.valAt(Keyword.intern("functions"));
    if (name == null) {
      return Optional.empty();
    }
    History history = source.history();
    for (int f = 0; f < history.functionCount(); f++) {
      Object word = source.function(history.functionName(f));
      if (functions == null || RT.get(functions, word) == null) {
        return Optional.empty();
      }
    }
    try {
      ModelOptions choices =
          new ModelOptions(
              Optional.of(source.value(options.valAt(Keyword.intern("initial")))),
              NilRead.UNKNOWN,
              FailedCas.IGNORED);
      return Models.byName(name.toString())
          .map(found -> new LinearizabilityCheck(found.create(choices)));
    } catch (FromClojure.Unconvertible e) {
      // A state that no value stands for: no history has it, and the model itself can judge.
      return Optional.empty();
    }
  }

  private IPersistentMap shape(CheckResult result, boolean builtIn, Budget budget) {
    IPersistentMap answer =
        PersistentArrayMap.EMPTY
            .assoc(Keyword.intern("analyzer"), Keyword.intern("minos"))
            .assoc(Keyword.intern("algorithm"), result.algorithm())
            .assoc(Keyword.intern("op-count"), source.history().size());
    if (!source.history().warnings().isEmpty()) {
      List<String> warnings = source.history().warnings().stream().map(Object::toString).toList();
      answer = answer.assoc(Keyword.intern("warnings"), PersistentVector.create(warnings));
    }
    if (result.verdict() instanceof Verdict.Violated violated) {
      return violated(answer, violated, builtIn, budget);
    } else if (result.verdict() instanceof Verdict.Undecided undecided) {
      return answer
          .assoc(VALID, Keyword.intern("unknown"))
          .assoc(Keyword.intern("cause"), Keyword.intern(undecided.cause().kind().word()))
          .assoc(Keyword.intern("error"), undecided.cause().message());
    }
    return answer
        .assoc(VALID, true)
        .assoc(Keyword.intern("configs"), PersistentVector.EMPTY)
        .assoc(Keyword.intern("final-paths"), PersistentVector.EMPTY);
  }

  private IPersistentMap violated(
      IPersistentMap answer, Verdict.Violated violated, boolean builtIn, Budget budget) {
    Violation first = violated.violations().get(0);
    Violation told = builtIn ? searched(first, budget).orElse(first) : first;
    IPersistentMap shape =
        answer
            .assoc(VALID, false)
            .assoc(Keyword.intern("anomaly"), Keyword.intern(name(first, told)))
            .assoc(Keyword.intern("explanation"), told.summary());
    if (told.key().isPresent()) {
      List<Object> keys = new ArrayList<>();
      for (Violation violation : violated.violations()) {
        violation.key().ifPresent(key -> keys.add(source.data(key)));
      }
      shape =
          shape
              .assoc(Keyword.intern("key"), source.data(told.key().get()))
              .assoc(Keyword.intern("failures"), PersistentVector.create(keys));
    }
    IPersistentVector configs = PersistentVector.EMPTY;
    IPersistentVector paths = PersistentVector.EMPTY;
    if (told.culprit().isPresent()) {
      Operation culprit = told.culprit().get();
      IPersistentMap previous =
          previousOk(culprit).map(op -> FinalPaths.completion(source, op)).orElse(null);
      shape =
          shape
              .assoc(Keyword.intern("op"), FinalPaths.completion(source, culprit))
              .assoc(Keyword.intern("previous-ok"), previous);
      if (told.explanation() instanceof Explanation.DeadEnd end) {
        FinalPaths search = new FinalPaths(spec, source, culprit, inconsistent);
        for (Explanation.StateThen then : end.states()) {
          ClojureState state = spec.state(then.state());
          if (state != null) {
            configs = configs.cons(config(state, then.pending(), culprit, previous));
            search.from(state, then.pending(), previous);
          }
        }
        for (IPersistentVector path : search.paths()) {
          paths = paths.cons(path);
        }
      }
    }
    return shape
        .assoc(Keyword.intern("configs"), configs)
        .assoc(Keyword.intern("final-paths"), paths);
  }

  /** A specification of ours has more names for what it finds than the search with the model. */
  private static String name(Violation first, Violation told) {
    boolean same =
        first.culprit().map(Operation::index).equals(told.culprit().map(Operation::index));
    return (same ? first : told).anomaly().id();
  }

  /** What a search with the model itself says of the part that is violated. */
  private Optional<Violation> searched(Violation violation, Budget budget) {
    History history = source.history();
    int key = violation.culprit().map(culprit -> history.key(culprit.ordinal())).orElse(-1);
    int[] part = IntStream.range(0, history.size()).filter(op -> history.key(op) == key).toArray();
    Budget some = budget.child(Duration.ofSeconds(EXPLAINING_SECONDS));
    CheckResult again =
        new LinearizabilityCheck(spec, Algorithm.RACE)
            .check(history.select(part, History.NEVER), some);
    some.close();
    return again.verdict() instanceof Verdict.Violated violated
        ? Optional.of(violated.violations().get(0))
        : Optional.empty();
  }

  private IPersistentMap config(
      ClojureState state,
      List<Operation> pending,
      Operation culprit,
      @Nullable IPersistentMap previous) {
    IPersistentVector open = PersistentVector.EMPTY.cons(FinalPaths.invocation(source, culprit));
    for (Operation operation : pending) {
      open = open.cons(FinalPaths.invocation(source, operation));
    }
    return RT.map(
        Keyword.intern("model"),
        state.value(),
        Keyword.intern("last-op"),
        previous,
        Keyword.intern("pending"),
        open);
  }

  /** The last operation on the same object that was known to have happened before. */
  private static Optional<Operation> previousOk(Operation culprit) {
    History history = culprit.history();
    int last = -1;
    for (int op = 0; op < history.size(); op++) {
      if (history.outcome(op) == Outcome.OK
          && history.key(op) == history.key(culprit.ordinal())
          && history.completed(op) < history.completed(culprit.ordinal())
          && (last < 0 || history.completed(op) > history.completed(last))) {
        last = op;
      }
    }
    return last < 0 ? Optional.empty() : Optional.of(history.operation(last));
  }
}
