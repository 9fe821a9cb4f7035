package minos.workload;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Moment;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;

/**
 * Adds to a counter, each an element by the number of its invocation; those that are not wanted are
 * taken off the sums that were read.
 *
 * <p>Sound: an acknowledged add counts for a read or it doesn't, whatever else there is. A read
 * that must count it returned a sum with it, so without the add it returns that much less: what
 * adds of unknown outcome explain of the one they explain of the other. A read that can't have
 * counted it is as it was. Where nobody knows which, the read goes; any read may. Adds of unknown
 * outcome stay, because nobody knows who counted them.
 *
 * <p>The final reads of {@code pn-counter} count every acknowledged add. Others are judged by
 * nobody, and go, for without the last adds some would be final. A read of {@code counter} counts
 * what ended before it began, and not what began after it ended.
 *
 * @param finals whether only final reads are judged
 */
record NarrowSums(boolean finals) implements Narrowing {
  @Override
  public WorkloadRemoval.Way way() {
    return WorkloadRemoval.Way.TAKEN_OFF;
  }

  @Override
  public Set<Value> elements(History history, int operation) {
    Set<Value> elements = new HashSet<>();
    if (certain(history, operation)) {
      elements.add(element(history, operation));
    } else if (!finals && read(history, operation)) {
      for (int op = 0; op < history.size(); op++) {
        if (certain(history, op)
            && history.key(op) == history.key(operation)
            && Moment.end(history, op) > Moment.begin(history, operation)
            && Moment.begin(history, op) < Moment.end(history, operation)) {
          elements.add(element(history, op));
        }
      }
    }
    return elements;
  }

  private static Value element(History history, int add) {
    return new Int(history.invokeIndex(add));
  }

  private static boolean read(History history, int operation) {
    return history.function(operation) == history.functionNumber("read")
        && history.outcome(operation) == Outcome.OK;
  }

  /** An acknowledged add. */
  private static boolean certain(History history, int operation) {
    return history.function(operation) == history.functionNumber("add")
        && history.outcome(operation) == Outcome.OK;
  }

  /** Nothing is narrowed by the looks of a value alone. */
  @Override
  public Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted) {
    return value;
  }

  @Override
  public BitSet others(History history, Predicate<Value> wanted) {
    return plan(history, wanted).gone();
  }

  @Override
  public History narrowed(History history, Predicate<Value> wanted) {
    Map<Integer, Value> less = plan(history, wanted).less();
    return history.withAnswers((op, answered) -> less.getOrDefault(op, answered));
  }

  /**
   * What becomes of a history.
   *
   * @param gone the operations that go
   * @param less what reads return instead
   */
  private record Plan(BitSet gone, Map<Integer, Value> less) {}

  private Plan plan(History history, Predicate<Value> wanted) {
    Plan plan = new Plan(new BitSet(), new HashMap<>());
    for (Slice slice : Slice.byKey(history)) {
      Plan own = of(slice, wanted);
      plan.gone().or(own.gone());
      plan.less().putAll(own.less());
    }
    return plan;
  }

  private Plan of(Slice slice, Predicate<Value> wanted) {
    Plan plan = new Plan(new BitSet(), new HashMap<>());
    try {
      plan(slice, wanted, plan);
      return plan;
    } catch (ArithmeticException e) {
      // Then the workload leaves the sum open; nothing is taken off it.
      return new Plan(new BitSet(), new HashMap<>());
    }
  }

  private void plan(Slice slice, Predicate<Value> wanted, Plan plan) {
    History history = slice.history();
    for (int op : slice.operations()) {
      if (history.function(op) == history.functionNumber("add")
          && Shapes.integer(Shapes.input(history, op)).isEmpty()) {
        return;
      }
    }
    BitSet off = new BitSet();
    Arrays.stream(slice.operations())
        .filter(op -> certain(history, op) && !wanted.test(element(history, op)))
        .forEach(off::set);
    if (off.isEmpty()) {
      return;
    }
    plan.gone().or(off);
    if (finals) {
      long sum = 0;
      for (int op = off.nextSetBit(0); op >= 0; op = off.nextSetBit(op + 1)) {
        sum = Math.addExact(sum, delta(history, op));
      }
      Set<Integer> last = new HashSet<>(PnCounter.finalReads(slice));
      for (int op : slice.operations()) {
        if (read(history, op) && last.contains(op)) {
          takeOff(history, op, sum, plan);
        } else if (read(history, op)) {
          plan.gone().set(op);
        }
      }
    } else {
      byTime(slice, off, plan);
    }
  }

  private static void byTime(Slice slice, BitSet off, Plan plan) {
    History history = slice.history();
    long sum = 0;
    int begun = 0;
    int ended = 0;
    Map<Integer, long[]> open = new HashMap<>();
    for (long moment : slice.moments()) {
      int op = Moment.operation(moment);
      boolean end = Moment.isEnd(moment);
      if (off.get(op)) {
        begun += end ? 0 : 1;
        ended += end ? 1 : 0;
        sum = Math.addExact(sum, end ? delta(history, op) : 0);
      } else if (read(history, op) && !end) {
        open.put(op, new long[] {sum, ended});
      } else if (read(history, op)) {
        long[] before = open.getOrDefault(op, new long[2]);
        if (begun == before[1]) {
          takeOff(history, op, before[0], plan);
        } else {
          plan.gone().set(op);
        }
      }
    }
  }

  private static long delta(History history, int add) {
    return Shapes.integer(Shapes.input(history, add)).orElse(0);
  }

  private static void takeOff(History history, int read, long sum, Plan plan) {
    OptionalLong seen = Shapes.integer(Shapes.value(history, read));
    if (seen.isPresent() && history.output(read) != Dictionary.ABSENT) {
      plan.less().put(read, new Int(Math.subtractExact(seen.getAsLong(), sum)));
    } else {
      // Wrong whatever was added, or told where it can't be changed.
      plan.gone().set(read, seen.isPresent());
    }
  }
}
