package minos.recorder;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in memory: each thread writes into a {@link Lane} of its own, and a counter that all
 * share numbers the events.
 *
 * <p>Guarantees: a thread never waits for another. If one call returned before another began, its
 * event has the lower number, because the counter was read for the one before it was for the other.
 * A reader misses none: it waits for every number below the counter, of which each is given to an
 * event that is shown a few instructions later, with nothing between that could fail.
 *
 * <p>An event takes 32 to 48 bytes in arrays of numbers. No object is made for it.
 */
final class MemoryTape implements Tape {
  /** The place of the counter in an array that keeps other data off its cache line. */
  private static final int COUNTER = 16;

  /** The lanes of all threads, in a list that grows at its head. */
  private record Lanes(Lane lane, @Nullable Lanes others) {}

  private final long origin;
  private final AtomicLongArray numbers = new AtomicLongArray(2 * COUNTER);
  private final AtomicReference<@Nullable Lanes> lanes = new AtomicReference<>();

  /** Weak, because a thread of a pool outlives the recorder, and forgets its locals late. */
  @SuppressWarnings("ThreadLocalUsage") // A thread has a lane in each recorder.
  private final ThreadLocal<@Nullable WeakReference<Lane>> mine = new ThreadLocal<>();

  /**
   * An empty tape.
   *
   * @param origin what the clock says when time is zero
   */
  MemoryTape(long origin) {
    this.origin = origin;
  }

  long now() {
    return System.nanoTime() - origin;
  }

  long nextNumber() {
    return numbers.getAndIncrement(COUNTER);
  }

  @Override
  public long invoked(
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    return lane().opens(EventType.INVOKE, process, f, key, value, extra);
  }

  @Override
  public void completed(
      Invocation invocation, EventType type, @Nullable Object value, Map<String, Value> extra) {
    boolean asInvoked = value == invocation.value();
    lane().completes(invocation.number(), type, asInvoked, value, extra);
  }

  @Override
  public void remarked(Keyword who, String f, Object value) {
    lane().opens(EventType.INFO, who, f, null, value, Map.of());
  }

  private Lane lane() {
    WeakReference<Lane> reference = mine.get();
    if (reference != null) {
      // Held by the list of all.
      return Objects.requireNonNull(reference.get());
    }
    Lane lane = new Lane(this);
    lanes.updateAndGet(others -> new Lanes(lane, others));
    mine.set(new WeakReference<>(lane));
    return lane;
  }

  /** Hands on the events that were recorded by now, in their order. */
  void copyTo(EventSink sink) throws MalformedHistoryException {
    long end = numbers.get(COUNTER);
    // Whoever has a number below that had its lane in the list before.
    List<LaneReader> exhausted = new ArrayList<>();
    for (Lanes some = lanes.get(); some != null; some = some.others()) {
      exhausted.add(some.lane().reader());
    }
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::number));
    LaneReader.Open open = new LaneReader.Open();
    long number = 0;
    while (number < end) {
      Head head = heads.peek();
      if (head == null || head.number() != number) {
        if (!refill(heads, exhausted)) {
          Thread.onSpinWait();
        }
        continue;
      }
      LaneReader reader = heads.remove().reader();
      long next;
      do {
        sink.accept(reader.read(open));
        number++;
        next = reader.next();
      } while (next == number && number < end);
      if (next < 0) {
        exhausted.add(reader);
      } else {
        heads.add(new Head(next, reader));
      }
    }
  }

  /** Looks again for events in lanes that had none. */
  private static boolean refill(PriorityQueue<Head> heads, List<LaneReader> exhausted) {
    return exhausted.removeIf(
        reader -> {
          long next = reader.next();
          return next >= 0 && heads.add(new Head(next, reader));
        });
  }

  /** A lane and the number of its next event. */
  private record Head(long number, LaneReader reader) {}
}
