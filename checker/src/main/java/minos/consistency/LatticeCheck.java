package minos.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.value.Dict;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Places a history on the lattice: decides every model.
 *
 * <p>Models are asked in an order that makes answers follow from others: first what is cheap and
 * settles much. What a satisfied model implies is satisfied, what implies a violated model is
 * violated, and neither is searched. The searches that can take long come last, so that a time
 * limit leaves the others decided.
 *
 * <p>As a check its verdict is violated if any model is, with the violations of the weakest such
 * models; {@code details} name the strongest satisfied and the weakest violated, and every
 * standing.
 */
public final class LatticeCheck implements Check {
  private static final List<ConsistencyModel> ORDER =
      List.of(
          ConsistencyModel.NO_THIN_AIR,
          ConsistencyModel.LINEARIZABLE,
          ConsistencyModel.CAUSAL_CONVERGENCE,
          ConsistencyModel.CAUSAL,
          ConsistencyModel.PER_KEY_SEQUENTIAL,
          ConsistencyModel.READ_YOUR_WRITES,
          ConsistencyModel.MONOTONIC_READS,
          ConsistencyModel.MONOTONIC_WRITES,
          ConsistencyModel.WRITES_FOLLOW_READS,
          ConsistencyModel.SESSION,
          ConsistencyModel.REGULAR,
          ConsistencyModel.CONSISTENT_PREFIX,
          ConsistencyModel.BOUNDED_STALENESS,
          ConsistencyModel.SAFE,
          ConsistencyModel.STRONG_EVENTUAL,
          ConsistencyModel.EVENTUAL,
          ConsistencyModel.PRAM,
          ConsistencyModel.CAUSAL_MEMORY,
          ConsistencyModel.PROCESSOR,
          ConsistencyModel.SEQUENTIAL);

  private final ConsistencyChecks checks;
  private final RegisterOptions options;
  private final Bound bound;

  LatticeCheck(ConsistencyChecks checks, RegisterOptions options, Bound bound) {
    this.checks = checks;
    this.options = options;
    this.bound = bound;
  }

  @Override
  public String consistency() {
    return "all";
  }

  @Override
  public String model() {
    return "register";
  }

  /** The history's standing with every model. */
  public Placement place(History history, Budget budget) {
    VersionOrder order = RegisterCheck.versionOrder(history, options);
    Map<ConsistencyModel, Standing> standings = new EnumMap<>(ConsistencyModel.class);
    for (ConsistencyModel model : ORDER) {
      Standing known = standings.get(model);
      if (known != null && known.judgement() != Judgement.UNDECIDED) {
        continue;
      }
      CheckResult result = checks.of(model, bound).check(history, budget);
      standings.put(model, Standing.found(result));
      switch (result.verdict().judgement()) {
        case CONSISTENT ->
            model
                .weaker(order)
                .forEach(weaker -> follow(standings, weaker, Judgement.CONSISTENT, model));
        case VIOLATED ->
            model
                .stronger(order)
                .forEach(stronger -> follow(standings, stronger, Judgement.VIOLATED, model));
        case UNDECIDED -> {
          // Says nothing of others.
        }
      }
    }
    return new Placement(standings, order, bound);
  }

  private static void follow(
      Map<ConsistencyModel, Standing> standings,
      ConsistencyModel model,
      Judgement judgement,
      ConsistencyModel because) {
    Standing known = standings.get(model);
    if (known == null || known.judgement() == Judgement.UNDECIDED) {
      standings.put(model, Standing.follows(judgement, because));
    }
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Placement placement = place(history, budget);
    Set<String> assumptions = new LinkedHashSet<>();
    for (Standing standing : placement.standings().values()) {
      standing.result().ifPresent(result -> assumptions.addAll(result.assumptions()));
    }
    return new CheckResult(
        consistency(),
        model(),
        verdict(placement),
        Duration.ofNanos(System.nanoTime() - started),
        "lattice",
        List.copyOf(assumptions),
        details(placement));
  }

  private static Verdict verdict(Placement placement) {
    List<Violation> violations = new ArrayList<>();
    for (ConsistencyModel model : placement.weakestViolated()) {
      placement
          .of(model)
          .result()
          .filter(result -> result.verdict() instanceof Verdict.Violated)
          .ifPresent(
              result -> violations.addAll(((Verdict.Violated) result.verdict()).violations()));
    }
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations);
    }
    List<String> open = new ArrayList<>();
    Cause first = null;
    for (ConsistencyModel model : placement.with(Judgement.UNDECIDED)) {
      CheckResult result = placement.of(model).result().orElseThrow();
      first = first == null ? ((Verdict.Undecided) result.verdict()).cause() : first;
      open.add(placement.name(model));
    }
    if (first == null) {
      return new Verdict.Consistent();
    }
    return new Verdict.Undecided(
        new Cause(
            first.kind(), "undecided: " + String.join(", ", open) + "; first: " + first.message()));
  }

  private static Dict details(Placement placement) {
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Text("strongest"), names(placement, placement.strongestSatisfied()));
    details.put(new Text("violated"), names(placement, placement.weakestViolated()));
    Map<Value, Value> models = new LinkedHashMap<>();
    placement
        .standings()
        .forEach(
            (model, standing) ->
                models.put(new Text(placement.name(model)), new Text(standing.judgement().word())));
    details.put(new Text("models"), new Dict(models));
    details.put(new Text("picture"), Value.of(placement.picture()));
    return new Dict(details);
  }

  private static Value names(Placement placement, List<ConsistencyModel> models) {
    return Value.of(models.stream().map(placement::name).toList());
  }
}
