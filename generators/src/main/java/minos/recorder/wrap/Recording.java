package minos.recorder.wrap;

import minos.recorder.Invocation;
import minos.recorder.Recorder;
import org.jspecify.annotations.Nullable;

/** Records calls of an object by the process of the calling thread. */
final class Recording {
  private final Recorder recorder;
  private final ThreadProcesses processes;

  Recording(Recorder recorder, ThreadProcesses processes) {
    this.recorder = recorder;
    this.processes = processes;
  }

  /** A call that may throw. */
  @FunctionalInterface
  interface Call<T, E extends Exception> {
    @Nullable T run() throws E;
  }

  /** Whether an answer says that the call happened. */
  @FunctionalInterface
  interface Happened<T> {
    boolean test(@Nullable T answer);
  }

  /** A call whose answer is its value. */
  <T, E extends Exception> @Nullable T answer(
      String f, @Nullable Object key, @Nullable Object argument, Call<T, E> call) throws E {
    Invocation invocation = recorder.invoke(processes.current(), f, key, argument);
    @Nullable T result = run(invocation, call);
    invocation.ok(result);
    return result;
  }

  /** A call whose value is its argument, whatever it answers. */
  <T, E extends Exception> @Nullable T act(
      String f, @Nullable Object key, @Nullable Object argument, Call<T, E> call) throws E {
    return actIf(f, key, argument, result -> true, call);
  }

  /** A call that happened only if it answers so. */
  <E extends Exception> boolean attempt(
      String f, @Nullable Object key, @Nullable Object argument, Call<Boolean, E> call) throws E {
    return Boolean.TRUE.equals(actIf(f, key, argument, Boolean.TRUE::equals, call));
  }

  /** A call that happened only if its answer says so. */
  <T, E extends Exception> @Nullable T actIf(
      String f,
      @Nullable Object key,
      @Nullable Object argument,
      Happened<T> happened,
      Call<T, E> call)
      throws E {
    Invocation invocation = recorder.invoke(processes.current(), f, key, argument);
    @Nullable T result = run(invocation, call);
    if (happened.test(result)) {
      invocation.ok();
    } else {
      invocation.fail("refused");
    }
    return result;
  }

  private <T, E extends Exception> @Nullable T run(Invocation invocation, Call<T, E> call)
      throws E {
    boolean returned = false;
    try {
      @Nullable T result = call.run();
      returned = true;
      return result;
    } catch (Exception | Error e) {
      invocation.threw(e);
      throw e;
    } finally {
      if (!returned) {
        processes.retire();
      }
    }
  }
}
