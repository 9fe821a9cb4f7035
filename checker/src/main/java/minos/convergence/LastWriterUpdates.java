package minos.convergence;

import java.util.ArrayList;
import java.util.List;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Registers in which the last writer wins. At the end a replica answers the value of the successful
 * write with the greatest timestamp, or of one of unknown outcome whose timestamp is greater; equal
 * timestamps are ordered by node. A read at any time returns what somebody had begun to write, or
 * nil.
 */
final class LastWriterUpdates extends Updates {
  private static final String KNOWN = "write with an integer field timestamp, and read";

  LastWriterUpdates(ReplicatedType type, Replicas replicas) {
    super(type, replicas);
  }

  @Override
  void judge() {
    Operation winner = null;
    for (Operation write : replicas.updates()) {
      if (!write.f().equals("write") && !write.f().equals("put")) {
        throw unknown(write, KNOWN);
      }
      if (write.outcome() == Outcome.OK && (winner == null || after(write, winner))) {
        winner = write;
      }
    }
    for (Operation read : replicas.reads()) {
      boolean begun =
          read.value().isNil()
              || replicas.updates().stream()
                  .anyMatch(
                      write ->
                          write.input().equals(read.value())
                              && Replicas.invoked(write) < Replicas.completed(read));
      if (!begun) {
        add(
            Anomaly.THIN_AIR_READ,
            read,
            "the answer is " + read.value() + ", which nobody had begun to write",
            List.of(read));
      }
    }
    for (Operation read : replicas.finalReads()) {
      if (winner != null) {
        finalRead(read, winner);
      }
    }
  }

  private void finalRead(Operation read, Operation winner) {
    List<Operation> sources = new ArrayList<>();
    for (Operation write : replicas.updates()) {
      if (write.input().equals(read.value())) {
        sources.add(write);
      }
    }
    boolean right =
        sources.stream()
            .anyMatch(
                write ->
                    write.equals(winner)
                        || (write.outcome() != Outcome.OK && !after(winner, write)));
    if (!right) {
      List<Operation> shown = new ArrayList<>(sources);
      shown.add(winner);
      shown.add(read);
      add(
          Anomaly.LOST_WRITE,
          read,
          "a replica's last answer is "
              + read.value()
              + ", but "
              + winner.input()
              + " was written with the greatest timestamp, "
              + timestamp(winner),
          shown.subList(Math.max(0, shown.size() - 3), shown.size()));
    }
  }

  private boolean after(Operation one, Operation other) {
    int byTime = Long.compare(timestamp(one), timestamp(other));
    return byTime > 0
        || (byTime == 0
            && Replicas.replica(one).letters().compareTo(Replicas.replica(other).letters()) > 0);
  }

  private long timestamp(Operation write) {
    Value value = write.field("timestamp").orElseThrow(() -> unknown(write, KNOWN));
    if (value instanceof Int number) {
      return number.value();
    }
    throw unknown(write, KNOWN);
  }
}
