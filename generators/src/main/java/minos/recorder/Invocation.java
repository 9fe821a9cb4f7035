package minos.recorder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import minos.history.Event;
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
  private final Recorder recorder;
  private final Event invoked;
  private final AtomicBoolean completed = new AtomicBoolean();

  Invocation(Recorder recorder, Event invoked) {
    this.recorder = recorder;
    this.invoked = invoked;
  }

  /** Whether it was completed. */
  public boolean isCompleted() {
    return completed.get();
  }

  /** It happened, and there is nothing more to say. */
  public void ok() {
    complete(EventType.OK, invoked.value(), Map.of());
  }

  /**
   * It happened, and this is its value: what was read, or for a mutation what it was invoked with.
   *
   * @param value anything that {@link Value#of} takes
   */
  public void ok(@Nullable Object value) {
    complete(EventType.OK, Value.of(value), Map.of());
  }

  /**
   * It happened.
   *
   * @param value anything that {@link Value#of} takes
   * @param extra further fields, such as {@code version}
   */
  public void ok(@Nullable Object value, Map<String, Value> extra) {
    complete(EventType.OK, Value.of(value), extra);
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
    complete(EventType.FAIL, invoked.value(), with(extra, error));
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
    complete(EventType.INFO, invoked.value(), with(extra, error));
  }

  /** It ended with an exception; the recorder's table says what that means. */
  public void threw(Throwable thrown) {
    String error = thrown.getClass().getSimpleName();
    switch (recorder.outcomes().of(invoked.f(), thrown)) {
      case FAIL -> fail(error);
      case OK, INFO -> info(error);
    }
  }

  /** Completes it as {@code info} if it was not completed. */
  @Override
  public void close() {
    if (completed.compareAndSet(false, true)) {
      recorder.complete(invoked, EventType.INFO, invoked.value(), with(Map.of(), "left-open"));
    }
  }

  private void complete(EventType type, @Nullable Value value, Map<String, Value> extra) {
    if (!completed.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "process "
              + invoked.process()
              + " completes "
              + invoked.f()
              + " ("
              + type.word()
              + "), which it completed before");
    }
    recorder.complete(invoked, type, value, extra);
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
