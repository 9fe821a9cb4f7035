package minos.linearizability;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.monitor.Finding.Consistent;
import minos.monitor.Finding.NotApplicable;
import minos.monitor.Finding.Violated;
import minos.monitor.Monitors;
import minos.spec.ModelOptions;
import minos.value.Value;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * Asks the {@linkplain Monitors monitor} of a built-in specification. Immutable and thread-safe.
 *
 * @param model the specification's name
 * @param options the choices made for it
 */
record DedicatedMonitor(String model, ModelOptions options) {
  static final String NAME = "monitor";

  /** A guess at what an operation takes in a monitor, in bytes. */
  private static final long BYTES = 128;

  /** What the monitor says. */
  sealed interface Said {
    /** It decided. */
    record Decided(Finding finding) implements Said {}

    /** It is not exact for these operations. */
    record Nothing(String reason) implements Said {}
  }

  /**
   * What the monitor says of the operations at these places; nothing if there is no room for it.
   */
  Said ask(History history, Optional<Value> key, int[] ordinals, Budget budget) {
    Budget own = budget.child();
    try {
      if (!own.reserve(ordinals.length * BYTES)) {
        return new Said.Nothing("the memory limit leaves no room for it");
      }
      minos.monitor.Finding found = Monitors.judge(model, options, history, ordinals);
      if (found instanceof Consistent yes) {
        return new Said.Decided(new Finding.Fine(yes.algorithm(), Optional.empty()));
      } else if (found instanceof Violated no) {
        return new Said.Decided(new Finding.Broken(no.algorithm(), violation(history, key, no)));
      } else if (found instanceof NotApplicable not) {
        return new Said.Nothing(not.reason());
      }
      throw new IllegalStateException("no such finding: " + found);
    } finally {
      own.close();
    }
  }

  private static Violation violation(History history, Optional<Value> key, Violated no) {
    List<Operation> operations =
        Arrays.stream(no.operations()).mapToObj(history::operation).toList();
    Operation culprit = history.operation(no.culprit());
    return new Violation(
        no.anomaly(),
        key,
        Explainer.name(culprit) + " fits no order of the operations: " + no.summary(),
        Optional.of(culprit),
        operations,
        new Explanation.Findings(List.of(no.summary())));
  }
}
