package minos.witness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.Register;
import minos.value.Nil;
import minos.value.Value;

/**
 * The order of the operations on a register that is linearizable and whose written values are all
 * different.
 *
 * <p><b>Question.</b> In which order did the operations take effect?
 *
 * <p><b>Idea.</b> The write of a value and the reads that returned it are a block, in which the
 * write comes first and the reads follow in the order of their invocations. Blocks come in the
 * order of the earlier of two moments: the first completion in the block, and the last invocation.
 *
 * <p><b>Why it is sound.</b> A block must precede another if an operation of the one ended before
 * one of the other began: if f(A) &lt; s(B), for the first completion f and the last invocation s.
 * In a linearizable history not both f(A) &lt; s(B) and f(B) &lt; s(A) hold [1]. Take f(A) &lt;
 * s(B), hence s(A) &lt; f(B), where the moments of all ends are different. Then min(f(A), s(A)) is
 * less than both s(B) and f(B) if it is f(A) &lt; f(B) or s(A) &lt; s(B); were neither, then f(B)
 * &lt; f(A) &lt; s(B) &lt; s(A), against the second. So the order by the minimum keeps real time. A
 * crashed write that nobody read did not happen. The initial value's block comes first.
 *
 * <p><b>Cost.</b> O(n log n).
 *
 * <ol>
 *   <li>P. Gibbons and E. Korach, "Testing shared memories", SIAM Journal on Computing 26(4), 1997.
 * </ol>
 */
final class BlockOrder {
  private final Register register;
  private final History history;
  private final Map<Value, Block> blocks = new HashMap<>();
  private final List<Block> unread = new ArrayList<>();

  /** The operations on one value. */
  private static final class Block {
    final List<Integer> writes = new ArrayList<>();
    final List<Integer> reads = new ArrayList<>();
    long firstEnd = Long.MAX_VALUE;
    long lastBegin = -1;

    void take(History history, int op, List<Integer> to) {
      to.add(op);
      int completed = history.completed(op);
      firstEnd = Math.min(firstEnd, completed == History.NEVER ? Long.MAX_VALUE : completed);
      lastBegin = Math.max(lastBegin, history.invoked(op));
    }

    long place() {
      return Math.min(firstEnd, lastBegin);
    }
  }

  private BlockOrder(Register register, History history) {
    this.register = register;
    this.history = history;
  }

  /** The order, as places in the history; empty if the values are not unique. */
  static Optional<int[]> of(Register register, History history, int[] operations) {
    BlockOrder order = new BlockOrder(register, history);
    for (int op : operations) {
      if (!order.take(op)) {
        return Optional.empty();
      }
    }
    return order.order();
  }

  private boolean take(int op) {
    Outcome outcome = history.outcome(op);
    Call call =
        new Call(
            history.functionName(history.function(op)),
            history.dictionary().value(history.input(op)),
            history.dictionary().value(history.value(op)),
            outcome,
            Nil.NIL);
    if (!register.constrains(call)) {
      return true;
    }
    return switch (register.kind(call)) {
      case READ -> {
        if (call.ok()) {
          Block block = blocks.computeIfAbsent(call.output(), value -> new Block());
          block.take(history, op, block.reads);
        }
        yield true;
      }
      case WRITE -> {
        Block block = blocks.computeIfAbsent(register.written(call), value -> new Block());
        block.take(history, op, block.writes);
        yield true;
      }
      case CAS -> false;
    };
  }

  private Optional<int[]> order() {
    List<Block> all = new ArrayList<>();
    Block first = blocks.remove(register.initial());
    for (Block block : blocks.values()) {
      if (block.reads.isEmpty()) {
        // Nobody can tell these writes apart, so each is a block of its own.
        block.writes.forEach(this::unread);
      } else if (block.writes.size() != 1) {
        return Optional.empty();
      } else {
        all.add(block);
      }
    }
    if (first != null && first.reads.isEmpty()) {
      first.writes.forEach(this::unread);
    } else if (first != null && !first.writes.isEmpty()) {
      return Optional.empty();
    }
    all.addAll(unread);
    all.sort(Comparator.comparingLong(Block::place));
    if (first != null && !first.reads.isEmpty()) {
      all.add(0, first);
    }
    return Optional.of(all.stream().flatMap(this::inside).mapToInt(Integer::intValue).toArray());
  }

  private void unread(int write) {
    if (history.outcome(write) == Outcome.OK) {
      Block block = new Block();
      block.take(history, write, block.writes);
      unread.add(block);
    }
  }

  private java.util.stream.Stream<Integer> inside(Block block) {
    block.reads.sort(Comparator.comparingInt(history::invoked));
    return java.util.stream.Stream.concat(block.writes.stream(), block.reads.stream());
  }
}
