package minos.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** What the updates of a replicated object allow its reads to return. */
abstract class Updates {
  private final ReplicatedType type;
  final Replicas replicas;
  final List<Violation> violations = new ArrayList<>();

  Updates(ReplicatedType type, Replicas replicas) {
    this.type = type;
    this.replicas = replicas;
  }

  /** The laws of a type, applied to what happened. */
  static Updates of(ReplicatedType type, Replicas replicas) {
    Updates updates =
        switch (type) {
          case G_COUNTER -> new CounterUpdates(type, replicas, true);
          case PN_COUNTER -> new CounterUpdates(type, replicas, false);
          case OR_SET -> new SetUpdates(type, replicas);
          case LWW_REGISTER -> new LastWriterUpdates(type, replicas);
        };
    updates.judge();
    for (Operation[] pair : replicas.divergent(updates::answer)) {
      updates.add(
          Anomaly.DIVERGENT_REPLICAS,
          pair[1],
          "replicas that had received the same updates answered "
              + pair[0].value()
              + " and "
              + pair[1].value(),
          List.of(pair));
    }
    return updates;
  }

  /** What a read answered, equal if the answers mean the same. */
  Object answer(Operation read) {
    return read.value();
  }

  /** Applies the laws of the type. */
  abstract void judge();

  List<Violation> violations() {
    return violations;
  }

  void add(Anomaly anomaly, Operation culprit, String summary, List<Operation> shown) {
    violations.add(
        new Violation(
            anomaly,
            culprit.key(),
            summary,
            Optional.of(culprit),
            shown,
            new Explanation.Findings(
                List.of("[" + culprit + "]: " + summary + ".", "Checked as " + type.id() + "."))));
  }

  UnknownCallException unknown(Operation op, String expected) {
    return new UnknownCallException(
        type.id(), new Call(op.f(), op.input(), op.output(), op.outcome(), op.process()), expected);
  }
}
