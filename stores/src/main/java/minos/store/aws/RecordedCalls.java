package minos.store.aws;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import minos.history.Outcome;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import minos.recorder.wrap.ThreadProcesses;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records calls of a driver of Amazon's by the process of the calling thread; what exceptions say
 * is the table of {@link Ended}. Thread-safe.
 *
 * <p>A driver that retries sends a request more than once: then a failed precondition may be that
 * of the second attempt, after the first had won, so it is of unknown outcome.
 */
public final class RecordedCalls {
  private final Recorder recorder;
  private final ThreadProcesses processes;

  /** Records beside others with the same recorder and processes. */
  public RecordedCalls(Recorder recorder, ThreadProcesses processes) {
    this.recorder = recorder;
    this.processes = processes;
  }

  /** A call that changes a key. */
  public <T> T write(
      String f, Object key, @Nullable Object value, Map<String, Value> fields, Supplier<T> call) {
    Invocation invocation = recorder.invoke(processes.current(), f, key, value, fields);
    T result = run(invocation, Action.WRITE, call);
    invocation.ok();
    return result;
  }

  /** A call that answers the value of a key; what it answered is known afterwards. */
  public <T> T read(
      Object key,
      Map<String, Value> fields,
      Function<T, @Nullable Object> value,
      Supplier<T> call) {
    Invocation invocation = recorder.invoke(processes.current(), "get", key, null, fields);
    T result = run(invocation, Action.READ, call);
    invocation.ok(value.apply(result));
    return result;
  }

  /**
   * As {@link #read}, of a store that throws where there is nothing.
   *
   * @param absent whether an exception says so
   */
  public <T> T read(
      Object key,
      Map<String, Value> fields,
      Function<SdkException, Boolean> absent,
      Function<T, @Nullable Object> value,
      Supplier<T> call) {
    Invocation invocation = recorder.invoke(processes.current(), "get", key, null, fields);
    T result =
        run(
            invocation,
            Action.READ,
            () -> {
              try {
                return call.get();
              } catch (SdkException e) {
                if (absent.apply(e)) {
                  invocation.ok(null);
                }
                throw e;
              }
            });
    invocation.ok(value.apply(result));
    return result;
  }

  private <T> T run(Invocation invocation, Action action, Supplier<T> call) {
    boolean returned = false;
    try {
      T result = call.get();
      returned = true;
      return result;
    } catch (SdkException e) {
      if (!invocation.isCompleted()) {
        returned = ended(invocation, action, e) == Outcome.FAIL;
      } else {
        returned = true;
      }
      throw e;
    } finally {
      if (!returned) {
        // Something else was thrown, or nobody knows: it may have happened.
        invocation.close();
        processes.retire();
      }
    }
  }

  private static Outcome ended(Invocation invocation, Action action, SdkException e) {
    Answer answer = Failures.answer(e);
    Ended ended = answer.ended();
    boolean sentOnce = e.numAttempts() != null && e.numAttempts() == 1;
    boolean surely = action.readOnly() || sentOnce || ended == Ended.NOT_SENT;
    Outcome outcome = surely ? ended.outcome(action) : Outcome.INFO;
    if (outcome == Outcome.FAIL) {
      invocation.fail(answer.error());
    } else {
      invocation.info(surely ? answer.error() : answer.error() + " after several attempts");
    }
    return outcome;
  }
}
