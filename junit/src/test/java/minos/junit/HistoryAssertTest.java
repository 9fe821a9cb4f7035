package minos.junit;

import static minos.junit.MinosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minos.consistency.ConsistencyModel;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
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
  void aFailureLeavesTheHistoryAndTheCommandThatJudgesItAgain(@TempDir Path directory)
      throws Exception {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(history(1)).writingTo(directory).isLinearizable(REGISTER))
        .withMessageContaining(
            "minos check --model register --consistency linearizable "
                + directory.resolve("history.jsonl"));
    assertThat(Files.readString(directory.resolve("history.jsonl"))).contains("\"f\":\"read\"");
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
