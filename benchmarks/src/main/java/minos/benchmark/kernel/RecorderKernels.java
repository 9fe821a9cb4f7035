package minos.benchmark.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording in memory adds to an operation, invocation and completion together, as a test
 * suite sees it: a recorder of its own for each round of a million operations, and the heap and the
 * collector that a JVM takes by itself. {@code bare} does the same without recording.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RecorderKernels.OPERATIONS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(3)
public class RecorderKernels {
  static final int OPERATIONS = 1_000_000;

  private final AtomicInteger processes = new AtomicInteger();
  private Recorder recorder = Recorder.inMemory();

  /** A thread is a process. */
  @State(Scope.Thread)
  public static class Client {
    private Integer number = 0;
    private int held;

    /** Gives it a number. */
    @Setup
    public void begin(RecorderKernels of) {
      number = of.processes.getAndIncrement();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    void write(int value) {
      held = value;
    }
  }

  /** A recording of its own for each round. */
  @Setup(Level.Iteration)
  public void begin() {
    recorder = Recorder.inMemory();
  }

  private Recorder record(Client process) {
    for (int i = 0; i < OPERATIONS; i++) {
      try (Invocation write = recorder.invoke(process.number, "write", "x", i)) {
        process.write(i);
        write.ok();
      }
    }
    return recorder;
  }

  /** The operations alone. */
  @Benchmark
  public int bare(Client process) {
    for (int i = 0; i < OPERATIONS; i++) {
      process.write(i);
    }
    return process.held;
  }

  /** One thread. */
  @Benchmark
  public Recorder recordByOne(Client process) {
    return record(process);
  }

  /** Two threads: nanoseconds of each for one of its operations. */
  @Benchmark
  @Threads(2)
  public Recorder recordByTwo(Client process) {
    return record(process);
  }
}
