package minos.clojure;

import clojure.lang.IObj;
import clojure.lang.IPersistentMap;
import clojure.lang.IPersistentVector;
import clojure.lang.ISeq;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import minos.catalog.CheckCatalog;
import minos.catalog.Choice;
import minos.catalog.Entry;
import minos.catalog.JepsenChoices;
import minos.catalog.Promised;
import minos.catalog.Question;
import minos.catalog.Survey;
import minos.catalog.UnfitException;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.contract.Contracts;
import minos.contract.Tier;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.linearizability.Algorithm;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.UnknownCallException;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history given as Clojure data by any checks of the {@link CheckCatalog}, asked for by
 * name. The engine room of {@code minos.jepsen/checker}, which says what the maps mean.
 * Thread-safe.
 */
public final class CatalogAnalysis {
  private static final int TOLD = 10;
  private static final Keyword VALID = Keyword.intern("valid?");
  private static final Keyword UNKNOWN = Keyword.intern("unknown");
  private static final Keyword CAUSE = Keyword.intern("cause");
  private static final Keyword ERROR = Keyword.intern("error");
  private static final String JEPSEN = "jepsen:";

  private final ClojureHistory source;
  private final Options options;

  private CatalogAnalysis(ClojureHistory source, Options options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Sees whether options can be obeyed, before there is a history.
   *
   * @throws IllegalArgumentException if they can't, with what there is instead
   */
  public static void validate(IPersistentMap map) {
    Options options = new Options(map);
    try {
      Question question = question(options, Optional.empty());
      CheckCatalog catalog = CheckCatalog.ALL;
      catalog.validate(question);
      if (question.model().isPresent()) {
        known("model", question.model().get(), catalog.models());
      }
      for (String consistency : question.consistencies()) {
        if (!consistency.equals("all")) {
          known("check", consistency, catalog.consistencies());
        }
      }
    } catch (UnfitException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void known(String what, String name, List<Entry> entries) {
    List<String> names = entries.stream().map(Entry::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no " + what + " " + name + "; known are " + String.join(", ", names));
    }
  }

  /**
   * Judges a history.
   *
   * @param history a collection of maps
   * @param test what the test says of itself, such as {@code :accounts}; only data is taken
   * @param map {@code :model}, {@code :consistency}, {@code :check}, {@code :contract}, {@code
   *     :initial}, {@code :nil}, {@code :failed-cas}, {@code :group-size}, {@code :session}, {@code
   *     :algorithm}, {@code :timeout}, {@code :memory}, {@code :threads}
   * @return {@code :valid?} true, false or {@code :unknown}, and why; the metadata has {@code
   *     :minos/history} and {@code :minos/results}, a map from checks to results
   * @throws MalformedHistoryException if the history is none
   */
  public static IPersistentMap analyze(
      @Nullable Object history, IPersistentMap test, IPersistentMap map)
      throws MalformedHistoryException {
    return new CatalogAnalysis(ClojureHistory.of(history, test), new Options(map)).answer();
  }

  private IPersistentMap answer() {
    History history = source.history();
    Map<Check, CheckResult> results = new LinkedHashMap<>();
    Choice choice;
    IPersistentMap answer;
    try {
      Optional<Value> initial = initial();
      choice = CheckCatalog.ALL.choose(question(options, initial), history);
    } catch (UnfitException | FromClojure.Unconvertible e) {
      return unknown("unsupported", String.valueOf(e.getMessage()));
    }
    Budget budget = options.budget();
    try {
      List<CheckResult> all = new ArrayList<>();
      List<String> strongest = new ArrayList<>();
      for (Survey survey : choice.surveys()) {
        Survey.Findings found = survey.of(history, budget);
        found.results().forEach(result -> all.add(NeverGreen.guard(history, result)));
        strongest.addAll(found.strongest());
      }
      for (Check check : choice.checks()) {
        CheckResult result = NeverGreen.guard(history, check.check(history, budget));
        results.put(check, result);
        all.add(result);
      }
      answer = shape(choice, all);
      if (!choice.surveys().isEmpty()) {
        answer =
            answer.assoc(
                Keyword.intern("strongest"),
                PersistentVector.create(strongest.stream().map(Keyword::intern).toList()));
      }
    } catch (UnknownCallException e) {
      answer = unknown("unsupported", String.valueOf(e.getMessage()));
    } finally {
      budget.close();
    }
    Object meta =
        RT.map(
            Keyword.intern("minos", "history"),
            history,
            Keyword.intern("minos", "results"),
            results);
    return (IPersistentMap) ((IObj) answer).withMeta((IPersistentMap) meta);
  }

  private Optional<Value> initial() throws FromClojure.Unconvertible {
    return options.map().containsKey(Keyword.intern("initial"))
        ? Optional.of(source.value(options.get("initial")))
        : Optional.empty();
  }

  private static Question question(Options options, Optional<Value> initial) {
    List<String> wanted = new ArrayList<>(options.names("consistency"));
    options.names("check").forEach(name -> wanted.add(JEPSEN + name));
    ModelOptions choices =
        new ModelOptions(
            initial,
            options.name("nil").map(CatalogAnalysis::nil).orElse(NilRead.UNKNOWN),
            options
                .name("failed-cas")
                .map(word -> word.equals("mismatch") ? FailedCas.MISMATCH : FailedCas.IGNORED)
                .orElse(FailedCas.IGNORED));
    Algorithm algorithm = options.algorithm();
    return new Question(
        options.name("model"),
        wanted,
        choices,
        algorithm == Algorithm.AUTO ? Optional.empty() : Optional.of(algorithm.id()),
        options.get("group-size") instanceof Number size
            ? OptionalInt.of(size.intValue())
            : OptionalInt.empty(),
        Optional.empty(),
        options.name("session"),
        new Promised(
            options.name("contract").map(Contracts::named), Tier.DOCUMENTED, Optional.empty()),
        JepsenChoices.DEFAULTS);
  }

  private static NilRead nil(String word) {
    return switch (word) {
      case "unknown" -> NilRead.UNKNOWN;
      case "absent" -> NilRead.ABSENT;
      default ->
          throw new IllegalArgumentException(
              "a read of nil says :unknown (the default) or :absent, not :" + word);
    };
  }

  private static IPersistentMap unknown(String cause, String message) {
    return PersistentArrayMap.EMPTY
        .assoc(VALID, UNKNOWN)
        .assoc(Keyword.intern("analyzer"), Keyword.intern("minos"))
        .assoc(CAUSE, Keyword.intern(cause))
        .assoc(ERROR, message);
  }

  private IPersistentMap shape(Choice choice, List<CheckResult> results) {
    IPersistentMap answer =
        PersistentArrayMap.EMPTY
            .assoc(Keyword.intern("analyzer"), Keyword.intern("minos"))
            .assoc(Keyword.intern("model"), Keyword.intern(choice.model()))
            .assoc(Keyword.intern("op-count"), source.history().size())
            .assoc(Keyword.intern("assumptions"), PersistentVector.create(choice.assumptions()));
    if (!source.history().warnings().isEmpty()) {
      List<String> warnings = source.history().warnings().stream().map(Object::toString).toList();
      answer = answer.assoc(Keyword.intern("warnings"), PersistentVector.create(warnings));
    }
    Judgement all = Judgement.CONSISTENT;
    for (CheckResult result : results) {
      all = all.and(result.verdict().judgement());
      IPersistentMap one = one(result);
      if (results.size() == 1) {
        for (ISeq seq = RT.seq(one); seq != null; seq = seq.next()) {
          Map.Entry<?, ?> entry = (Map.Entry<?, ?>) seq.first();
          answer = answer.assoc(entry.getKey(), entry.getValue());
        }
      } else {
        answer = answer.assoc(name(result), one);
      }
    }
    return answer.assoc(VALID, valid(all));
  }

  private static Keyword name(CheckResult result) {
    String name = result.consistency();
    return Keyword.intern(name.startsWith(JEPSEN) ? name.substring(JEPSEN.length()) : name);
  }

  private static Object valid(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> true;
      case VIOLATED -> false;
      case UNDECIDED -> UNKNOWN;
    };
  }

  /** One check's result: its own fields, which for Jepsen's checkers are theirs, and ours. */
  private IPersistentMap one(CheckResult result) {
    IPersistentMap one = PersistentArrayMap.EMPTY;
    for (Map.Entry<Value, Value> field : result.details().entries().entrySet()) {
      one = one.assoc(Keyword.intern(field.getKey().letters()), source.data(field.getValue()));
    }
    one =
        one.assoc(VALID, valid(result.verdict().judgement()))
            .assoc(Keyword.intern("checked"), name(result))
            .assoc(Keyword.intern("algorithm"), result.algorithm());
    if (result.verdict() instanceof Verdict.Undecided undecided) {
      return one.assoc(CAUSE, Keyword.intern(undecided.cause().kind().word()))
          .assoc(ERROR, undecided.cause().message());
    } else if (result.verdict() instanceof Verdict.Violated violated) {
      PersistentHashSet names = PersistentHashSet.EMPTY;
      IPersistentVector told = PersistentVector.EMPTY;
      for (Violation violation : violated.violations()) {
        names = (PersistentHashSet) names.cons(Keyword.intern(violation.anomaly().id()));
        if (told.count() < TOLD) {
          told = told.cons(violation(violation));
        }
      }
      return one.assoc(Keyword.intern("anomaly-types"), names)
          .assoc(Keyword.intern("violation-count"), violated.violations().size())
          .assoc(Keyword.intern("violations"), told);
    }
    return one;
  }

  private IPersistentMap violation(Violation violation) {
    IPersistentMap told =
        PersistentArrayMap.EMPTY
            .assoc(Keyword.intern("anomaly"), Keyword.intern(violation.anomaly().id()))
            .assoc(Keyword.intern("explanation"), violation.summary());
    if (violation.key().isPresent()) {
      told = told.assoc(Keyword.intern("key"), source.data(violation.key().get()));
    }
    if (violation.culprit().isPresent()) {
      told =
          told.assoc(
              Keyword.intern("op"), FinalPaths.completion(source, violation.culprit().get()));
    }
    return told;
  }
}
