package minos.benchmark.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording in memory adds to an operation: an invocation and its completion. The recording of
 * an iteration is kept to its end, as that of a test is, so garbage collection is in the figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    // Touched before: else the first use of each page of the heap is most of what is measured.
    jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-Xmn2500m", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch"})
public class RecorderKernels {
  private final AtomicInteger processes = new AtomicInteger();
  private Recorder recorder = Recorder.inMemory();

  /** A thread is a process. */
  @State(Scope.Thread)
  public static class Client {
    private Integer number = 0;
    private int next;

    /** Gives it a number. */
    @Setup
    public void begin(RecorderKernels of) {
      number = of.processes.getAndIncrement();
    }
  }

  /** A recording of its own for each iteration. */
  @Setup(Level.Iteration)
  public void begin() {
    recorder = Recorder.inMemory();
  }

  private int recordOne(Client process) {
    try (Invocation write = recorder.invoke(process.number, "write", "x", process.next++)) {
      write.ok();
    }
    return process.next;
  }

  /** One thread. */
  @Benchmark
  public int recordByOne(Client process) {
    return recordOne(process);
  }

  /** Two threads: nanoseconds of each thread for an operation. */
  @Benchmark
  @Threads(2)
  public int recordByTwo(Client process) {
    return recordOne(process);
  }
}
