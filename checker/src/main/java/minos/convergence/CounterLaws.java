package minos.convergence;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import minos.check.Budget;
import minos.counting.SubsetSums;
import minos.history.Outcome;
import minos.verdict.Anomaly;

/**
 * Counters. A replica's answer contains what it had acknowledged itself before it was asked, and
 * nothing that was asked for only afterwards; a last answer contains everything acknowledged, and
 * some of what nobody knows the outcome of. A counter that only grows does not shrink at a replica,
 * and what the replica acknowledges after an answer comes on top of it.
 */
final class CounterLaws extends Laws {
  /** What an answer certainly contains. */
  private record Known(Sum sum, Floor floor) {}

  /** Of some updates those that add and those that take off. */
  private record Sum(long more, long less) {
    static final Sum ZERO = new Sum(0, 0);

    Sum plus(long change) {
      return change < 0
          ? new Sum(more, Math.addExact(less, change))
          : new Sum(Math.addExact(more, change), less);
    }
  }

  /**
   * What a replica of a growing counter doesn't fall below.
   *
   * @param read the answer that says so; -1 if none does
   * @param ended where that ended
   * @param value what it was
   * @param since what the replica acknowledged of what began after it
   */
  private record Floor(int read, int ended, long value, long since) {
    static final Floor NONE = new Floor(-1, -1, 0, 0);

    long height() {
      return Math.addExact(value, since);
    }
  }

  private final boolean grows;
  private final SubsetSums unknown = new SubsetSums();
  private final Map<Integer, Sum> acknowledgedBy = new HashMap<>();
  private final Map<Integer, Floor> floors = new HashMap<>();
  private final Map<Integer, Known> open = new HashMap<>();
  private Sum begun = Sum.ZERO;
  private Sum acknowledged = Sum.ZERO;

  CounterLaws(ReplicatedOperations operations, int[] places, BitSet finals, Budget budget) {
    super(operations, places, finals, budget);
    this.grows = operations.type() == ReplicatedType.G_COUNTER;
  }

  @Override
  void began(int update) {
    begun = begun.plus(operations.change(update));
    if (history.outcome(update) != Outcome.OK) {
      budget.reserve(SubsetSums.BYTES * unknown.mayAdd(operations.change(update), () -> {}));
    }
  }

  @Override
  void ended(int update) {
    long change = operations.change(update);
    int replica = operations.replica(update);
    acknowledged = acknowledged.plus(change);
    acknowledgedBy.merge(replica, Sum.ZERO.plus(change), (a, b) -> a.plus(change));
    floors.computeIfPresent(
        replica,
        (r, floor) ->
            history.invoked(update) > floor.ended()
                ? new Floor(
                    floor.read(),
                    floor.ended(),
                    floor.value(),
                    Math.addExact(floor.since(), change))
                : floor);
  }

  @Override
  void reading(int read) {
    int replica = operations.replica(read);
    Sum known = isFinal(read) ? acknowledged : acknowledgedBy.getOrDefault(replica, Sum.ZERO);
    open.put(read, new Known(known, grows ? floors.getOrDefault(replica, Floor.NONE) : Floor.NONE));
  }

  @Override
  void read(int read) {
    Known known = Objects.requireNonNull(open.remove(read));
    long value = operations.number(read);
    long least = Math.addExact(known.sum().more(), begun.less());
    long most = Math.addExact(begun.more(), known.sum().less());
    if (known.floor().read() >= 0 && value < known.floor().height()) {
      shrunk(read, value, known.floor());
    } else if (value < least) {
      add(
          Anomaly.LOST_UPDATE,
          read,
          theAnswer(read)
              + " is "
              + value
              + ", but the updates that "
              + (isFinal(read) ? "succeeded" : "its replica had acknowledged")
              + " amount to at least "
              + least,
          "[%s] returned less than "
              + (isFinal(read) ? "everything acknowledged" : "its replica had acknowledged before")
              + " amounts to, "
              + known.sum().more()
              + (begun.less() == 0
                  ? ""
                  : ", less all that may have been taken off, " + -begun.less())
              + ".",
          read);
    } else if (value > most) {
      add(
          Anomaly.THIN_AIR_READ,
          read,
          theAnswer(read)
              + " is "
              + value
              + ", but "
              + (isFinal(read)
                  ? "all updates amount to at most " + most
                  : "at most " + most + " had been asked for by then"),
          "[%s] returned more than all that had begun when it ended can add, "
              + begun.more()
              + (known.sum().less() == 0
                  ? ""
                  : ", less what it must know to be taken off, " + -known.sum().less())
              + ".",
          read);
    } else if (isFinal(read)
        && !unknown.contains(value - acknowledged.more() - acknowledged.less())) {
      add(
          Anomaly.COUNTER_OUT_OF_BOUNDS,
          read,
          theAnswer(read)
              + " is "
              + value
              + ", which the updates that succeeded and no choice of the others amount to",
          "[%s] has what succeeded, "
              + (acknowledged.more() + acknowledged.less())
              + ", and one of "
              + unknown.shifted(0)
              + " of what is unknown.",
          read);
    }
    floors.merge(
        operations.replica(read),
        new Floor(read, history.completed(read), value, 0),
        (old, now) -> now.value() >= old.height() ? now : old);
  }

  private void shrunk(int read, long value, Floor floor) {
    add(
        Anomaly.NON_MONOTONIC_READ,
        read,
        "a counter that only grows went from "
            + floor.value()
            + " to "
            + value
            + " at one replica"
            + (value < floor.value()
                ? ""
                : ", which had acknowledged " + floor.since() + " more in between"),
        "[%s] had ended at that replica when [%s] began.",
        floor.read(),
        read);
  }

  @Override
  Object answer(int read) {
    return operations.number(read);
  }
}
