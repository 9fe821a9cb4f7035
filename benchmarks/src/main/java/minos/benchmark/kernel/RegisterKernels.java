package minos.benchmark.kernel;

import java.util.concurrent.TimeUnit;
import minos.check.Budget;
import minos.consistency.ConsistencyChecks;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Register;
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

/** Weaker models of registers on 10,000 operations by 32 sessions on 100 keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegisterKernels {
  /** The model. */
  @Param({"session", "causal", "causal-convergence", "per-key-sequential"})
  public String consistency = "session";

  private final History history = Histories.of("register", 32, 100, 0);

  /** A check. */
  @Benchmark
  public CheckResult check() {
    return ConsistencyChecks.of(
            RegisterOptions.DEFAULTS,
            new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS)))
        .byName(consistency)
        .check(history, Budget.unlimited());
  }
}
