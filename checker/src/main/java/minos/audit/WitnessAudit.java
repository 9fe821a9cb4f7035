package minos.audit;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Nil;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a witness of linearizability.
 *
 * <p><b>Question.</b> Do these orders show that the history is linearizable?
 *
 * <p><b>Idea.</b> Each order is of operations on one object, each at most once, all that certainly
 * happened exactly once, none that certainly did not. The points never go back, and each lies
 * between the operation's invocation and its completion; so an operation that ended before another
 * began comes before it. Replaying the order, the specification allows every step.
 *
 * <p><b>Why it is sound.</b> That is the definition, and independent objects may be ordered each by
 * itself. Of an operation that fails, only what the specification says it shows is replayed.
 *
 * <p><b>Cost.</b> One pass: a step of the specification for each operation, a bit for each. Where
 * the specification leaves several states open, a step for each of them.
 *
 * @param <S> the states of the specification
 */
public final class WitnessAudit<S> {
  private static final int MOST_STATES = 10_000;

  private final History history;
  private final SequentialSpec<S> spec;
  private final BitSet seen = new BitSet();
  private final Set<Integer> keys = new HashSet<>();

  private WitnessAudit(History history, SequentialSpec<S> spec) {
    this.history = history;
    this.spec = spec;
  }

  /** Verifies orders, one for each object that has operations. */
  public static <S> AuditResult verify(
      History history, SequentialSpec<S> spec, List<ClaimedOrder> orders) {
    return new WitnessAudit<>(history, spec).verify(orders);
  }

  private AuditResult verify(List<ClaimedOrder> orders) {
    for (ClaimedOrder order : orders) {
      AuditResult wrong = replay(order);
      if (wrong != null) {
        return wrong;
      }
    }
    for (int op = 0; op < history.size(); op++) {
      if (!seen.get(op) && history.outcome(op) != Outcome.INFO && spec.constrains(call(op))) {
        return refuted("the operation was acknowledged, but is in no order", op);
      }
    }
    return new AuditResult.Verified(
        seen.cardinality(),
        "in an order that the model " + spec.name() + " allows, each within its interval");
  }

  private @Nullable AuditResult replay(ClaimedOrder order) {
    Set<S> states = Set.of(spec.initial());
    int now = -1;
    int key = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int op = order.operation(rank);
      if (op < 0 || op >= history.size()) {
        return new AuditResult.Refuted(
            "there is no operation " + op + "; the history has " + history.size(),
            Optional.empty());
      }
      if (rank == 0) {
        key = history.key(op);
        if (!keys.add(key)) {
          return refuted("there are two orders of the operations on its object", op);
        }
      }
      AuditResult misplaced = place(op, order.point(rank), key, now);
      if (misplaced != null) {
        return misplaced;
      }
      now = order.point(rank);
      Set<S> next = new LinkedHashSet<>();
      String rejection = "";
      for (S state : states) {
        Step<S> step = spec.step(state, call(op));
        if (step instanceof Step.Next<S> one) {
          next.add(one.state());
        } else if (step instanceof Step.Choices<S> choices) {
          next.addAll(choices.states());
        } else if (step instanceof Step.Rejected<S> rejected) {
          rejection = rejected.reason();
        }
      }
      if (next.isEmpty()) {
        return refuted("at its place in the order, " + rejection, op);
      } else if (next.size() > MOST_STATES) {
        return new AuditResult.Undecided(
            "operations of unknown result leave more than " + MOST_STATES + " states open");
      }
      states = next;
    }
    return null;
  }

  private @Nullable AuditResult place(int op, int point, int key, int now) {
    if (history.key(op) != key) {
      return refuted("it is on another object than the others of its order", op);
    } else if (seen.get(op)) {
      return refuted("it is ordered twice", op);
    }
    seen.set(op);
    if (history.outcome(op) == Outcome.FAIL && !spec.constrains(call(op))) {
      return refuted("it failed, so it did not happen, but is ordered", op);
    } else if (point < now) {
      return refuted("its point " + point + " is before that of its predecessor, " + now, op);
    } else if (point < history.invoked(op)) {
      return refuted(
          "its point " + point + " is before its invocation at " + history.invoked(op), op);
    } else if (point >= history.completed(op)) {
      return refuted(
          "its point " + point + " is not before its completion at " + history.completed(op), op);
    }
    return null;
  }

  private AuditResult refuted(String reason, int op) {
    return new AuditResult.Refuted(reason, Optional.of(history.operation(op)));
  }

  private Call call(int op) {
    return call(history, spec, op);
  }

  static Call call(History history, SequentialSpec<?> spec, int op) {
    Outcome outcome = history.outcome(op);
    return new Call(
        history.functionName(history.function(op)),
        history.dictionary().value(history.input(op)),
        outcome == Outcome.OK ? history.dictionary().value(history.value(op)) : Nil.NIL,
        outcome,
        spec.perProcess() ? history.processName(history.process(op)) : Nil.NIL);
  }
}
