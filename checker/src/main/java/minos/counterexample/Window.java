package minos.counterexample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;

/**
 * The end of a history that is not linearizable, for where no few operations show it by themselves.
 *
 * <p><b>Question.</b> Which states were possible shortly before the end, and which operations after
 * that can none of them order?
 *
 * <p><b>Idea.</b> Completion by completion, all states that orders of the operations so far can
 * lead to, each with the open operations that have taken effect in it [1]. At the end there are
 * none. Of the last completions, the window begins at that one where the fewest are possible.
 *
 * <p><b>Soundness.</b> What is said of the states is all there is to say of the past: whoever
 * believes them can follow the rest. They are all states, or nothing is told.
 *
 * <p><b>Cost.</b> Exponential in what is open at once; given up beyond {@value #MOST} states, and
 * at the end of the budget.
 *
 * <ol>
 *   <li>G. Lowe, "Testing for linearizability", Concurrency and Computation 29(4), 2017.
 * </ol>
 *
 * @param <S> the states of the specification
 */
final class Window<S> {
  private static final int MOST = 5_000;

  /** So many operations can be told one by one. */
  private static final int TOLD = 12;

  /** A state, and which of the open operations have taken effect. */
  private record Reached<S>(S state, BitSet done) {}

  /** What was possible after a completion. */
  private record After<S>(int position, Set<Reached<S>> reached) {}

  private final History history;
  private final SequentialSpec<S> spec;
  private final Budget budget;
  private final Call[] calls;
  private final BitSet open = new BitSet();

  private Window(History history, SequentialSpec<S> spec, Budget budget) {
    this.history = history;
    this.spec = spec;
    this.budget = budget;
    this.calls = new Call[history.size()];
    Arrays.setAll(calls, op -> Calls.of(history, op, spec.perProcess()));
  }

  /** The window, told; empty if it is too much to find or to tell. */
  static <S> Optional<Proof> of(History history, SequentialSpec<S> spec, Budget budget) {
    return history.keyCount() > 1 ? Optional.empty() : new Window<>(history, spec, budget).find();
  }

  private Optional<Proof> find() {
    int[] ends =
        IntStream.range(0, history.size())
            .filter(op -> history.outcome(op) != Outcome.INFO && spec.constrains(calls[op]))
            .boxed()
            .sorted((a, b) -> Integer.compare(history.completed(a), history.completed(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<After<S>> past = new ArrayList<>();
    past.add(new After<>(-1, Set.of(new Reached<>(spec.initial(), new BitSet()))));
    for (int op : ends) {
      for (int other = 0; other < history.size(); other++) {
        boolean begun = history.invoked(other) < history.completed(op);
        boolean ended = history.completed(other) < history.completed(op);
        open.set(other, begun && !ended && spec.constrains(calls[other]));
      }
      Set<Reached<S>> next = after(past.get(past.size() - 1).reached(), op);
      if (next.size() > MOST || budget.exhausted() != null) {
        return Optional.empty();
      } else if (next.isEmpty()) {
        return best(past, op);
      }
      past.add(new After<>(history.completed(op), next));
    }
    return Optional.empty();
  }

  /** What is possible once an operation has taken effect, and whatever of the others. */
  private Set<Reached<S>> after(Set<Reached<S>> before, int op) {
    Set<Reached<S>> seen = new LinkedHashSet<>(before);
    List<Reached<S>> todo = new ArrayList<>(before);
    Set<Reached<S>> after = new LinkedHashSet<>();
    while (!todo.isEmpty() && seen.size() <= MOST) {
      Reached<S> here = todo.remove(todo.size() - 1);
      if (here.done().get(op)) {
        BitSet done = (BitSet) here.done().clone();
        done.clear(op);
        after.add(new Reached<>(here.state(), done));
        continue;
      }
      for (int other = open.nextSetBit(0); other >= 0; other = open.nextSetBit(other + 1)) {
        if (!here.done().get(other)) {
          BitSet done = (BitSet) here.done().clone();
          done.set(other);
          for (S state : states(spec.step(here.state(), calls[other]))) {
            Reached<S> there = new Reached<>(state, done);
            if (seen.add(there)) {
              todo.add(there);
            }
          }
        }
      }
    }
    return seen.size() > MOST ? seen : after;
  }

  private static <S> List<S> states(Step<S> step) {
    if (step instanceof Step.Next<S> next) {
      return List.of(next.state());
    }
    return step instanceof Step.Choices<S> choices ? choices.states() : List.of();
  }

  private Optional<Proof> best(List<After<S>> past, int culprit) {
    After<S> best = null;
    for (int i = past.size() - 1; i > 0; i--) {
      After<S> after = past.get(i);
      if (since(after.position(), culprit).size() > TOLD) {
        break;
      } else if (best == null || after.reached().size() < best.reached().size()) {
        best = after;
      }
    }
    return best == null ? Optional.empty() : tell(best, culprit);
  }

  /** The operations that are open at a position or begin after it, up to the culprit's end. */
  private List<Operation> since(int position, int culprit) {
    return IntStream.range(0, history.size())
        .filter(op -> spec.constrains(calls[op]))
        .filter(op -> history.completed(op) > position)
        .filter(op -> history.invoked(op) < history.completed(culprit))
        .mapToObj(history::operation)
        .toList();
  }

  private Optional<Proof> tell(After<S> from, int culprit) {
    if (from.reached().size() > TOLD) {
      return Optional.empty();
    }
    List<Operation> since = since(from.position(), culprit);
    Told told = new Told(since, true);
    int ended =
        IntStream.range(0, history.size())
            .filter(op -> history.completed(op) == from.position())
            .findFirst()
            .orElse(0);
    List<Proof.Step> steps = new ArrayList<>();
    steps.add(
        new Proof.Step(
            "Of the "
                + history.size()
                + " operations that are left this is the window at the end. It begins when "
                + told.name(history.operation(ended))
                + " has ended.",
            List.of(history.operation(ended))));
    for (Reached<S> reached : from.reached()) {
      List<Operation> done = reached.done().stream().mapToObj(history::operation).toList();
      String open =
          done.isEmpty()
              ? ""
              : ", with "
                  + String.join(" and ", done.stream().map(told::name).toList())
                  + " having taken effect, still open";
      steps.add(
          new Proof.Step(
              (from.reached().size() == 1
                      ? "The state can then only be "
                      : "The state may then be ")
                  + Told.value(spec.describe(reached.state()))
                  + open
                  + ".",
              done));
    }
    steps.add(
        new Proof.Step(
            "From there on no order of the operations that are open then, or begin later, explains"
                + " all of them up to the end of "
                + told.name(history.operation(culprit))
                + ".",
            since));
    return Optional.of(new Proof(steps));
  }
}
