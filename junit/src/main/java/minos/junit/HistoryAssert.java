package minos.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.consistency.ConsistencyModel;
import minos.contract.Contract;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.transactions.TransactionChecks;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a history.
 *
 * <pre>{@code
 * Recorder recorder = Recorder.inMemory();
 * recorder.invoke(0, "write", "x", 7).ok();
 * recorder.invoke(1, "read", "x").ok(7);
 * assertThat(recorder.history())
 *     .isLinearizable(Register.plain(ModelOptions.DEFAULTS))
 *     .satisfies(ConsistencyModel.CAUSAL);
 * }</pre>
 *
 * <p>A failure says why, with the operations concerned. A history that could not be judged, because
 * a limit was reached or because it shows nothing, fails as well and says so: undecided is no pass.
 *
 * <p>Not thread-safe.
 */
public final class HistoryAssert extends AbstractAssert<HistoryAssert, History> {
  private Optional<Duration> limit = Optional.empty();
  private @Nullable Path reports;
  private boolean undecidedPasses;
  private ModelOptions replayed = ModelOptions.DEFAULTS;
  private Optional<String> seed = Optional.empty();

  HistoryAssert(History history) {
    super(history, HistoryAssert.class);
  }

  /** Limits the time of each check that follows; undecided, and so a failure, when it is up. */
  public HistoryAssert within(Duration time) {
    limit = Optional.of(time);
    return this;
  }

  /**
   * Lets the checks that follow pass if they are undecided. A test that may be silent shows less
   * than it seems to.
   */
  public HistoryAssert allowingUndecided() {
    undecidedPasses = true;
    return this;
  }

  /**
   * Writes the history, a counterexample if there is one, and a report as a page into a directory
   * when a check that follows fails; the message then says where, and how to judge it again from
   * the command line.
   */
  public HistoryAssert writingTo(Path directory) {
    reports = directory;
    return this;
  }

  /**
   * As if every operation took effect at once, at some point between its begin and its end.
   *
   * @param spec what one copy of the object would answer
   */
  public HistoryAssert isLinearizable(SequentialSpec<?> spec) {
    return passes(new LinearizabilityCheck(spec));
  }

  /** Satisfies a consistency model of registers; nil is the initial value. */
  public HistoryAssert satisfies(ConsistencyModel model) {
    return satisfies(model, RegisterOptions.DEFAULTS);
  }

  /** Satisfies a consistency model of registers, with choices. */
  public HistoryAssert satisfies(ConsistencyModel model, RegisterOptions options) {
    replayed = options.model();
    Register register = Register.withCompareAndSet(options.model());
    return passes(
        ConsistencyChecks.of(options, new LinearizabilityCheck(register)).byName(model.id()));
  }

  /**
   * Satisfies an isolation level; the model of the transactions goes by their operations.
   *
   * @param level such as {@code serializable}
   * @throws IllegalArgumentException if there is no such level, or the history has no transactions
   */
  public HistoryAssert isIsolatedAs(String level) {
    isNotNull();
    Check check =
        TransactionChecks.detectModel(actual)
            .flatMap(model -> TransactionChecks.byName(level, model))
            .<Check>map(c -> c)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no isolation level " + level + " for this history"));
    return passes(check);
  }

  /**
   * Keeps what a store promises for each operation at the level that it asked for.
   *
   * @param contract a built-in one such as {@link minos.contract.Contracts#s3}, or one of your own
   */
  public HistoryAssert keepsContract(Contract contract) {
    return keepsContract(contract, ContractOptions.DEFAULTS);
  }

  /** Keeps what a store promises, with choices. */
  public HistoryAssert keepsContract(Contract contract, ContractOptions options) {
    replayed = options.model();
    return passes(new ContractCheck(contract, options));
  }

  /**
   * Keeps a built-in contract.
   *
   * @param name such as {@code dynamodb} or {@code quorum(3,2,2)}; {@code minos contracts} lists
   *     them
   * @throws IllegalArgumentException if there is none of this name
   */
  public HistoryAssert keepsContract(String name) {
    return keepsContract(Contracts.named(name));
  }

  /** What a report says of the run: made by an extension that knows. */
  HistoryAssert replayedWith(ModelOptions options, String from) {
    replayed = options;
    seed = Optional.of(from);
    return this;
  }

  /** Passes any check. */
  public HistoryAssert passes(Check check) {
    isNotNull();
    Budget budget =
        Budget.of(limit, OptionalLong.empty(), Runtime.getRuntime().availableProcessors());
    CheckResult result = check.check(actual, budget);
    budget.close();
    boolean passed =
        switch (result.verdict().judgement()) {
          case CONSISTENT -> true;
          case UNDECIDED -> undecidedPasses;
          case VIOLATED -> false;
        };
    if (!passed) {
      throw failed(check, result);
    }
    return this;
  }

  /** Fails a check: for tests of tests. Undecided is neither. */
  public HistoryAssert violates(Check check) {
    isNotNull();
    CheckResult result = check.check(actual, Budget.unlimited());
    if (result.verdict().judgement() != Judgement.VIOLATED) {
      throw failure(
          "expected a violation of %s, but the history is %s",
          result.consistency(), result.verdict().judgement().word());
    }
    return this;
  }

  private AssertionError failed(Check check, CheckResult result) {
    String where = "";
    if (reports != null) {
      where = "\n\n" + FailureReport.write(actual, check, result, reports, replayed, seed);
    }
    return failure("%s", FailureReport.describe(result) + where);
  }
}
