package minos.contract;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.history.Operation;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Whether a store kept its contract: every operation is judged by what was promised for the level
 * that it asked for.
 *
 * <p><b>Question.</b> Of a history in which operations ask for different levels, does each satisfy
 * its own? In the framework of [1]: is there one visibility and one arbitration of the writes of
 * each key with which every operation satisfies the axioms of its level?
 *
 * <p><b>Idea.</b> Operations become {@link KeyStep steps on keys}; the first rule that fits a step
 * gives its promises; each promise is judged on the writes and on the steps that have it.
 *
 * <p><b>Soundness and completeness.</b> Violated is right: every part that is judged is a part of
 * what the contract demands. Decided exactly, as one question: strong operations are linearizable
 * together with all writes, and every committed read saw a write that had taken effect by its end
 * (for values written once; see {@link LinearJudge}). Decided exactly, each read by itself:
 * regular, quorum, bounded, committed, new-key and snapshot reads, which are defined by real time
 * or by the store's timestamps; and the store's own versions. Approximated: promises to different
 * operations are not asked to agree on one arbitration of <em>concurrent</em> writes beyond that,
 * so a history that satisfies each promise by another arbitration is called consistent; session
 * guarantees take for the order of versions the server's, where it is recorded, else real time.
 *
 * <p><b>Cost.</b> That of the promises: O(n log n) each, but for linearizability and transactions.
 *
 * <ol>
 *   <li>A. Bouajjani, C. Enea, M. Mukund, G. Shenoy R., S. P. Suresh, "Formalizing and Checking
 *       Multilevel Consistency", VMCAI 2020, LNCS 11990.
 * </ol>
 *
 * Immutable and thread-safe.
 */
public final class ContractCheck implements Check {
  private final Contract contract;
  private final ContractOptions options;
  private final String model;

  /** Whether all operations are promised the same. */
  private final boolean uniform;

  /** A check by a contract. */
  public ContractCheck(Contract contract, ContractOptions options) {
    this(contract, options, "store", false);
  }

  private ContractCheck(Contract contract, ContractOptions options, String model, boolean uniform) {
    this.contract = contract;
    this.options = options;
    this.model = model;
    this.uniform = uniform;
  }

  /**
   * A check that holds all operations of a store to one promise.
   *
   * @param promise the word of a promise, such as {@code regular}
   * @param model what reports call the model
   * @throws IllegalArgumentException if it is no promise
   */
  public static ContractCheck uniform(String promise, String model, ContractOptions options) {
    Promise made = Promise.of(promise);
    Set<Verb> verbs = EnumSet.allOf(Verb.class);
    verbs.remove(Verb.WRITE);
    List<Rule> rules = List.of(new Rule(verbs, List.of(), List.of(made)));
    Contract contract =
        new Contract(
            promise,
            promise,
            LocalDate.EPOCH,
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            "",
            Map.of(),
            Map.of(Tier.DOCUMENTED, rules, Tier.STRONGER, rules));
    return new ContractCheck(contract, options.withTier(Tier.STRONGER), model, true);
  }

  /**
   * The functions of a history in the words of this package ({@code get}, {@code list}, {@code
   * add}...), if all of them are those of a store; else none.
   */
  public static Set<String> storeFunctions(History history) {
    Set<String> words = new TreeSet<>();
    for (int f = 0; f < history.functionCount(); f++) {
      Optional<Action> action = Action.of(history.functionName(f));
      if (action.isEmpty()) {
        return Set.of();
      }
      words.add(action.get() == Action.TRANSACT ? "txn" : action.get().word());
    }
    return words;
  }

  Contract contract() {
    return contract;
  }

  ContractOptions options() {
    return options;
  }

  /** Whether all operations are promised the same, {@link #uniform}. */
  public boolean isUniform() {
    return uniform;
  }

  @Override
  public String consistency() {
    return contract.id() + (options.tier() == Tier.DOCUMENTED || uniform ? "" : " (stronger)");
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Budget own = budget.child();
    try {
      KeySteps steps = Interpreter.steps(history, options.model(), contract.aliases(), own);
      List<String> assumptions = new ArrayList<>();
      Dict details = Dict.EMPTY;
      Verdict verdict;
      if (steps == null) {
        verdict = new Verdict.Undecided(stopped(own));
      } else {
        verdict = judge(steps, options.tier(), assumptions, own);
        details = details(steps, verdict, assumptions, own);
      }
      return NeverGreen.guard(
          history,
          new CheckResult(
              consistency(),
              model(),
              verdict,
              Duration.ofNanos(System.nanoTime() - started),
              "by promise",
              assumptions,
              details));
    } finally {
      own.close();
    }
  }

  private static Cause stopped(Budget budget) {
    Cause cause = budget.exhausted();
    return cause == null ? new Cause(Cause.Kind.MEMORY, "no room for the history's steps") : cause;
  }

  private Verdict judge(KeySteps steps, Tier tier, List<String> assumptions, Budget budget) {
    Assignment assignment = new Assignment(steps, contract.rules(tier));
    Outcomes outcomes = new Outcomes();
    Value initial = options.model().initial().orElse(Nil.NIL);
    Quorums quorums = new Quorums(steps.metadata(), contract.parameters());
    RealTimeJudge reads = new RealTimeJudge(steps, initial, budget, outcomes);
    SessionJudge sessions =
        new SessionJudge(
            steps,
            options.model(),
            SessionJudge.field(options.sessionField(), contract, steps),
            budget,
            outcomes);
    List<Integer> committed = assignment.promised(Promise.Kind.COMMITTED);
    Set<Integer> monotonic = Set.copyOf(assignment.promised(Promise.Kind.MONOTONIC_READS));
    assignment
        .promised()
        .forEach(
            (promise, promised) -> {
              Obligations obligations = new Obligations(steps, promise, quorums);
              switch (promise.kind()) {
                case LINEARIZABLE -> {
                  Set<Integer> free = LinearJudge.voidKeys(steps, promise, promised, obligations);
                  List<Integer> held =
                      promised.stream()
                          .filter(i -> !free.contains(steps.all().get(i).key()))
                          .toList();
                  List<Integer> rest =
                      promised.stream()
                          .filter(i -> free.contains(steps.all().get(i).key()))
                          .toList();
                  new LinearJudge(steps, options.model(), budget, outcomes)
                      .judge(promise, held, committed);
                  if (!rest.isEmpty()) {
                    voided(steps, promise, free, outcomes);
                    Promise weak = Promise.of(Promise.Kind.COMMITTED);
                    reads.judge(weak, rest, new Obligations(steps, weak, quorums));
                  }
                }
                case REGULAR, QUORUM, BOUNDED, COMMITTED, WRITTEN, NEW_KEY, NEW_KEY_ALWAYS ->
                    reads.judge(promise, promised, obligations);
                case SNAPSHOT ->
                    new SnapshotJudge(steps, initial, outcomes).judge(promise, promised);
                case READ_YOUR_WRITES,
                    MONOTONIC_READS,
                    MONOTONIC_WRITES,
                    WRITES_FOLLOW_READS,
                    CONVERGES ->
                    sessions.judge(promise, promised, monotonic, obligations);
                case READ_COMMITTED, SNAPSHOT_ISOLATION, SERIALIZABLE, STRICT_SERIALIZABLE ->
                    new TransactionJudge(steps, budget, outcomes).judge(promise, promised);
                case ORDERED -> new VersionJudge(steps, outcomes).judge(promise, promised);
                case NOTHING -> {
                  // Nothing was promised.
                }
              }
            });
    assumptions.addAll(told(assignment, tier));
    assumptions.addAll(outcomes.notes());
    if (assignment.promised().isEmpty()) {
      // Of a history that is empty or breaks off, that is the reason.
      return new Verdict.Undecided(
          NeverGreen.silence(steps.history())
              .orElseGet(
                  () ->
                      new Cause(
                          Cause.Kind.NOTHING_INFERRED,
                          "no operation of the history that succeeded is promised anything by the"
                              + " contract "
                              + contract.id())));
    }
    return outcomes.verdict(
        outcomes.broken().stream().map(broken -> named(broken, assignment, steps, tier)).toList());
  }

  private static void voided(
      KeySteps steps, Promise promise, Set<Integer> keys, Outcomes outcomes) {
    String names =
        keys.stream()
            .limit(5)
            .map(key -> steps.keyName(key).map(Value::toString).orElse("the object"))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    outcomes.note(
        "the promise "
            + promise
            + " is void on "
            + names
            + (keys.size() > 5 ? " and " + (keys.size() - 5) + " more keys" : "")
            + ", which have other writes; what is read there must be committed");
  }

  /** A violation in words that name the operation, its level and the broken promise. */
  private static Violation named(
      Outcomes.Broken broken, Assignment assignment, KeySteps steps, Tier tier) {
    Violation violation = broken.violation();
    int step = broken.step() >= 0 ? broken.step() : step(violation, assignment, broken, steps);
    String level = step < 0 ? "" : assignment.level(step);
    return violation.saying(
        "broken promise `"
            + broken.promise()
            + "` ("
            + tier.word()
            + (level.isEmpty() ? "" : ", asked for with " + level)
            + "): "
            + violation.summary());
  }

  private static int step(
      Violation violation, Assignment assignment, Outcomes.Broken broken, KeySteps steps) {
    Optional<Operation> culprit = violation.culprit();
    if (culprit.isEmpty()) {
      return -1;
    }
    List<Integer> promised = assignment.promised().getOrDefault(broken.promise(), List.of());
    return promised.stream()
        .filter(i -> steps.all().get(i).operation() == culprit.get().ordinal())
        .findFirst()
        .orElse(-1);
  }

  private List<String> told(Assignment assignment, Tier tier) {
    List<String> told = new ArrayList<>();
    if (!uniform) {
      told.add(
          "the contract is "
              + contract.id()
              + " as of "
              + contract.date()
              + ", of which the tier `"
              + tier.word()
              + "` was judged (--tier)");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    assignment.promised().forEach((promise, steps) -> counts.put(promise.toString(), steps.size()));
    counts.forEach(
        (promise, count) ->
            told.add(count + (count == 1 ? " step was" : " steps were") + " promised " + promise));
    if (assignment.unpromised() > 0) {
      told.add(
          "nothing was promised to "
              + assignment.unpromised()
              + (assignment.unpromised() == 1 ? " step" : " steps")
              + " that no rule fits");
    }
    return told;
  }

  /** What the other tier came to, for whoever wants to know which was broken. */
  private Dict details(KeySteps steps, Verdict verdict, List<String> assumptions, Budget budget) {
    if (uniform) {
      return Dict.EMPTY;
    }
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Text("contract"), new Text(contract.id()));
    details.put(new Text("date"), new Text(contract.date().toString()));
    details.put(new Text(options.tier().word()), new Text(verdict.judgement().word()));
    if (options.tier() == Tier.DOCUMENTED && !(verdict instanceof Verdict.Violated)) {
      Verdict stronger = judge(steps, Tier.STRONGER, new ArrayList<>(), budget);
      details.put(new Text(Tier.STRONGER.word()), new Text(stronger.judgement().word()));
      if (stronger instanceof Verdict.Violated violated) {
        Violation first = violated.violations().get(0);
        details.put(new Text("strongerViolations"), new Int(violated.violations().size()));
        assumptions.add(
            "what is not documented but often assumed (--tier stronger) is broken: "
                + first.anomaly().id()
                + first.key().map(key -> ", key " + key).orElse("")
                + ": "
                + first.summary());
      } else if (stronger instanceof Verdict.Undecided undecided) {
        details.put(new Text("strongerCause"), new Text(undecided.cause().message()));
      }
    }
    return new Dict(details);
  }
}
