package minos.convergence;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import minos.check.Budget;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Registers in which the last writer wins. What a replica answers is the value of a write that had
 * begun, and that no write beats which the replica had acknowledged itself; nor one that beats all
 * writes of what it answered before. A last answer is not beaten by any write that succeeded.
 */
final class LastWriterLaws extends Laws {
  /**
   * What an answer can't fall behind.
   *
   * @param stamp that of a write which the replica had received
   * @param shown the write, or an answer with its value
   */
  private record Floor(Stamp stamp, int shown) {}

  /** Of the writes of one value that had begun, those that no other beats, and that beat none. */
  private record Range(int least, int most) {}

  private final Map<Value, Range> begun = new HashMap<>();
  private final Map<Integer, Floor> floors = new HashMap<>();
  private final Map<Integer, Floor> open = new HashMap<>();
  private @Nullable Floor acknowledged;

  LastWriterLaws(ReplicatedOperations operations, int[] places, BitSet finals, Budget budget) {
    super(operations, places, finals, budget);
  }

  private Stamp stamp(int write) {
    return Stamp.of(operations, write);
  }

  @Override
  void began(int update) {
    begun.merge(
        operations.argument(update),
        new Range(update, update),
        (old, now) ->
            new Range(
                stamp(old.least()).beats(stamp(update)) ? update : old.least(),
                stamp(update).beats(stamp(old.most())) ? update : old.most()));
  }

  @Override
  void ended(int update) {
    Floor floor = new Floor(stamp(update), update);
    acknowledged = acknowledged == null ? floor : higher(acknowledged, floor);
    floors.merge(operations.replica(update), floor, LastWriterLaws::higher);
  }

  private static Floor higher(Floor one, Floor other) {
    return other.stamp().beats(one.stamp()) ? other : one;
  }

  @Override
  void reading(int read) {
    Floor floor = floors.get(operations.replica(read));
    if (isFinal(read) && acknowledged != null) {
      // What the replica answered before may be a write of unknown outcome, of a later timestamp.
      floor = floor == null ? acknowledged : higher(acknowledged, floor);
    }
    if (floor != null) {
      open.put(read, floor);
    }
  }

  @Override
  void read(int read) {
    Floor floor = open.remove(read);
    Value value = operations.value(read);
    Range range = begun.get(value);
    if (range == null) {
      unwritten(read, value, floor);
      return;
    }
    if (floor != null && floor.stamp().beats(stamp(range.most()))) {
      beaten(read, range.most(), floor);
    }
    floors.merge(
        operations.replica(read), new Floor(stamp(range.least()), read), LastWriterLaws::higher);
  }

  private void unwritten(int read, Value value, @Nullable Floor floor) {
    if (!value.isNil()) {
      add(
          Anomaly.THIN_AIR_READ,
          read,
          theAnswer(read) + " is " + value + ", which nobody had begun to write",
          "No write of that value had begun when [%s] ended.",
          read);
    } else if (floor != null) {
      add(
          Anomaly.LOST_WRITE,
          read,
          theAnswer(read) + " is nil, but " + knew(read, floor),
          "[%s] had ended when [%s] began.",
          floor.shown(),
          read);
    }
  }

  private void beaten(int read, int write, Floor floor) {
    boolean seen = operations.kind(floor.shown()) == ReplicatedOperations.Kind.READ;
    add(
        seen ? Anomaly.NON_MONOTONIC_READ : Anomaly.LOST_WRITE,
        read,
        theAnswer(read)
            + " is "
            + operations.value(read)
            + ", of "
            + stamp(write)
            + ", but "
            + knew(read, floor),
        "[%s] loses to "
            + (seen ? "what [%s] had answered at that replica" : "[%s], which had ended")
            + " when [%s] began.",
        write,
        floor.shown(),
        read);
  }

  private String knew(int read, Floor floor) {
    int shown = floor.shown();
    return switch (operations.kind(shown)) {
      case READ ->
          "its replica had answered " + operations.value(shown) + " before, of " + floor.stamp();
      case ADD, REMOVE, WRITE, NOTHING ->
          (isFinal(read)
                  ? operations.argument(shown) + " was written with the greatest, "
                  : "its replica had acknowledged " + operations.argument(shown) + ", of ")
              + floor.stamp();
    };
  }

  @Override
  Object answer(int read) {
    return operations.value(read);
  }
}
