package minos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Value;

/**
 * The transfers of a bank that may have happened, equal ones together: of each kind the accounts,
 * the amount and when its transfers ended. Immutable.
 */
final class BankTransfers {
  // A billion of the like don't overflow 64 bits.
  private static final long MOST_AMOUNT = 1_000_000_000;

  private final int[] from;
  private final int[] to;
  private final long[] amount;
  private final int[][] begins;
  private final int[][] ends;
  private final int firstBegan;

  private BankTransfers(
      List<long[]> kinds, List<List<Integer>> begins, List<List<Integer>> ends, int firstBegan) {
    this.from = kinds.stream().mapToInt(kind -> (int) kind[0]).toArray();
    this.to = kinds.stream().mapToInt(kind -> (int) kind[1]).toArray();
    this.amount = kinds.stream().mapToLong(kind -> kind[2]).toArray();
    this.begins = sorted(begins);
    this.ends = sorted(ends);
    this.firstBegan = firstBegan;
  }

  private static int[][] sorted(List<List<Integer>> positions) {
    return positions.stream()
        .map(of -> of.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }

  /** The transfers; empty if some operation may have changed balances in another way. */
  static Optional<BankTransfers> of(Slice slice, Map<Value, Integer> accounts, Progress progress) {
    History history = slice.history();
    int read = history.functionNumber("read");
    int transfer = history.functionNumber("transfer");
    Map<List<Long>, Integer> known = new HashMap<>();
    List<long[]> kinds = new ArrayList<>();
    List<List<Integer>> begins = new ArrayList<>();
    List<List<Integer>> ends = new ArrayList<>();
    int firstBegan = History.NEVER;
    for (int operation : slice.operations()) {
      progress.step();
      int function = history.function(operation);
      if (function == read || history.outcome(operation) == Outcome.FAIL) {
        continue;
      }
      long[] kind = kind(Shapes.input(history, operation), accounts);
      if (function != transfer || kind.length == 0) {
        return Optional.empty();
      }
      firstBegan = Math.min(firstBegan, history.invoked(operation));
      if (kind[0] == kind[1] || kind[2] == 0) {
        continue;
      }
      Integer number = known.putIfAbsent(List.of(kind[0], kind[1], kind[2]), kinds.size());
      if (number == null) {
        number = kinds.size();
        kinds.add(kind);
        begins.add(new ArrayList<>());
        ends.add(new ArrayList<>());
      }
      begins.get(number).add(history.invoked(operation));
      ends.get(number).add(history.completed(operation));
    }
    return Optional.of(new BankTransfers(kinds, begins, ends, firstBegan));
  }

  private static long[] kind(Value value, Map<Value, Integer> accounts) {
    if (!(value instanceof Dict transfer)) {
      return new long[0];
    }
    Value from = transfer.get("from");
    Value to = transfer.get("to");
    Value amount = transfer.get("amount");
    if (from == null || to == null || amount == null) {
      return new long[0];
    }
    Integer source = accounts.get(Bank.account(from));
    Integer target = accounts.get(Bank.account(to));
    OptionalLong sum = Shapes.integer(amount);
    return source == null
            || target == null
            || sum.isEmpty()
            || Math.abs(sum.getAsLong()) > MOST_AMOUNT
        ? new long[0]
        : new long[] {source, target, sum.getAsLong()};
  }

  /** How many kinds there are. */
  int kinds() {
    return from.length;
  }

  int from(int kind) {
    return from[kind];
  }

  int to(int kind) {
    return to[kind];
  }

  long amount(int kind) {
    return amount[kind];
  }

  /** How many transfers of a kind there are. */
  int count(int kind) {
    return ends[kind].length;
  }

  /** How many transfers of a kind began before a position. */
  int begunBefore(int kind, int position) {
    return before(begins[kind], position);
  }

  /** How many transfers of a kind ended before a position. */
  int endedBefore(int kind, int position) {
    return before(ends[kind], position);
  }

  private static int before(int[] sorted, int position) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The position at which the first transfer began; after all others if there is none. */
  int firstBegan() {
    return firstBegan;
  }
}
