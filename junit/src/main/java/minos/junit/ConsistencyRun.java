package minos.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import minos.recorder.Recorder;

/**
 * One run of a {@link ConsistencyTest}: its recorder, its seed, and its clients.
 *
 * <p>What clients do is random but follows from the seed; in which order they do it does not, so a
 * seed makes a failure likely again, not certain. Thread-safe.
 */
public final class ConsistencyRun {
  private final Recorder recorder;
  private final long seed;
  private final int threads;
  private final int operations;
  private final AtomicInteger processes = new AtomicInteger();
  private final AtomicLong values = new AtomicLong();

  ConsistencyRun(Recorder recorder, long seed, int threads, int operations) {
    this.recorder = recorder;
    this.seed = seed;
    this.threads = threads;
    this.operations = operations;
  }

  /** What a client does, step by step. */
  @FunctionalInterface
  public interface Step {
    /** One step: usually one operation. */
    void run(Client client) throws Exception;
  }

  /** Where operations are recorded. What a test records by itself is judged too. */
  public Recorder recorder() {
    return recorder;
  }

  /** The seed of this run. */
  public long seed() {
    return seed;
  }

  /**
   * Runs all clients, begun at once, until each has taken its steps.
   *
   * @throws Exception what a step threw, after all clients have ended
   */
  public void clients(Step step) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Client client = new Client(this, seed * 31 + i);
        running.add(
            pool.submit(
                () -> {
                  begin.await();
                  for (int n = 0; n < operations; n++) {
                    step.run(client);
                  }
                  return null;
                }));
      }
      for (Future<?> client : running) {
        client.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } finally {
      pool.shutdownNow();
    }
  }

  int newProcess() {
    return processes.getAndIncrement();
  }

  long newValue() {
    return values.incrementAndGet();
  }
}
