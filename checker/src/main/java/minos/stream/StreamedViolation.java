package minos.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.history.Event;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * A violation of a stream, told by a small history of what is still known: the operations that
 * ended last, those open at the dead end, and the culprit. The rest of the stream is forgotten.
 *
 * @param <S> states
 */
final class StreamedViolation<S> {
  /** States that an explanation shows. */
  private static final int SHOWN = 8;

  private final SequentialSpec<S> spec;
  private final Value key;
  private final StreamedObject.DeadEnd<S> dead;
  private final List<Opened> told;
  private final Map<Opened, Operation> views = new LinkedHashMap<>();

  /**
   * A violation.
   *
   * @param key of the object; nil if the stream has no keys
   * @param recent the operations on the object that ended last
   */
  StreamedViolation(
      SequentialSpec<S> spec, Value key, List<Opened> recent, StreamedObject.DeadEnd<S> dead)
      throws MalformedHistoryException {
    this.spec = spec;
    this.key = key;
    this.dead = dead;
    Set<Opened> all = new LinkedHashSet<>(recent);
    all.addAll(dead.open());
    all.add(dead.culprit());
    told = new ArrayList<>(all);
    told.sort(Comparator.comparingLong(Opened::id));
    History history = history();
    for (int i = 0; i < told.size(); i++) {
      views.put(told.get(i), history.operation(i));
    }
  }

  private History history() throws MalformedHistoryException {
    record At(long when, Event event) {}
    List<At> all = new ArrayList<>();
    for (Opened operation : told) {
      all.add(new At(operation.id(), operation.invoked()));
      Event end = operation.completed();
      if (end != null) {
        all.add(new At(operation.completedId(), end));
      }
    }
    all.sort(Comparator.comparingLong(At::when));
    HistoryBuilder builder = new HistoryBuilder();
    for (At at : all) {
      builder.accept(at.event().unnumbered());
    }
    return builder.build();
  }

  /** The violation, as data. */
  Violation violation() {
    Operation culprit = view(dead.culprit());
    Call call = dead.culprit().call(spec.perProcess());
    List<Explanation.StateThen> states = new ArrayList<>();
    Set<S> seen = new LinkedHashSet<>();
    boolean complete = true;
    for (StreamedObject.Reached<S> reached : dead.reached()) {
      if (!(spec.step(reached.state(), call) instanceof Step.Rejected<S> rejected)
          || !seen.add(reached.state())) {
        continue;
      }
      if (states.size() == SHOWN) {
        complete = false;
        break;
      }
      states.add(
          new Explanation.StateThen(
              spec.describe(reached.state()), pending(reached), rejected.reason()));
    }
    String why = states.isEmpty() ? "no state allows it" : states.get(0).reason();
    return new Violation(
        Anomaly.NOT_LINEARIZABLE,
        key.isNil() ? Optional.empty() : Optional.of(key),
        "`"
            + call
            + "` by process "
            + culprit.process()
            + " ("
            + dead.culprit().place()
            + ") fits no order of the operations up to its completion: "
            + why
            + ".",
        Optional.of(culprit),
        told.stream().map(this::view).toList(),
        new Explanation.DeadEnd(culprit, Optional.empty(), states, complete));
  }

  private List<Operation> pending(StreamedObject.Reached<S> reached) {
    return reached.pending().stream()
        .filter(operation -> operation != dead.culprit())
        .filter(operation -> !spec.readOnly(operation.call(spec.perProcess())))
        .map(this::view)
        .toList();
  }

  private Operation view(Opened operation) {
    Operation view = views.get(operation);
    if (view == null) {
      throw new IllegalStateException("an operation that is not told of");
    }
    return view;
  }
}
