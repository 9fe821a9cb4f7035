package minos.benchmark.kernel;

import java.util.concurrent.TimeUnit;
import minos.check.Budget;
import minos.history.History;
import minos.transactions.TransactionChecks;
import minos.verdict.CheckResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Isolation levels on 10,000 transactions of lists by 10 clients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TransactionKernels {
  /** The level. */
  @Param({
    "read-committed",
    "read-atomic",
    "transactional-causal",
    "snapshot-isolation",
    "serializable",
    "strict-serializable"
  })
  public String level = "serializable";

  private final History history = Histories.of("list-append", 10, 10, 0);

  /** A check. */
  @Benchmark
  public CheckResult check() {
    return TransactionChecks.byName(level, "list-append")
        .orElseThrow()
        .check(history, Budget.unlimited());
  }
}
