package minos.format;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Dictionary;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A history as events again, in an order that reads back as the same history.
 *
 * <p>Invocations and the completions that have a place in real time come in the order of their
 * positions. A history does not keep where completions of unknown outcome and the events of other
 * processes were; they are put back by their index, line or time, where these rise with the
 * positions. A completion of unknown outcome always comes before its process invokes again.
 *
 * <p>Cost: O(n log n) for n events, of which ints are kept, and the events of other processes.
 */
final class HistoryEvents {
  /** Takes one event after the other. */
  @FunctionalInterface
  interface Sink {
    void accept(Event event) throws IOException;
  }

  private final History history;

  /** The ends that have a position, in its order: twice the operation, plus 1 for a completion. */
  private final int[] ends;

  private final int endCount;
  private final List<Stray> strays = new ArrayList<>();

  /** An event without a position, and how many of the ends come before it. */
  private record Stray(int slot, int sequence, Event event) {}

  private HistoryEvents(History history) {
    this.history = history;
    int[] byPosition = new int[history.eventCount() + 1];
    Arrays.fill(byPosition, -1);
    for (int i = 0; i < history.size(); i++) {
      if (hasInvocation(i)) {
        byPosition[history.invoked(i)] = 2 * i;
      }
    }
    for (int i = 0; i < history.size(); i++) {
      if (history.completed(i) != History.NEVER) {
        byPosition[history.completed(i)] = 2 * i + 1;
      }
    }
    ends = new int[2 * history.size()];
    endCount = placeEnds(byPosition);
    placeStrays();
  }

  /**
   * Whether a process begins an operation before its last has ended: where real time is the
   * recorded time, operations that touch overlap, even those of one process. As a list of events
   * that can't be said; here the invocation waits for the completion, and who reads the events has
   * to order them by time again.
   */
  static boolean touching(History history) {
    int[] lastEnd = new int[history.processCount()];
    for (int i = 0; i < history.size(); i++) {
      int process = history.process(i);
      if (history.invoked(i) < lastEnd[process] && !history.processName(process).isNil()) {
        return true;
      }
      lastEnd[process] = history.completed(i) == History.NEVER ? 0 : history.completed(i);
    }
    return false;
  }

  private int placeEnds(int[] byPosition) {
    boolean[] busy = new boolean[history.processCount()];
    Map<Integer, ArrayDeque<Integer>> waiting = new HashMap<>();
    int count = 0;
    for (int end : byPosition) {
      if (end < 0) {
        continue;
      }
      int process = history.process(end / 2);
      if (history.processName(process).isNil()) {
        ends[count++] = end;
      } else if (end % 2 == 1) {
        ends[count++] = end;
        busy[process] = false;
        ArrayDeque<Integer> queue = waiting.get(process);
        while (queue != null && !queue.isEmpty() && !busy[process]) {
          int next = queue.remove();
          ends[count++] = next;
          busy[process] = history.completed(next / 2) != History.NEVER;
        }
      } else if (busy[process]) {
        waiting.computeIfAbsent(process, ignored -> new ArrayDeque<>()).add(end);
      } else {
        ends[count++] = end;
        busy[process] = history.completed(end / 2) != History.NEVER;
      }
    }
    return count;
  }

  /** Gives all events to the sink. */
  static void forEach(History history, Sink sink) throws IOException {
    new HistoryEvents(history).forEach(sink);
  }

  private void forEach(Sink sink) throws IOException {
    boolean numbered = numbered();
    long number = 0;
    int next = 0;
    for (int slot = 0; slot <= endCount; slot++) {
      for (; next < strays.size() && strays.get(next).slot() == slot; next++) {
        sink.accept(renumbered(strays.get(next).event(), numbered, number++));
      }
      if (slot < endCount) {
        sink.accept(renumbered(event(ends[slot]), numbered, number++));
      }
    }
  }

  /** Whether the source's numbers rise in the order that the events are written in. */
  private boolean numbered() {
    long last = Event.ABSENT;
    int next = 0;
    for (int slot = 0; slot <= endCount; slot++) {
      for (; next < strays.size() && strays.get(next).slot() == slot; next++) {
        long index = strays.get(next).event().index();
        if (index == Event.ABSENT || index <= last) {
          return false;
        }
        last = index;
      }
      if (slot < endCount) {
        long index = index(ends[slot]);
        if (index == Event.ABSENT || index <= last) {
          return false;
        }
        last = index;
      }
    }
    return true;
  }

  private static Event renumbered(Event event, boolean numbered, long number) {
    return numbered
        ? event
        : new Event(
            event.type(),
            event.process(),
            event.f(),
            event.key(),
            event.value(),
            number,
            event.time(),
            event.line(),
            event.extra());
  }

  /**
   * Whether the source had an invocation. Where there are no processes, a completion may come by
   * itself; its operation may then have begun at any time before.
   */
  private boolean hasInvocation(int operation) {
    return !history.processName(history.process(operation)).isNil()
        || history.invoked(operation) > 0
        || history.input(operation) != Dictionary.ABSENT
        || history.invokeLine(operation) >= 0
        || history.invokeTime(operation) != Event.ABSENT;
  }

  private void placeStrays() {
    long[][] rising = {rising(this::index), rising(this::line), rising(this::time)};
    int[] slotOf = new int[2 * history.size()];
    for (int slot = 0; slot < endCount; slot++) {
      slotOf[ends[slot]] = slot;
    }
    Map<Integer, Integer> nextOfProcess = new HashMap<>();
    int sequence = Integer.MAX_VALUE;
    List<Stray> unsorted = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      boolean named = !history.processName(history.process(i)).isNil();
      Integer following =
          named ? nextOfProcess.put(history.process(i), slotOf[2 * i]) : (Integer) null;
      if (history.outcome(i) != Outcome.INFO || !(following != null || saysInfo(i))) {
        continue;
      }
      Event event = event(2 * i + 1);
      int latest = following == null ? endCount : following;
      int earliest = hasInvocation(i) ? slotOf[2 * i] + 1 : 0;
      int slot = Math.max(earliest, Math.min(latest, slot(event, rising, latest)));
      unsorted.add(new Stray(slot, sequence--, event));
    }
    sequence = 0;
    for (Event other : history.others()) {
      unsorted.add(new Stray(slot(other, rising, endCount), sequence++, other));
    }
    unsorted.sort(
        Comparator.comparingInt(Stray::slot)
            .thenComparingLong(stray -> stray.event().index())
            .thenComparingLong(stray -> stray.event().line())
            .thenComparingInt(Stray::sequence));
    strays.addAll(unsorted);
  }

  /** Whether the source had a completion of unknown outcome, rather than none. */
  private boolean saysInfo(int operation) {
    return history.output(operation) != Dictionary.ABSENT
        || history.completeLine(operation) >= 0
        || history.completeTime(operation) != Event.ABSENT
        || history.completeIndex(operation) != Event.ABSENT
        || !completedFields(operation).isEmpty();
  }

  private static int slot(Event event, long[][] rising, int otherwise) {
    long[] places = {event.index(), event.line(), event.time()};
    for (int i = 0; i < places.length; i++) {
      if (places[i] != Event.ABSENT && rising[i].length > 0) {
        int found = Arrays.binarySearch(rising[i], places[i]);
        return found < 0 ? -found - 1 : found + 1;
      }
    }
    return otherwise;
  }

  @FunctionalInterface
  private interface Place {
    long of(int end);
  }

  /** The places of all ends, if each has one and they rise; else none. */
  private long[] rising(Place place) {
    long[] places = new long[endCount];
    for (int slot = 0; slot < endCount; slot++) {
      places[slot] = place.of(ends[slot]);
      if (places[slot] == Event.ABSENT || (slot > 0 && places[slot] < places[slot - 1])) {
        return new long[0];
      }
    }
    return places;
  }

  private long index(int end) {
    int operation = end / 2;
    return end % 2 == 0 ? history.invokeIndex(operation) : history.completeIndex(operation);
  }

  private long time(int end) {
    int operation = end / 2;
    return end % 2 == 0 ? history.invokeTime(operation) : history.completeTime(operation);
  }

  private long line(int end) {
    int operation = end / 2;
    int line = end % 2 == 0 ? history.invokeLine(operation) : history.completeLine(operation);
    return line < 0 ? Event.ABSENT : line;
  }

  private Event event(int end) {
    int operation = end / 2;
    boolean invocation = end % 2 == 0;
    EventType type =
        invocation
            ? EventType.INVOKE
            : switch (history.outcome(operation)) {
              case OK -> EventType.OK;
              case FAIL -> EventType.FAIL;
              case INFO -> EventType.INFO;
            };
    int value = invocation ? history.input(operation) : history.output(operation);
    Value process = history.processName(history.process(operation));
    int key = history.key(operation);
    return new Event(
        type,
        process.isNil() ? null : process,
        history.functionName(history.function(operation)),
        key < 0 ? null : history.keyName(key),
        valueOf(value),
        index(end),
        time(end),
        line(end),
        invocation ? invokedFields(operation) : completedFields(operation));
  }

  private @Nullable Value valueOf(int id) {
    return id == Dictionary.ABSENT ? null : history.dictionary().value(id);
  }

  private Map<String, Value> invokedFields(int operation) {
    Map<String, Value> fields = new HashMap<>();
    for (String name : history.fieldNames()) {
      history.invokedField(operation, name).ifPresent(value -> fields.put(name, value));
    }
    return fields;
  }

  /** What the completion says beside what the invocation said. */
  private Map<String, Value> completedFields(int operation) {
    Map<String, Value> fields = new HashMap<>();
    for (String name : history.fieldNames()) {
      history
          .field(operation, name)
          .filter(value -> !history.invokedField(operation, name).equals(Optional.of(value)))
          .ifPresent(value -> fields.put(name, value));
    }
    return fields;
  }
}
