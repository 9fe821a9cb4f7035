package minos.convergence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Counters. A last read of a replica lies between what the acknowledged updates amount to, less
 * what unknown ones may have taken off, and the same with what they may have added. A read at any
 * time is at most what had been asked for when it ended. A counter that only grows does not shrink
 * at a replica, and a replica's answer contains what it had acknowledged itself.
 */
final class CounterUpdates extends Updates {
  private final boolean grows;

  CounterUpdates(ReplicatedType type, Replicas replicas, boolean grows) {
    super(type, replicas);
    this.grows = grows;
  }

  @Override
  void judge() {
    long certain = 0;
    long atMostMore = 0;
    long atMostLess = 0;
    for (Operation update : replicas.updates()) {
      long amount = amount(update);
      if (update.outcome() == Outcome.OK) {
        certain += amount;
      } else {
        atMostMore += Math.max(0, amount);
        atMostLess += Math.min(0, amount);
      }
    }
    for (Operation read : replicas.finalReads()) {
      long value = value(read);
      if (value < certain + atMostLess) {
        add(
            Anomaly.LOST_UPDATE,
            read,
            "a replica's last answer is "
                + value
                + ", but the updates that succeeded amount to at least "
                + (certain + atMostLess),
            List.of(read));
      } else if (value > certain + atMostMore) {
        add(
            Anomaly.THIN_AIR_READ,
            read,
            "a replica's last answer is "
                + value
                + ", but all updates amount to at most "
                + (certain + atMostMore),
            List.of(read));
      }
    }
    bounds();
    if (grows) {
      growth();
    }
  }

  @Override
  Object answer(Operation read) {
    return value(read);
  }

  private long amount(Operation op) {
    long number = op.input() instanceof Int given ? given.value() : 1;
    boolean adds =
        switch (op.f()) {
          case "add", "increment", "inc" -> true;
          case "decrement", "dec" -> false;
          default -> throw unknown(op, "add (increment, inc), decrement (dec) and read");
        };
    if (grows && (!adds || number < 0)) {
      throw unknown(op, "add (increment, inc) of a number from 0, and read; it only grows");
    }
    return adds ? number : -number;
  }

  private long value(Operation read) {
    Value value = read.value();
    if (value instanceof Int number) {
      return number.value();
    }
    if (value.isNil()) {
      return 0;
    }
    long sum = 0;
    if (grows && value instanceof Dict state) {
      for (Value count : state.entries().values()) {
        if (!(count instanceof Int number)) {
          throw unknown(read, "read of a number, or of a number for each node");
        }
        sum += number.value();
      }
      return sum;
    }
    throw unknown(read, "read of a number");
  }

  /** Sweeps over time: what had been asked for when a read ended. */
  private void bounds() {
    List<Operation> updates = new ArrayList<>(replicas.updates());
    updates.sort(Comparator.comparingInt(Replicas::invoked));
    List<Operation> reads = new ArrayList<>(replicas.reads());
    reads.sort(Comparator.comparingInt(Replicas::completed));
    long most = 0;
    int next = 0;
    for (Operation read : reads) {
      while (next < updates.size()
          && Replicas.invoked(updates.get(next)) < Replicas.completed(read)) {
        most += Math.max(0, amount(updates.get(next++)));
      }
      if (value(read) > most && !replicas.finalReads().contains(read)) {
        add(
            Anomaly.THIN_AIR_READ,
            read,
            "the answer is "
                + value(read)
                + ", but at most "
                + most
                + " had been asked for by then",
            List.of(read));
      }
    }
  }

  /** Each replica, where operations name it: grows, and contains what it acknowledged. */
  private void growth() {
    Map<Value, Operation> highest = new HashMap<>();
    List<Operation> reads = new ArrayList<>(replicas.reads());
    reads.sort(Comparator.comparingInt(Replicas::invoked));
    for (Operation read : reads) {
      Value replica = Replicas.replica(read);
      Operation before = highest.get(replica);
      if (before != null
          && Replicas.completed(before) < Replicas.invoked(read)
          && value(before) > value(read)) {
        add(
            Anomaly.NON_MONOTONIC_READ,
            read,
            "a counter that only grows went from "
                + value(before)
                + " to "
                + value(read)
                + " at one replica",
            List.of(before, read));
      }
      if (before == null || value(read) >= value(before)) {
        highest.put(replica, read);
      }
    }
  }
}
