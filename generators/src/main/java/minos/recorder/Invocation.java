package minos.recorder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import minos.history.EventType;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An operation that was invoked and is to be completed, once.
 *
 * <p>Closing one that was not completed completes it as {@code info}: nobody knows whether it
 * happened. Thread-safe; of several completions the first counts, and the others are refused.
 */
public final class Invocation implements AutoCloseable {
  private static final AtomicIntegerFieldUpdater<Invocation> COMPLETED =
      AtomicIntegerFieldUpdater.newUpdater(Invocation.class, "completed");

  private final Recorder recorder;
  private final Object process;
  private final String f;
  private final @Nullable Object key;
  private final @Nullable Object value;
  private final long number;

  /** 1 when it was completed. Not an object of its own: there is one of these an operation. */
  @SuppressWarnings("unused")
  private volatile int completed;

  /**
   * An operation, as a recorder's {@link Tape} has it.
   *
   * @param number what the tape answered to its invocation
   */
  Invocation(
      Recorder recorder,
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      long number) {
    this.recorder = recorder;
    this.process = process;
    this.f = f;
    this.key = key;
    this.value = value;
    this.number = number;
  }

  Object process() {
    return process;
  }

  String f() {
    return f;
  }

  @Nullable Object key() {
    return key;
  }

  @Nullable Object value() {
    return value;
  }

  long number() {
    return number;
  }

  /** Whether it was completed. */
  public boolean isCompleted() {
    return completed != 0;
  }

  /** It happened, and there is nothing more to say. */
  public void ok() {
    complete(EventType.OK, value, Map.of());
  }

  /**
   * It happened, and this is its value: what was read, or for a mutation what it was invoked with.
   *
   * @param value anything that {@link Value#of} takes
   */
  public void ok(@Nullable Object value) {
    complete(EventType.OK, Plain.of(value), Map.of());
  }

  /**
   * It happened.
   *
   * @param value anything that {@link Value#of} takes
   * @param extra further fields, such as {@code version}
   */
  public void ok(@Nullable Object value, Map<String, Value> extra) {
    complete(EventType.OK, Plain.of(value), extra);
  }

  /**
   * It certainly did not happen.
   *
   * @param error why, in a word
   */
  public void fail(String error) {
    fail(error, Map.of());
  }

  /** It certainly did not happen; with further fields. */
  public void fail(String error, Map<String, Value> extra) {
    complete(EventType.FAIL, value, with(extra, error));
  }

  /**
   * Nobody knows whether it happened or will.
   *
   * @param error why, in a word
   */
  public void info(String error) {
    info(error, Map.of());
  }

  /** Nobody knows whether it happened or will; with further fields. */
  public void info(String error, Map<String, Value> extra) {
    complete(EventType.INFO, value, with(extra, error));
  }

  /** It ended with an exception; the recorder's table says what that means. */
  public void threw(Throwable thrown) {
    String error = thrown.getClass().getSimpleName();
    switch (recorder.outcomes().of(f, thrown)) {
      case FAIL -> fail(error);
      case OK, INFO -> info(error);
    }
  }

  /** Completes it as {@code info} if it was not completed. */
  @Override
  public void close() {
    if (completed == 0 && COMPLETED.compareAndSet(this, 0, 1)) {
      recorder.complete(this, EventType.INFO, value, with(Map.of(), "left-open"));
    }
  }

  private void complete(EventType type, @Nullable Object result, Map<String, Value> extra) {
    if (!COMPLETED.compareAndSet(this, 0, 1)) {
      throw new IllegalStateException(
          "process "
              + Value.of(process)
              + " completes "
              + f
              + " ("
              + type.word()
              + "), which it completed before");
    }
    recorder.complete(this, type, result, extra);
  }

  private static Map<String, Value> with(Map<String, Value> extra, String error) {
    if (extra.isEmpty()) {
      return Map.of("error", new Text(error));
    }
    Map<String, Value> all = new LinkedHashMap<>(extra);
    all.put("error", new Text(error));
    return all;
  }
}
