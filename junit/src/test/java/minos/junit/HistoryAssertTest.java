package minos.junit;

import static minos.junit.MinosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.consistency.ConsistencyModel;
import minos.contract.Contracts;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.Call;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryAssertTest {
  private static final Register REGISTER = Register.plain(ModelOptions.DEFAULTS);

  @Test
  void aLinearizableHistoryPasses() throws Exception {
    assertThat(history(2)).isLinearizable(REGISTER).satisfies(ConsistencyModel.CAUSAL);
  }

  @Test
  void aStaleReadFailsWithTheCulpritAndTheReason() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(1)).isLinearizable(REGISTER))
        .withMessageContaining("not linearizable with respect to register")
        .withMessageContaining("stale-read")
        .withMessageContaining("it read 1");
  }

  @Test
  void aStaleReadIsStillSequential() throws Exception {
    assertThat(history(1)).satisfies(ConsistencyModel.SEQUENTIAL);
  }

  @Test
  void aHistoryThatShowsNothingIsNoPass() throws Exception {
    Recorder recorder = Recorder.inMemory();
    recorder.invoke(0, "write", null, 1).fail("refused");
    History nothing = recorder.history();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(nothing).isLinearizable(REGISTER))
        .withMessageContaining("undecided, so this is no pass");
  }

  @Test
  void undecidedPassesOnRequestOnly() throws Exception {
    History nothing = Recorder.inMemory().history();

    assertThat(nothing).allowingUndecided().isLinearizable(REGISTER);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(nothing).isLinearizable(REGISTER))
        .withMessageContaining("the history has no operation of a client");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(1)).allowingUndecided().isLinearizable(REGISTER));
  }

  @Test
  void aFailureLeavesItsFilesAndTheCommandThatJudgesItAgain(@TempDir Path directory)
      throws Exception {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(1)).writingTo(directory).isLinearizable(REGISTER))
        .withMessageContaining("report: " + directory.resolve("history.html"))
        .withMessageContaining("history: " + directory.resolve("history.jsonl"))
        .withMessageContaining("counterexample: " + directory.resolve("counterexample.jsonl"))
        .withMessageContaining(
            "to judge it again: minos check --model register --consistency linearizable "
                + directory.resolve("history.jsonl"));
    assertThat(Files.readString(directory.resolve("history.jsonl"))).contains("\"f\":\"read\"");
    assertThat(Files.readString(directory.resolve("counterexample.jsonl")))
        .contains("\"f\":\"read\"");
    assertThat(Files.readString(directory.resolve("history.html"))).contains("<h2>stale read</h2>");
  }

  @Test
  void theCommandHasTheChoicesOfTheModel(@TempDir Path directory) {
    ModelOptions choices =
        new ModelOptions(Optional.of(Value.of("a b")), NilRead.UNKNOWN, FailedCas.MISMATCH);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                assertThat(history(1))
                    .writingTo(directory)
                    .isLinearizable(Register.withCompareAndSet(choices)))
        .withMessageContaining(
            "minos check --model cas-register --consistency linearizable --initial '\"a b\"'"
                + " --nil unknown --failed-cas mismatch ");
  }

  @Test
  void aModelOfOnesOwnHasNoCommand(@TempDir Path directory) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(1)).writingTo(directory).isLinearizable(new Never()))
        .withMessageContaining("its specification is your own, which no command line knows");
  }

  /** Allows nothing. */
  private static final class Never implements SequentialSpec<Integer> {
    @Override
    public String name() {
      return "never";
    }

    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public Step<Integer> step(Integer state, Call call) {
      return Step.rejected("never");
    }
  }

  @Test
  void aContractIsKeptOrNot(@TempDir Path directory) throws Exception {
    assertThat(keyed(2)).keepsContract(Contracts.s3()).keepsContract("s3-2006");
    assertThat(keyed(1)).keepsContract("s3-2006");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(keyed(1)).writingTo(directory).keepsContract(Contracts.s3()))
        .withMessageContaining("the history is not s3")
        .withMessageContaining("report: " + directory.resolve("history.html"))
        .withMessageContaining("minos check --contract s3 ");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(keyed(1)).keepsContract("s4"))
        .withMessageContaining("there is no contract s4; known are s3, s3-2006");
  }

  /** Two puts, one after the other, and then a get. */
  private static History keyed(int read) throws Exception {
    Recorder recorder = Recorder.inMemory();
    recorder.invoke(0, "put", "x", 1).ok();
    recorder.invoke(0, "put", "x", 2).ok();
    recorder.invoke(1, "get", "x").ok(read);
    return recorder.history();
  }

  @Test
  void violatesIsTheOppositeAndUndecidedIsNeither() throws Exception {
    LinearizabilityCheck check = new LinearizabilityCheck(REGISTER);

    assertThat(history(1)).violates(check);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(2)).violates(check))
        .withMessageContaining("expected a violation of linearizable");
  }

  @Test
  void transactionsAreIsolatedOrNot() throws Exception {
    Recorder recorder = Recorder.inMemory();
    Object append = List.of(List.of("append", "x", 1));
    recorder.invoke(0, "txn", null, append).ok();
    Object seen = List.of(List.of("r", "x", List.of(1)));
    recorder.invoke(1, "txn", null, seen).ok(seen);

    assertThat(recorder.history()).isIsolatedAs("serializable");
  }

  /** Writes of 1 and 2, one after the other, and then a read. */
  private static History history(int read) throws Exception {
    Recorder recorder = Recorder.inMemory();
    recorder.invoke(0, "write", null, 1).ok();
    recorder.invoke(0, "write", null, 2).ok();
    recorder.invoke(1, "read", null).ok(read);
    return recorder.history();
  }
}
