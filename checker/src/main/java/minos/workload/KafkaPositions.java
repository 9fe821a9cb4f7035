package minos.workload;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How far one consumer has polled each log, and which log it is furthest behind in: the one whose
 * next message has been known for longest. Logarithmic in the number of logs for each move; a log
 * that moved on leaves an entry behind, which is dropped when it comes up. Not thread-safe.
 */
final class KafkaPositions {
  /** The position of a log of which nothing was polled. */
  static final int START = -1;

  /** A log at an offset, and since when something beyond it has been known. */
  record Next(long known, int key, int offset) {}

  private final KafkaKnown known;
  private final Map<Integer, Integer> offsets = new HashMap<>();
  private final PriorityQueue<Next> longest =
      new PriorityQueue<>(Comparator.comparingLong(Next::known).thenComparingInt(Next::key));

  KafkaPositions(KafkaKnown known) {
    this.known = known;
  }

  boolean isEmpty() {
    return offsets.isEmpty();
  }

  /** Forgets all logs. */
  void clear() {
    offsets.clear();
    longest.clear();
  }

  /** Keeps these logs where they are, adds the new ones at their start, and forgets the others. */
  void assign(Collection<Integer> keys) {
    Iterator<Integer> held = offsets.keySet().iterator();
    while (held.hasNext()) {
      if (!keys.contains(held.next())) {
        held.remove();
      }
    }
    keys.forEach(key -> moveTo(key, START));
  }

  /** Notes that a message was polled; nothing goes back. */
  void moveTo(int key, int offset) {
    Integer before = offsets.get(key);
    if (before == null || before < offset) {
      offsets.put(key, offset);
      longest.add(new Next(known.beyond(key, offset), key, offset));
    }
  }

  /** The log that is furthest behind, of which there is one unless this is empty. */
  Next furthest() {
    while (true) {
      Next next = longest.element();
      Integer offset = offsets.get(next.key());
      if (offset != null && offset == next.offset()) {
        return next;
      }
      longest.remove();
    }
  }
}
