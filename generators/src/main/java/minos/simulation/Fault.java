package minos.simulation;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import minos.value.Value;

/**
 * Something that goes wrong for a while.
 *
 * @param kind what
 * @param from when it begins, in nanoseconds of the simulation
 * @param to when it is over
 * @param nodes whom it concerns; those cut off in a partition, those that are down in a crash
 * @param amount the share of messages lost, or the factor by which they are slower
 */
public record Fault(Kind kind, long from, long to, Set<Integer> nodes, double amount) {
  /** Kinds of faults. */
  public enum Kind {
    /** The nodes reach each other and nobody else; nor do others reach them. */
    PARTITION,
    /** The nodes are down. What is on their disks is there when they are back. */
    CRASH,
    /** A share of all messages between nodes is lost. */
    LOSS,
    /** All messages between nodes take so many times longer. */
    SLOW;

    /** The word in a schedule. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the set. */
  public Fault {
    nodes = Set.copyOf(nodes);
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "a fault ends after it begins, not from " + from + " ns to " + to + " ns");
    }
  }

  /** Whom it concerns, or how much, as a recording tells it. */
  Value value() {
    return switch (kind) {
      case PARTITION, CRASH -> Value.of(new TreeSet<>(nodes).stream().map(n -> "n" + n).toList());
      case LOSS, SLOW -> Value.of(amount);
    };
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case PARTITION, CRASH ->
              String.join("+", new TreeSet<>(nodes).stream().map(String::valueOf).toList());
          case LOSS, SLOW -> String.valueOf(amount);
        };
    return kind.word() + ":" + from / 1_000_000 + "ms-" + to / 1_000_000 + "ms:" + what;
  }
}
