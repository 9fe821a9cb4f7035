package minos.counterexample;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import minos.convergence.ReplicatedOperations;
import minos.convergence.ReplicatedOperations.Kind;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;

/**
 * Updates of replicated counters that succeeded, each an element by the number of its invocation;
 * those that are not wanted are taken off the sums that were read.
 *
 * <p>Sound: a read whose replica had certainly received an update, because it had acknowledged it
 * or the read is a last one, returned a sum with it, so without the update it returns that much
 * less. One that ended before the update began is as it was. Where nobody knows, the read goes; so
 * do those that returned a state, of which only the sum is known. Updates of unknown outcome stay.
 */
final class ReplicatedSums {
  private final ReplicatedOperations operations;
  private final History history;

  ReplicatedSums(ReplicatedOperations operations) {
    this.operations = operations;
    this.history = operations.history();
  }

  /**
   * What an operation is about: itself, or the updates of which nobody knows if a read has them.
   */
  Set<Value> elements(int operation) {
    Set<Value> elements = new HashSet<>();
    if (certain(operation)) {
      elements.add(element(operation));
    } else if (operations.kind(operation) == Kind.READ && !finals().get(operation)) {
      IntStream.range(0, history.size())
          .filter(op -> certain(op) && history.key(op) == history.key(operation))
          .filter(op -> history.invoked(op) < history.completed(operation))
          .filter(op -> !own(op, operation))
          .forEach(op -> elements.add(element(op)));
    }
    return elements;
  }

  private boolean own(int update, int read) {
    return operations.replica(update) == operations.replica(read)
        && history.completed(update) < history.invoked(read);
  }

  private boolean certain(int operation) {
    return operations.updates(operation) && history.outcome(operation) == Outcome.OK;
  }

  private Value element(int update) {
    return new Int(history.invokeIndex(update));
  }

  private BitSet finals() {
    BitSet all = new BitSet();
    all.set(0, history.size());
    return operations.finals(all);
  }

  /** The operations that go without the others of the wanted updates. */
  BitSet gone(Set<Value> wanted) {
    return plan(wanted).gone();
  }

  /** The same operations, with answers that lack all updates but the wanted ones. */
  History without(Set<Value> wanted) {
    Map<Integer, Value> less = plan(wanted).less();
    return history.withAnswers((op, answered) -> less.getOrDefault(op, answered));
  }

  /**
   * What becomes of a history.
   *
   * @param gone the operations that go
   * @param less what reads return instead
   */
  private record Plan(BitSet gone, Map<Integer, Value> less) {}

  /** Updates that go and had begun, or are known to somebody: how many, and their sum. */
  private record Off(int count, long sum) {
    static final Off NONE = new Off(0, 0);

    Off plus(long change) {
      return new Off(count + 1, sum + change);
    }
  }

  private Plan plan(Set<Value> wanted) {
    Plan plan = new Plan(new BitSet(), new HashMap<>());
    BitSet finals = finals();
    Map<Integer, Off> begunOf = new HashMap<>();
    Map<Integer, Off> endedOf = new HashMap<>();
    Map<Long, Off> endedAt = new HashMap<>();
    Map<Integer, Off> known = new HashMap<>();
    int[] all = IntStream.range(0, history.size()).toArray();
    for (long moment : Moment.of(history, all)) {
      int op = Moment.operation(moment);
      int key = history.key(op);
      long at = ((long) key << Integer.SIZE) | operations.replica(op);
      if (certain(op) && !wanted.contains(element(op))) {
        long change = operations.change(op);
        plan.gone().set(op);
        if (Moment.isEnd(moment)) {
          endedOf.merge(key, Off.NONE.plus(change), (old, one) -> old.plus(change));
          endedAt.merge(at, Off.NONE.plus(change), (old, one) -> old.plus(change));
        } else {
          begunOf.merge(key, Off.NONE.plus(change), (old, one) -> old.plus(change));
        }
      } else if (operations.kind(op) == Kind.READ && !Moment.isEnd(moment)) {
        Map<?, Off> ended = finals.get(op) ? endedOf : endedAt;
        Off off = ended.get(finals.get(op) ? (Object) key : (Object) at);
        known.put(op, off == null ? Off.NONE : off);
      } else if (operations.kind(op) == Kind.READ) {
        Off off = known.getOrDefault(op, Off.NONE);
        if (off.count() < begunOf.getOrDefault(key, Off.NONE).count()) {
          plan.gone().set(op);
        } else if (off.count() > 0) {
          takeOff(op, off.sum(), plan);
        }
      }
    }
    return plan;
  }

  private void takeOff(int read, long sum, Plan plan) {
    if (operations.value(read) instanceof Int number && history.output(read) != Dictionary.ABSENT) {
      plan.less().put(read, new Int(number.value() - sum));
    } else {
      plan.gone().set(read);
    }
  }
}
