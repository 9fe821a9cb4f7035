package minos.counterexample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.CounterFunctions;
import minos.value.Int;
import minos.value.Value;

/**
 * What operations on a counter say of some adds, each an element by the number of its invocation;
 * the others are taken off the numbers that were answered.
 *
 * <p>Sound: take an order that explains the history. An acknowledged add that ended before an
 * operation began comes before it there, so its number is in what that operation answered; one that
 * began after it had ended does not count. So without such adds the same order explains the answers
 * less their sum. A read that overlaps one of them goes with it, since nobody knows which it is;
 * reads change nothing. An update that answers a number is a read that must not go, so what
 * overlaps it stays, as do updates of unknown outcome.
 *
 * <p>Cost: sorting the ends of the operations; for the elements of n operations O(n) passes.
 */
final class SumViews implements Views {
  @Override
  public Reduction reduction() {
    return Reduction.SUMS;
  }

  private static OptionalLong delta(History history, int op) {
    String f = history.functionName(history.function(op));
    boolean up = CounterFunctions.up(f);
    Value by = history.operation(op).input();
    if ((!up && !CounterFunctions.DOWN.contains(f)) || !(by.isNil() || by instanceof Int)) {
      return OptionalLong.empty();
    }
    long size = by instanceof Int number ? number.value() : 1;
    return OptionalLong.of(up ? size : Math.negateExact(size));
  }

  private static boolean ok(History history, int op) {
    return history.outcome(op) == Outcome.OK;
  }

  /** Whether it answered what the counter was. */
  private static boolean answers(History history, int op) {
    if (!ok(history, op) || !(history.operation(op).output() instanceof Int number)) {
      return false;
    }
    String f = history.functionName(history.function(op));
    return delta(history, op).isEmpty()
        || CounterFunctions.BEFORE.contains(f)
        || CounterFunctions.AFTER.contains(f)
        || !number.equals(history.operation(op).input());
  }

  private static boolean silent(History history, int op) {
    return delta(history, op).isPresent()
        && !answers(history, op)
        && history.outcome(op) != Outcome.FAIL;
  }

  private static Value element(History history, int add) {
    return new Int(history.invokeIndex(add));
  }

  private static boolean overlap(History history, int one, int other) {
    return history.key(one) == history.key(other)
        && history.invoked(one) < history.completed(other)
        && history.invoked(other) < history.completed(one);
  }

  @Override
  public Set<Value> elements(History history, BitSet operations) {
    Set<Value> elements = new LinkedHashSet<>();
    for (int op = operations.nextSetBit(0); op >= 0; op = operations.nextSetBit(op + 1)) {
      if (silent(history, op)) {
        elements.add(element(history, op));
      } else if (answers(history, op)) {
        for (int add = 0; add < history.size(); add++) {
          if (overlap(history, op, add) && ok(history, add) && silent(history, add)) {
            elements.add(element(history, add));
          }
        }
      }
    }
    return elements;
  }

  /** What the last answer may have counted or not; then what the last two may have. */
  @Override
  public List<Set<Value>> guesses(History history, BitSet shown) {
    int[] last =
        shown.stream()
            .filter(op -> answers(history, op))
            .boxed()
            .sorted(Comparator.comparing(op -> -history.completed(op)))
            .limit(2)
            .mapToInt(op -> op)
            .toArray();
    List<Set<Value>> guesses = new ArrayList<>();
    BitSet some = new BitSet();
    for (int op : last) {
      some.set(op);
      guesses.add(elements(history, some));
    }
    return guesses;
  }

  @Override
  public BitSet others(History history, Set<Value> elements) {
    return plan(history, elements).gone();
  }

  @Override
  public History narrowed(History history, Set<Value> elements) {
    Map<Integer, Value> less = plan(history, elements).less();
    return history.withAnswers((op, answered) -> less.getOrDefault(op, answered));
  }

  /**
   * What becomes of a history.
   *
   * @param gone the operations that go
   * @param less what others answer instead
   */
  private record Plan(BitSet gone, Map<Integer, Value> less) {}

  private static Plan plan(History history, Set<Value> wanted) {
    Plan plan = new Plan(new BitSet(), new HashMap<>());
    long[] ends = ends(history);
    BitSet off = off(history, wanted, ends);
    Map<Integer, Running> byKey = new HashMap<>();
    try {
      for (long end : ends) {
        int op = (int) end;
        byKey
            .computeIfAbsent(history.key(op), key -> new Running(history, off, plan))
            .at(op, (int) (end >> 32) == history.completed(op));
      }
    } catch (ArithmeticException e) {
      // Then nobody can say what the counter was; nothing is taken off it.
      return new Plan(new BitSet(), new HashMap<>());
    }
    plan.gone().or(off);
    return plan;
  }

  /** The adds that go, but for what overlaps an update that answers. */
  private static BitSet off(History history, Set<Value> wanted, long[] ends) {
    BitSet off = new BitSet();
    for (int op = 0; op < history.size(); op++) {
      off.set(op, ok(history, op) && silent(history, op) && !wanted.contains(element(history, op)));
    }
    BitSet open = new BitSet();
    BitSet answering = new BitSet();
    for (long end : ends) {
      int op = (int) end;
      boolean begins = (int) (end >> 32) == history.invoked(op);
      boolean update = answers(history, op) && delta(history, op).isPresent();
      if (update) {
        answering.set(op, begins);
        open.stream().filter(add -> history.key(add) == history.key(op)).forEach(off::clear);
      } else if (off.get(op) && begins) {
        open.set(op);
        if (answering.stream().anyMatch(other -> history.key(other) == history.key(op))) {
          off.clear(op);
        }
      } else {
        open.clear(op);
      }
    }
    return off;
  }

  /** The invocations and completions in their order, each above the operation's place. */
  private static long[] ends(History history) {
    long[] ends = new long[2 * history.size()];
    int count = 0;
    for (int op = 0; op < history.size(); op++) {
      ends[count++] = (long) history.invoked(op) << 32 | op;
      if (history.completed(op) != History.NEVER) {
        ends[count++] = (long) history.completed(op) << 32 | op;
      }
    }
    ends = Arrays.copyOf(ends, count);
    Arrays.sort(ends);
    return ends;
  }

  /** What went of one counter so far. */
  private static final class Running {
    private final History history;
    private final BitSet off;
    private final Plan plan;
    private final Map<Integer, long[]> open = new HashMap<>();
    private long sum;
    private long begun;
    private long ended;

    Running(History history, BitSet off, Plan plan) {
      this.history = history;
      this.off = off;
      this.plan = plan;
    }

    void at(int op, boolean end) {
      if (off.get(op)) {
        begun += end ? 0 : 1;
        ended += end ? 1 : 0;
        sum = Math.addExact(sum, end ? delta(history, op).orElse(0) : 0);
      } else if (answers(history, op) && !end) {
        open.put(op, new long[] {sum, ended});
      } else if (answers(history, op)) {
        long[] before = open.getOrDefault(op, new long[2]);
        Value said = history.operation(op).output();
        if (begun != before[1]) {
          plan.gone().set(op);
        } else if (before[0] != 0 && said instanceof Int number) {
          plan.less().put(op, new Int(Math.subtractExact(number.value(), before[0])));
        }
      }
    }
  }
}
