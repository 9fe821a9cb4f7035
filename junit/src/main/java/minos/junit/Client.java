package minos.junit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import minos.recorder.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * A client of a run: one process after the other, since one whose operation had an unknown outcome
 * may still be at it. Used by one thread.
 */
public final class Client {
  private final ConsistencyRun run;
  private final Random random;
  private int process;

  Client(ConsistencyRun run, long seed) {
    this.run = run;
    this.random = new Random(seed);
    this.process = run.newProcess();
  }

  /** A mutation. */
  @FunctionalInterface
  public interface Mutation {
    /** Does it with a value. */
    void apply(long value) throws Exception;
  }

  /** A conditional mutation. */
  @FunctionalInterface
  public interface Condition {
    /** Does it unless the condition does not hold; whether it was done. */
    boolean apply() throws Exception;
  }

  /** The process that this client is now. */
  public int process() {
    return process;
  }

  /** The client's own random numbers. */
  public Random random() {
    return random;
  }

  /** A number that this run has not used before. */
  public long unique() {
    return run.newValue();
  }

  /** Yes with the given probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of some. */
  @SafeVarargs
  public final <T> T pick(T... some) {
    return some[random.nextInt(some.length)];
  }

  /** Reads an object. */
  public <T extends @Nullable Object> T read(@Nullable Object key, Callable<T> action)
      throws Exception {
    return call("read", key, null, action);
  }

  /** Writes an object. */
  public void write(@Nullable Object key, long value, Mutation action) throws Exception {
    act("write", key, value, () -> action.apply(value));
  }

  /** Compares and sets an object: {@code fail} if the action says that it was not done. */
  public boolean cas(
      @Nullable Object key, @Nullable Object expected, Object replacement, Condition action)
      throws Exception {
    try (Invocation invocation =
        begin("cas", key, java.util.Arrays.asList(expected, replacement))) {
      boolean done = action.apply();
      if (done) {
        invocation.ok();
      } else {
        invocation.fail("not-equal");
      }
      return done;
    } catch (Exception | Error e) {
      process = run.newProcess();
      throw e;
    }
  }

  /**
   * Anything that answers a value.
   *
   * @param f the function, such as {@code dequeue}
   * @param argument what it is invoked with; null stands for nil
   */
  public <T extends @Nullable Object> T call(
      String f, @Nullable Object key, @Nullable Object argument, Callable<T> action)
      throws Exception {
    Invocation invocation = begin(f, key, argument);
    T result;
    try {
      result = action.call();
    } catch (Exception | Error e) {
      threw(invocation, e);
      throw e;
    }
    invocation.ok(result);
    return result;
  }

  /** An action without an answer. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** Anything whose value is what it was invoked with. */
  public void act(String f, @Nullable Object key, @Nullable Object argument, Action action)
      throws Exception {
    Invocation invocation = begin(f, key, argument);
    try {
      action.run();
    } catch (Exception | Error e) {
      threw(invocation, e);
      throw e;
    }
    invocation.ok();
  }

  private Invocation begin(String f, @Nullable Object key, @Nullable Object argument) {
    return run.recorder().invoke(process, f, key, argument);
  }

  private void threw(Invocation invocation, Throwable thrown) {
    invocation.threw(thrown);
    process = run.newProcess();
  }

  /** One of a list. */
  public <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
