package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost, and real time is kept, under many threads.
 *
 * <p>The oracle is one sequence number. Each thread takes a number before it records an invocation
 * and one after; likewise around the completion. If the number after one call is lower than the
 * number before another, the first call returned before the second began, so its event must stand
 * first. Events in order therefore have: no later event's number after is lower than an earlier
 * one's number before.
 */
final class RecorderOrderTest {
  private static final int THREADS = 16;

  /** The property raises it, to ten millions say, which takes 4 GB of heap. */
  private static final int OPERATIONS = Integer.getInteger("minos.recorder.operations", 1_000_000);

  @TempDir private Path directory;

  /** The numbers before and after the two calls of each operation of a thread. */
  private static final class Numbers {
    private final long[] beforeInvoke;
    private final long[] afterInvoke;
    private final long[] beforeEnd;
    private final long[] afterEnd;

    Numbers(int operations) {
      beforeInvoke = new long[operations];
      afterInvoke = new long[operations];
      beforeEnd = new long[operations];
      afterEnd = new long[operations];
    }
  }

  @Test
  void keepsEveryOperationAndRealTimeInMemory() throws Exception {
    Recorder recorder = Recorder.inMemory();
    int each = OPERATIONS / THREADS;
    List<Numbers> numbers = run(recorder, each);

    verify(recorder.history(), numbers, each);
  }

  @Test
  void keepsEveryOperationAndRealTimeInAJournal() throws Exception {
    for (Flush flush : List.of(Flush.EACH, Flush.every(Duration.ofMillis(5)))) {
      Path file = directory.resolve(flush.getClass().getSimpleName() + ".jsonl");
      Recorder recorder = Recorder.toFile(file, flush, Dict.EMPTY, ExceptionOutcomes.USUAL);
      int each = OPERATIONS / 20 / THREADS;
      List<Numbers> numbers = run(recorder, each);
      recorder.close();

      History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
      assertThat(history.origin().truncated()).isEmpty();
      verify(history, numbers, each);
    }
  }

  private static List<Numbers> run(Recorder recorder, int each) throws Exception {
    AtomicLong sequence = new AtomicLong();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Numbers>> results = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int process = t;
      results.add(
          threads.submit(
              () -> {
                Numbers n = new Numbers(each);
                start.await();
                for (int i = 0; i < each; i++) {
                  n.beforeInvoke[i] = sequence.getAndIncrement();
                  try (Invocation invocation = recorder.invoke(process, "write", null, i)) {
                    n.afterInvoke[i] = sequence.getAndIncrement();
                    n.beforeEnd[i] = sequence.getAndIncrement();
                    invocation.ok();
                  }
                  n.afterEnd[i] = sequence.getAndIncrement();
                }
                return n;
              }));
    }
    start.countDown();
    List<Numbers> numbers = new ArrayList<>();
    for (Future<Numbers> result : results) {
      numbers.add(result.get());
    }
    threads.shutdown();
    return numbers;
  }

  private static void verify(History history, List<Numbers> numbers, int each) {
    assertThat(history.size()).isEqualTo(each * THREADS);
    assertThat(history.warnings()).isEmpty();
    int[] next = new int[THREADS];
    long[] before = new long[history.eventCount()];
    long[] after = new long[history.eventCount()];
    for (int i = 0; i < history.size(); i++) {
      int process = Math.toIntExact(((Int) history.processName(history.process(i))).value());
      int number = next[process]++;
      if (history.outcome(i) != Outcome.OK
          || ((Int) history.dictionary().value(history.value(i))).value() != number) {
        throw new AssertionError(history.operation(i) + " is not operation " + number);
      }
      Numbers n = numbers.get(process);
      before[history.invoked(i)] = n.beforeInvoke[number];
      after[history.invoked(i)] = n.afterInvoke[number];
      before[history.completed(i)] = n.beforeEnd[number];
      after[history.completed(i)] = n.afterEnd[number];
    }
    long earlierBegan = -1;
    for (int event = 0; event < before.length; event++) {
      if (after[event] < earlierBegan) {
        throw new AssertionError(
            "event " + event + " ended before one began that stands before it in the history");
      }
      earlierBegan = Math.max(earlierBegan, before[event]);
    }
  }
}
