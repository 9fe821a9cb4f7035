package minos.benchmark.kernel;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.monitor.Finding;
import minos.monitor.Monitors;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.verdict.CheckResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Engines of linearizability on 10,000 operations by 10 clients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LinearizabilityKernels {
  private final History unique = Histories.of("register", 10, 1, 0);
  private final History repeated = Histories.of("cas-register", 10, 1, 5);
  private final History queue = Histories.of("fifo-queue", 10, 1, 0);
  private final History stack = Histories.of("stack", 10, 1, 0);
  private final History set = Histories.of("set", 10, 1, 0);
  private final History mutex = Histories.of("mutex", 10, 1, 0);

  /** Zones. */
  @Benchmark
  public CheckResult zones() {
    return check("register", Algorithm.ZONES, unique);
  }

  /** Breadth first. */
  @Benchmark
  public CheckResult justInTime() {
    return check("cas-register", Algorithm.JUST_IN_TIME, repeated);
  }

  /** Depth first. */
  @Benchmark
  public CheckResult wingGong() {
    return check("cas-register", Algorithm.WING_GONG, repeated);
  }

  /** The monitor of queues. */
  @Benchmark
  public Finding queueMonitor() {
    return monitor("fifo-queue", queue);
  }

  /** The monitor of stacks. */
  @Benchmark
  public Finding stackMonitor() {
    return monitor("stack", stack);
  }

  /** The monitor of sets. */
  @Benchmark
  public Finding setMonitor() {
    return monitor("set", set);
  }

  /** The monitor of locks. */
  @Benchmark
  public Finding mutexMonitor() {
    return monitor("mutex", mutex);
  }

  private static CheckResult check(String model, Algorithm algorithm, History history) {
    return new LinearizabilityCheck(
            Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS), algorithm)
        .check(history, Budget.unlimited());
  }

  private static Finding monitor(String model, History history) {
    return Monitors.judge(
        model, ModelOptions.DEFAULTS, history, IntStream.range(0, history.size()).toArray());
  }
}
