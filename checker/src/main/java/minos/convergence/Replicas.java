package minos.convergence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Value;

/**
 * What happened to one replicated object.
 *
 * @param updates what was done, or may have been
 * @param reads the reads that succeeded
 * @param finalReads of each replica the last read that began after every successful update had
 *     ended
 */
record Replicas(List<Operation> updates, List<Operation> reads, List<Operation> finalReads) {
  static Replicas of(History history, List<Integer> operations) {
    List<Operation> updates = new ArrayList<>();
    List<Operation> reads = new ArrayList<>();
    int quietSince = -1;
    for (int i : operations) {
      Operation op = history.operation(i);
      boolean read = op.f().equals("read") || op.f().equals("get");
      if (read && op.outcome() == Outcome.OK) {
        reads.add(op);
      } else if (!read && op.outcome() != Outcome.FAIL) {
        updates.add(op);
        if (op.outcome() == Outcome.OK) {
          quietSince = Math.max(quietSince, history.completed(i));
        }
      }
    }
    Map<Value, Operation> last = new LinkedHashMap<>();
    for (Operation read : reads) {
      if (invoked(read) > quietSince) {
        last.merge(replica(read), read, (a, b) -> completed(a) > completed(b) ? a : b);
      }
    }
    return new Replicas(List.copyOf(updates), List.copyOf(reads), List.copyOf(last.values()));
  }

  /** The replica that an operation talked to: its node if recorded, else its process. */
  static Value replica(Operation op) {
    return op.field("node").orElse(Value.seq(op.process()));
  }

  static int invoked(Operation op) {
    return op.history().invoked(op.ordinal());
  }

  static int completed(Operation op) {
    return op.history().completed(op.ordinal());
  }

  /**
   * Pairs of reads that had certainly received the same updates and answered differently.
   *
   * @param answer what a read answered, to be compared
   */
  List<Operation[]> divergent(Function<Operation, Object> answer) {
    List<Operation[]> pairs = new ArrayList<>();
    Map<Value, Operation> byClock = new HashMap<>();
    for (Operation read : reads) {
      Value clock = read.field("clock").orElse(Nil.NIL);
      if (clock.isNil()) {
        continue;
      }
      Operation same = byClock.putIfAbsent(clock, read);
      if (same != null && !answer.apply(same).equals(answer.apply(read))) {
        pairs.add(new Operation[] {same, read});
      }
    }
    boolean open = updates.stream().anyMatch(update -> update.outcome() != Outcome.OK);
    if (!open) {
      List<Operation> sorted = new ArrayList<>(finalReads);
      sorted.sort(Comparator.comparingInt(Operation::ordinal));
      for (int i = 1; i < sorted.size(); i++) {
        if (!answer.apply(sorted.get(i)).equals(answer.apply(sorted.get(0)))) {
          pairs.add(new Operation[] {sorted.get(0), sorted.get(i)});
        }
      }
    }
    return pairs;
  }
}
