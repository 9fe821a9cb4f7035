package minos.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Mutex;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * Turns what an engine found into a violation that a person can follow. Bounded: at most {@link
 * #SHOWN} operations.
 */
final class Explainer {
  private static final int SHOWN = 10;

  private final SequentialSpec<?> spec;
  private final History history;

  Explainer(SequentialSpec<?> spec, History history) {
    this.spec = spec;
    this.history = history;
  }

  /**
   * The violation that a search found.
   *
   * @param culpritOperation the operation of the problem that can't be placed
   * @param ends configurations in which it could not be
   * @param complete whether these are all
   */
  Violation violation(
      Optional<Value> key,
      Problem problem,
      int culpritOperation,
      List<Answer.DeadEnd> ends,
      boolean complete) {
    Operation culprit = history.operation(problem.ordinal(culpritOperation));
    Optional<Operation> lastPlaced = lastPlaced(problem, culpritOperation);
    List<Explanation.StateThen> states = new ArrayList<>();
    TreeSet<Integer> shown = new TreeSet<>();
    shown.add(culprit.ordinal());
    lastPlaced.ifPresent(operation -> shown.add(operation.ordinal()));
    sources(problem, culpritOperation, shown);
    for (Answer.DeadEnd end : ends) {
      List<Operation> pending = new ArrayList<>();
      for (int i = 0; i < end.pending().size(); i++) {
        int ordinal = problem.ordinal(end.pending().get(i));
        pending.add(history.operation(ordinal));
        if (shown.size() < SHOWN) {
          shown.add(ordinal);
        }
      }
      states.add(new Explanation.StateThen(end.state(), pending, end.reason()));
    }
    String why =
        states.isEmpty() ? "no state that was possible allows it" : distinctReasons(states);
    String summary =
        name(culprit) + " fits no order of the operations up to its completion: " + why + ".";
    return new Violation(
        anomaly(problem, culpritOperation),
        key,
        summary,
        Optional.of(culprit),
        shown.stream().map(history::operation).toList(),
        new Explanation.DeadEnd(culprit, lastPlaced, states, complete));
  }

  private static String distinctReasons(List<Explanation.StateThen> states) {
    String first = states.get(0).reason();
    long others = states.stream().map(Explanation.StateThen::reason).distinct().count() - 1;
    return others == 0
        ? first
        : first + " (or " + others + " other " + (others == 1 ? "state" : "states") + ")";
  }

  private Optional<Operation> lastPlaced(Problem problem, int culprit) {
    int last = -1;
    for (int op = 0; op < problem.size(); op++) {
      if (problem.completed(op) < problem.completed(culprit)
          && (last < 0 || problem.completed(op) > problem.completed(last))) {
        last = op;
      }
    }
    return last < 0 ? Optional.empty() : Optional.of(history.operation(problem.ordinal(last)));
  }

  /**
   * Adds the last update before the culprit that set the value it saw, where that can be told from
   * the values alone.
   */
  private void sources(Problem problem, int culprit, Set<Integer> shown) {
    if (!(spec instanceof Register) || !isRead(problem.ordinal(culprit))) {
      return;
    }
    int value = history.value(problem.ordinal(culprit));
    int best = -1;
    for (int op = 0; op < problem.size(); op++) {
      if (!problem.readOnly(op)
          && sets(problem.ordinal(op)) == value
          && problem.invoked(op) < problem.completed(culprit)
          && (best < 0 || problem.invoked(op) > problem.invoked(best))) {
        best = op;
      }
    }
    if (best >= 0) {
      shown.add(problem.ordinal(best));
    }
  }

  private boolean isRead(int ordinal) {
    return List.of("read", "get", "r").contains(history.functionName(history.function(ordinal)));
  }

  /** The id of the value that an update sets. */
  private int sets(int ordinal) {
    Value input = history.dictionary().value(history.input(ordinal));
    boolean cas = history.functionName(history.function(ordinal)).equals("cas");
    if (cas && input instanceof minos.value.Seq seq && seq.size() == 2) {
      return history.dictionary().find(seq.get(1));
    }
    return history.input(ordinal);
  }

  private Anomaly anomaly(Problem problem, int culprit) {
    int ordinal = problem.ordinal(culprit);
    if (spec instanceof Mutex) {
      return history.functionName(history.function(ordinal)).equals("acquire")
          ? Anomaly.DOUBLE_ACQUIRE
          : Anomaly.RELEASE_WITHOUT_HOLD;
    }
    if (!(spec instanceof Register register)
        || !isRead(ordinal)
        || history.outcome(ordinal) != Outcome.OK) {
      return Anomaly.NOT_LINEARIZABLE;
    }
    int value = history.value(ordinal);
    boolean written = history.dictionary().value(value).equals(register.initial());
    boolean writtenBefore = written;
    for (int op = 0; op < problem.size(); op++) {
      if (!problem.readOnly(op) && sets(problem.ordinal(op)) == value) {
        written = true;
        writtenBefore |= problem.completed(op) < problem.invoked(culprit);
      }
    }
    if (!written) {
      return Anomaly.THIN_AIR_READ;
    }
    return writtenBefore ? Anomaly.STALE_READ : Anomaly.NOT_LINEARIZABLE;
  }

  /** The violation that zones found. */
  Violation violation(Optional<Value> key, RegisterCalls calls, Zones.Found.Conflict found) {
    if (found instanceof Zones.Found.NeverWritten never) {
      Operation read = operation(calls, never.read());
      return violation(
          key,
          Anomaly.THIN_AIR_READ,
          read,
          List.of(read),
          List.of(name(read) + " returned " + read.value() + ", which nobody wrote."));
    } else if (found instanceof Zones.Found.FromTheFuture future) {
      Operation read = operation(calls, future.read());
      Operation write = operation(calls, future.write());
      return violation(
          key,
          Anomaly.THIN_AIR_READ,
          read,
          List.of(read, write),
          List.of(
              name(read)
                  + " completed before "
                  + name(write)
                  + ", the only one of its value, was invoked."));
    } else if (found instanceof Zones.Found.Overlap overlap) {
      return overlap(key, calls, overlap);
    }
    throw new IllegalStateException("no violation: " + found);
  }

  private Violation overlap(Optional<Value> key, RegisterCalls calls, Zones.Found.Overlap overlap) {
    TreeSet<Integer> ordinals = new TreeSet<>();
    for (int call :
        new int[] {
          overlap.writeA(), overlap.finishA(), overlap.startA(),
          overlap.writeB(), overlap.finishB(), overlap.startB()
        }) {
      if (call >= 0) {
        ordinals.add(calls.ordinals()[call]);
      }
    }
    List<Operation> operations = ordinals.stream().map(history::operation).toList();
    Operation culprit = operation(calls, overlap.culprit());
    List<String> sentences = new ArrayList<>();
    sentences.add(held(calls, overlap.finishA(), overlap.startA()));
    sentences.add(held(calls, overlap.finishB(), overlap.startB()));
    sentences.add("Both can't be: each value was written once, and these times overlap.");
    int write =
        calls.first(overlap.culprit()) == calls.first(overlap.startA())
            ? overlap.writeA()
            : overlap.writeB();
    boolean writtenBefore =
        write < 0
            || history.completed(calls.ordinals()[write]) < history.invoked(culprit.ordinal());
    return violation(
        key,
        writtenBefore ? Anomaly.STALE_READ : Anomaly.NOT_LINEARIZABLE,
        culprit,
        operations,
        sentences);
  }

  /** The time at which a value was certainly there, or the one at some moment of which it was. */
  private String held(RegisterCalls calls, int finish, int start) {
    Operation last = operation(calls, start);
    String began = "the invocation of " + name(last, last.invokeLine());
    if (finish < 0) {
      return "The register held " + last.value() + " from the beginning to " + began + ".";
    }
    Operation first = operation(calls, finish);
    String ended = "the completion of " + name(first);
    return "The register held "
        + last.value()
        + (history.completed(first.ordinal()) < history.invoked(last.ordinal())
            ? " from " + ended + " at the latest to " + began + " at the earliest."
            : " at some moment from " + began + " to " + ended + ".");
  }

  private Violation violation(
      Optional<Value> key,
      Anomaly anomaly,
      Operation culprit,
      List<Operation> operations,
      List<String> sentences) {
    String summary = name(culprit) + " fits no order of the operations. " + sentences.get(0);
    return new Violation(
        anomaly,
        key,
        summary,
        Optional.of(culprit),
        operations,
        new Explanation.Findings(sentences));
  }

  private Operation operation(RegisterCalls calls, int call) {
    return history.operation(calls.ordinals()[call]);
  }

  static String name(Operation operation) {
    return name(operation, operation.completeLine());
  }

  private static String name(Operation operation, OptionalLong line) {
    String place = line.isPresent() ? " (line " + line.getAsLong() + ")" : "";
    String value = operation.value().toString();
    String shown = value.length() > 60 ? value.substring(0, 57) + "..." : value;
    return "`" + operation.f() + " " + shown + "` by process " + operation.process() + place;
  }
}
