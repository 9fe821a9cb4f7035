package minos.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.causal.RecordedClocks;
import minos.check.Check;
import minos.convergence.ReplicatedType;
import minos.convergence.ReplicatedTypeCheck;
import minos.register.RegisterOptions;
import minos.staleness.Bound;

/**
 * The checks of register histories by the names of their consistency models: the entry point of
 * this package.
 *
 * <p>Names are the {@linkplain ConsistencyModel#id ids} of the models, {@code bounded-staleness}
 * with a bound ({@code bounded-staleness:2}, {@code bounded-staleness:500ms}), {@code all} for
 * {@link LatticeCheck}, {@code vector-clocks} for clocks that the store itself recorded, and {@code
 * g-counter}, {@code pn-counter}, {@code or-set} and {@code lww-register} for replicated data
 * types.
 *
 * <p>Immutable.
 */
public final class ConsistencyChecks {
  private static final Bound DEFAULT_BOUND = Bound.versions(2);

  private final RegisterOptions options;
  private final Check linearizable;

  private ConsistencyChecks(RegisterOptions options, Check linearizable) {
    this.options = options;
    this.linearizable = linearizable;
  }

  /**
   * Checks with the same choices.
   *
   * @param linearizable what decides linearizability; it must make the same choices of the model
   */
  public static ConsistencyChecks of(RegisterOptions options, Check linearizable) {
    return new ConsistencyChecks(options, linearizable);
  }

  /** All names, without parameters. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (ConsistencyModel model : ConsistencyModel.values()) {
      names.add(model.id());
    }
    names.add("all");
    names.add(RecordedClocks.NAME);
    for (ReplicatedType type : ReplicatedType.values()) {
      names.add(type.id());
    }
    return names;
  }

  /**
   * The check of a name.
   *
   * @throws IllegalArgumentException if there is none of that name, or its bound is malformed
   */
  public Check byName(String name) {
    int colon = name.indexOf(':');
    String id = colon < 0 ? name : name.substring(0, colon);
    Optional<ConsistencyModel> model = ConsistencyModel.ofId(id);
    boolean bounded = model.filter(ConsistencyModel.BOUNDED_STALENESS::equals).isPresent();
    if (colon >= 0 && !bounded) {
      throw new IllegalArgumentException(
          "`" + name + "` has a bound, which only bounded-staleness takes");
    }
    if (bounded) {
      return of(
          ConsistencyModel.BOUNDED_STALENESS,
          colon < 0 ? DEFAULT_BOUND : Bound.of(name.substring(colon + 1)));
    }
    if (model.isPresent()) {
      return of(model.get(), DEFAULT_BOUND);
    }
    if (id.equals("all")) {
      return all();
    }
    if (id.equals(RecordedClocks.NAME)) {
      return new RecordedClocks(options);
    }
    return ReplicatedType.ofId(id)
        .<Check>map(ReplicatedTypeCheck::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "`"
                        + name
                        + "` is no consistency model; known are "
                        + String.join(", ", names())));
  }

  /** The choices that a check of a register makes; empty if it is none of these checks. */
  public static Optional<RegisterOptions> optionsOf(Check check) {
    return check instanceof RegisterCheck register
        ? Optional.of(register.options())
        : Optional.empty();
  }

  /** The check that places a history on the lattice. */
  public LatticeCheck all() {
    return all(DEFAULT_BOUND);
  }

  /** The check that places a history on the lattice, with a bound for bounded staleness. */
  public LatticeCheck all(Bound bound) {
    return new LatticeCheck(this, options, bound);
  }

  Check of(ConsistencyModel model, Bound bound) {
    return model == ConsistencyModel.LINEARIZABLE
        ? linearizable
        : new RegisterCheck(model, options, bound);
  }
}
