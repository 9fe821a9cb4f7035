package minos.counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Says in words why a counterexample can't be: what follows from real time, what was observed, and
 * why both don't go together. Every sentence is true of the whole history as well.
 */
final class Prose {
  /** More operations than this are not told one by one. */
  private static final int TOLD = 12;

  private final Violation violation;
  private final List<Operation> operations;
  private Told told;
  private final List<Proof.Step> steps = new ArrayList<>();

  private Prose(History history, Violation violation) {
    this.violation = violation;
    this.operations = history.operations();
    this.told = new Told(operations, true);
  }

  static Proof of(History history, CheckResult result) {
    if (!(result.verdict() instanceof Verdict.Violated violated)) {
      return new Proof(List.of());
    }
    Prose prose = new Prose(history, violated.violations().get(0));
    prose.tell();
    return new Proof(prose.steps);
  }

  private void tell() {
    Explanation explanation = violation.explanation();
    Optional<Operation> read =
        violation.culprit().filter(o -> o.outcome() == Outcome.OK && reads(o));
    if (violation.anomaly() == Anomaly.STALE_READ && read.isPresent() && stale(read.get())) {
      return;
    }
    told = new Told(operations, true);
    if (violation.anomaly() == Anomaly.THIN_AIR_READ && read.isPresent()) {
      thinAir(read.get());
    } else if (explanation instanceof Explanation.DeadEnd end) {
      realTime();
      deadEnd(end);
    } else if (explanation instanceof Explanation.Cycle cycle) {
      cycle(cycle);
    } else if (explanation instanceof Explanation.Findings findings) {
      findings.sentences().forEach(this::finding);
    }
  }

  /** A sentence, with operations that it mentions as {@code [1 read 4 ok]} named and tied to it. */
  private void finding(String sentence) {
    Map<String, Operation> mentions = new LinkedHashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Operation operation : operations) {
      String mention = "[" + operation + "]";
      if (sentence.contains(mention) && mentions.putIfAbsent(mention, operation) != null) {
        ambiguous.add(mention);
      }
    }
    mentions.keySet().removeAll(ambiguous);
    String named = sentence;
    List<Operation> tied = new ArrayList<>(mentions.values());
    // In the order in which they are mentioned, for the first mention tells most.
    tied.sort(Comparator.comparingInt(operation -> sentence.indexOf("[" + operation + "]")));
    for (Operation operation : tied) {
      String mention = "[" + operation + "]";
      int at = named.indexOf(mention);
      while (at >= 0) {
        String name = told.name(operation);
        named = named.substring(0, at) + name + named.substring(at + mention.length());
        at = named.indexOf(mention, at + name.length());
      }
    }
    step(Told.sentence(named), tied);
  }

  private static boolean reads(Operation operation) {
    return List.of("read", "get", "r").contains(operation.f());
  }

  /** The value that an operation sets, if it is a write or a compare-and-set. */
  private static Optional<Value> sets(Operation operation) {
    return switch (operation.f()) {
      case "write", "put", "w", "set" -> Optional.of(operation.input());
      case "delete", "del", "remove" -> Optional.of(minos.value.Nil.NIL);
      case "cas", "compare-and-set" ->
          operation.input() instanceof Seq pair && pair.size() == 2
              ? Optional.of(pair.get(1))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A read of what an acknowledged update had overwritten; false if it is not that simple. */
  private boolean stale(Operation read) {
    List<Operation> sources =
        operations.stream().filter(o -> sets(o).equals(Optional.of(read.output()))).toList();
    Optional<Operation> over =
        operations.stream()
            .filter(o -> sets(o).isPresent() && !sources.contains(o) && before(o, read))
            .filter(o -> sources.stream().allMatch(source -> before(source, o)))
            .max(Comparator.comparingInt(o -> o.history().completed(o.ordinal())));
    if (over.isEmpty() || sources.size() > 1) {
      return false;
    }
    told = new Told(operations, false);
    Operation update = over.get();
    step(
        told.name(read)
            + " began "
            + Told.gap(update, read)
            + told.name(update)
            + " was acknowledged, and still returned "
            + Told.value(read.output())
            + ".",
        List.of(read, update));
    if (sources.isEmpty()) {
      step(Told.value(read.output()) + " was there only at first.", List.of());
    } else {
      step(
          Told.value(read.output())
              + " is what "
              + told.name(sources.get(0))
              + " had set, which was acknowledged before the other began.",
          List.of(sources.get(0), update));
    }
    step(
        "Nothing that set "
            + Told.value(read.output())
            + " again ran between, so the read answered what was no longer there.",
        List.of(read));
    return true;
  }

  private void thinAir(Operation read) {
    told = new Told(operations, false);
    step(told.name(read) + " returned " + Told.value(read.output()) + ".", List.of(read));
    List<Operation> later =
        operations.stream().filter(o -> sets(o).equals(Optional.of(read.output()))).toList();
    for (Operation write : later) {
      step(
          told.name(write) + " began " + Told.gap(read, write) + "the read had ended.",
          List.of(write, read));
    }
    step(
        "When the read ended, nobody had begun to write "
            + Told.value(read.output())
            + ", and it is not what was there at first.",
        List.of(read));
  }

  private static boolean before(Operation first, Operation second) {
    return first.history().completed(first.ordinal()) < second.history().invoked(second.ordinal());
  }

  /** Who began after whom had ended, for each operation its last such predecessor. */
  private void realTime() {
    if (operations.size() > TOLD) {
      step(
          operations.size() + " operations are needed to show it; these are the last of them.",
          List.of());
      return;
    }
    for (Operation operation : operations) {
      Optional<Operation> last =
          operations.stream()
              .filter(o -> before(o, operation))
              .max(Comparator.comparingInt(o -> o.history().completed(o.ordinal())));
      if (last.isPresent()) {
        step(
            told.name(operation)
                + " began "
                + Told.gap(last.get(), operation)
                + told.name(last.get())
                + " had ended"
                + outcome(operation),
            List.of(operation, last.get()));
      } else {
        step(
            told.name(operation)
                + (operations.size() == 1 ? " needs no other" : " began before any other had ended")
                + outcome(operation),
            List.of(operation));
      }
    }
  }

  private static String outcome(Operation operation) {
    return switch (operation.outcome()) {
      case OK -> ".";
      case FAIL -> ", and failed.";
      case INFO -> "; nobody knows whether it took effect.";
    };
  }

  private void deadEnd(Explanation.DeadEnd end) {
    boolean only = end.states().size() == 1 && end.complete();
    for (Explanation.StateThen state : end.states()) {
      List<Operation> about = new ArrayList<>(List.of(end.culprit()));
      about.addAll(state.pending());
      String culprit = told.name(end.culprit());
      String pending =
          state.pending().isEmpty()
              ? ""
              : ", where "
                  + String.join(" and ", state.pending().stream().map(told::name).toList())
                  + (state.pending().size() == 1 ? " has" : " have")
                  + " not taken effect yet";
      step(
          (only
                  ? "Before " + culprit + " ended, the state can only have been "
                  : "The state may have been ")
              + Told.value(state.state())
              + pending
              + ": "
              + state.reason()
              + ".",
          about);
    }
    if (!only) {
      step(
          end.complete()
              ? "No order of the operations leads to any other state before "
                  + told.name(end.culprit())
                  + " ended."
              : "The other states that orders of the operations lead to reject it as well.",
          List.of(end.culprit()));
    }
  }

  private void cycle(Explanation.Cycle cycle) {
    for (Explanation.Edge edge : cycle.edges()) {
      step(
          told.name(edge.from())
              + " comes before "
              + told.name(edge.to())
              + ": "
              + Told.unstopped(edge.evidence())
              + ".",
          List.of(edge.from(), edge.to()));
    }
    step("Each would have to come before itself, which is a contradiction.", List.of());
  }

  private void step(String text, List<Operation> about) {
    steps.add(new Proof.Step(text, about));
  }
}
