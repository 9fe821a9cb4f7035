package minos.contract;

import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.contract.KeyStep.Role;
import minos.history.Derived;
import minos.history.History;
import minos.history.HistoryRewriter;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.SequentialSpec;

/**
 * The operations of an object or item store as steps on keys, for whoever orders them: a history of
 * the steps, and what they answer if there is one copy of everything.
 *
 * <p>The store is linearizable exactly if that history is. An operation on several keys is several
 * steps, each of which knows its operation's lines and number; keys that renames join are one
 * object. Immutable.
 */
public final class StoreSteps {
  private final Derived derived;
  private final SequentialSpec<?> spec;

  private StoreSteps(Derived derived, SequentialSpec<?> spec) {
    this.derived = derived;
    this.spec = spec;
  }

  /**
   * The steps of a history.
   *
   * @param check how operations are read
   * @return empty if the budget has no room, or nobody knows what some key holds
   * @throws minos.spec.UnknownCallException if it has an operation that no store has
   */
  public static Optional<StoreSteps> of(History history, ContractCheck check, Budget budget) {
    ModelOptions options = check.options().model();
    Map<String, String> aliases = check.contract().aliases();
    KeySteps steps = Interpreter.steps(history, options, aliases, budget);
    if (steps == null || !steps.unclear().isEmpty()) {
      return Optional.empty();
    }
    Components components = Components.of(steps);
    HistoryRewriter rewriter = new HistoryRewriter(history);
    for (int i = 0; i < steps.all().size(); i++) {
      KeyStep step = steps.all().get(i);
      if (step.role() != Role.MOVE_TO) {
        rewriter.add(StoreSpec.row(steps, step, i, components.of(step.key())));
      }
    }
    ModelOptions exact = new ModelOptions(options.initial(), NilRead.ABSENT, FailedCas.MISMATCH);
    return Optional.of(new StoreSteps(rewriter.build(), new StoreSpec(exact)));
  }

  /** The steps, as a history of their own. */
  public History history() {
    return derived.history();
  }

  /** What the steps answer. */
  public SequentialSpec<?> spec() {
    return spec;
  }
}
