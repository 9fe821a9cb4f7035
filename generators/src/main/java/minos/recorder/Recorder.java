package minos.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Records operations while they happen, in memory or in a journal on disk.
 *
 * <pre>{@code
 * Map<String, Integer> store = new ConcurrentHashMap<>();
 * Recorder recorder = Recorder.inMemory();
 * try (Invocation put = recorder.invoke(0, "write", "x", 7)) {
 *   store.put("x", 7);
 *   put.ok();
 * }
 * try (Invocation get = recorder.invoke(1, "read", "x")) {
 *   get.ok(store.get("x"));
 * }
 * assert recorder.history().size() == 2;
 * }</pre>
 *
 * <p>The order of the history is the order in which the methods were called: if one call returned
 * before another began, its event stands before the other's. That is real time, without any
 * assumption on clocks. Times, in nanoseconds since the recorder was made, come from one monotonic
 * clock and are there for reports.
 *
 * <p>A process has one operation open at a time. After an operation of unknown outcome a client
 * should go on as another process, since the old one may still be at it.
 *
 * <p>Thread-safe. In memory no thread ever waits for another, and no object is made for an event:
 * it is a few numbers in an array of the thread's own. Strings are kept as they are, integers as
 * numbers; what can be changed, such as a list, is copied.
 */
public final class Recorder implements AutoCloseable {
  private final ExceptionOutcomes outcomes;
  private final Tape tape;
  private volatile boolean closed;

  private Recorder(ExceptionOutcomes outcomes, Tape tape) {
    this.outcomes = outcomes;
    this.tape = tape;
  }

  /** A recorder that keeps the events, 32 to 48 bytes each beside their values. */
  public static Recorder inMemory() {
    return inMemory(ExceptionOutcomes.USUAL);
  }

  /** A recorder that keeps the events, with its own table of exceptions. */
  public static Recorder inMemory(ExceptionOutcomes outcomes) {
    return new Recorder(outcomes, new MemoryTape(System.nanoTime()));
  }

  /**
   * A recorder that writes the events to a file as JSON Lines and forgets them.
   *
   * @param file is created
   * @param header what to say of the recording: contract, seed, model, ...; that the clock is
   *     monotonic is added, and as {@code epoch} when its time was zero, in nanoseconds since 1970
   *     by the clock on this machine's wall
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file: a recording is never
   *     overwritten
   * @throws IOException if it can't be written
   */
  public static Recorder toFile(Path file, Flush flush, Dict header, ExceptionOutcomes outcomes)
      throws IOException {
    EventChain chain = new EventChain();
    long origin = System.nanoTime();
    Journal journal = Journal.create(file, flush, withClock(header, wall()), chain);
    return new Recorder(outcomes, new JournalTape(origin, chain, journal));
  }

  /**
   * A recorder that goes on with a recording that broke off, as if nothing had happened but a long
   * silence: what was open stays open, and a remark says where it went on. Half a line at the end
   * is cut off; the event in it was not promised to anybody.
   *
   * <p>That is right only if every event was written before its request left, see {@link
   * Flush#EACH}: else the rest shows what operations did that the recording does not have.
   *
   * @param past what is in the file
   */
  public static Recorder goOn(Path file, Flush flush, Past past, ExceptionOutcomes outcomes)
      throws IOException {
    past.cutOffHalfALine(file);
    EventChain chain = new EventChain();
    Journal journal = Journal.goOn(file, flush, chain, past.events());
    // However long the silence was: this machine may have another monotonic clock by now.
    long silence = past.epoch().isPresent() ? wall() - past.epoch().getAsLong() : 0;
    long origin = System.nanoTime() - Math.max(past.time() + 1, silence);
    Recorder recorder = new Recorder(outcomes, new JournalTape(origin, chain, journal));
    recorder.remark("recorder", "goes on", null);
    return recorder;
  }

  private static long wall() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private static Dict withClock(Dict header, long epoch) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(Value.of("clock"), Value.of("monotonic"));
    entries.put(Value.of("epoch"), Value.of(epoch));
    entries.putAll(header.entries());
    return new Dict(entries);
  }

  ExceptionOutcomes outcomes() {
    return outcomes;
  }

  /** A process is about to do something on an object. Call it before the request leaves. */
  public Invocation invoke(Object process, String f, @Nullable Object key) {
    return begin(process, f, key, null, Map.of());
  }

  /**
   * A process is about to do something on an object, with an argument.
   *
   * @param process a number or a name, as {@link Value#of} takes it
   * @param key the object; null in a history of one object
   * @param value the argument; null stands for nil
   */
  public Invocation invoke(Object process, String f, @Nullable Object key, @Nullable Object value) {
    return begin(process, f, key, Plain.of(value), Map.of());
  }

  /** As above, with further fields, such as {@code level} or {@code session}. */
  public Invocation invoke(
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    return begin(process, f, key, Plain.of(value), extra);
  }

  /**
   * Does something between an invocation and its completion: ok with what it returns; with an
   * exception, which is thrown on, what the table says.
   */
  public <T> T record(Object process, String f, @Nullable Object key, Callable<T> action)
      throws Exception {
    try (Invocation invocation = invoke(process, f, key)) {
      T result;
      try {
        result = action.call();
      } catch (Exception | Error e) {
        invocation.threw(e);
        throw e;
      }
      invocation.ok(result);
      return result;
    }
  }

  /**
   * Records what is no client's: a fault injected, a configuration changed. It is shown in reports
   * and never checked.
   *
   * @param who a name such as {@code nemesis}
   */
  public void remark(String who, String f, @Nullable Object value) {
    tape.remarked(new Keyword(who), f, Plain.of(value));
  }

  /**
   * The history so far, of a recorder in memory. What is still open may have happened.
   *
   * @throws IllegalStateException if this recorder writes to a file
   * @throws MalformedHistoryException if a process had two operations open at once
   */
  public History history() throws MalformedHistoryException {
    if (!(tape instanceof MemoryTape memory)) {
      throw new IllegalStateException(
          "this recorder writes to a file; close it, and read the history from there");
    }
    HistoryBuilder builder = new HistoryBuilder("history", OrderBy.INDEX);
    memory.copyTo(builder);
    return builder.build();
  }

  /**
   * Ends the recording: what was recorded is complete. Operations still open stay open; their
   * completions are not recorded any more.
   *
   * @throws java.io.UncheckedIOException if the journal can't be written
   */
  @Override
  public void close() {
    closed = true;
    if (tape instanceof JournalTape onDisk) {
      onDisk.journal().close();
    }
  }

  private Invocation begin(
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    if (closed) {
      throw new IllegalStateException("the recorder is closed; " + f + " would not be recorded");
    }
    Object who = Plain.of(process);
    Object on = key == null ? null : Plain.of(key);
    return new Invocation(this, who, f, on, value, tape.invoked(who, f, on, value, extra));
  }

  void complete(
      Invocation invocation, EventType type, @Nullable Object value, Map<String, Value> extra) {
    // Else it is still open at the end: it may have happened.
    if (!closed) {
      tape.completed(invocation, type, value, extra);
    }
  }
}
