package minos.convergence;

import java.util.Optional;
import minos.value.Int;
import minos.value.Value;

/**
 * What decides which of two writes wins: the timestamp, then the node, numbers as numbers and names
 * by their letters. Where a node is not recorded nobody knows which of equal timestamps wins, and
 * neither is greater.
 *
 * @param timestamp the greater wins
 * @param node breaks ties
 */
record Stamp(long timestamp, Optional<Value> node) {
  static Stamp of(ReplicatedOperations operations, int write) {
    Value timestamp = operations.history().field(write, "timestamp").orElseThrow();
    return new Stamp(((Int) timestamp).value(), operations.node(write));
  }

  /** Whether it wins for sure. */
  boolean beats(Stamp other) {
    if (timestamp != other.timestamp) {
      return timestamp > other.timestamp;
    } else if (node.isEmpty() || other.node.isEmpty()) {
      return false;
    }
    Value mine = node.get();
    Value theirs = other.node.get();
    if (mine instanceof Int one && theirs instanceof Int two) {
      return one.value() > two.value();
    }
    return mine.letters().compareTo(theirs.letters()) > 0;
  }

  @Override
  public String toString() {
    return "timestamp " + timestamp + node.map(name -> " of " + name).orElse("");
  }
}
