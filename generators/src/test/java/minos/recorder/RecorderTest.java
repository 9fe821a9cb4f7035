package minos.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;

final class RecorderTest {
  private final Recorder recorder = Recorder.inMemory();

  @Test
  void anOperationHasWhatItWasInvokedAndCompletedWith() throws MalformedHistoryException {
    try (Invocation i =
        recorder.invoke(3, "read", "x", null, Map.of("level", new Text("strong")))) {
      i.ok(7, Map.of("version", new Int(2)));
    }

    History history = recorder.history();

    assertThat(history.operation(0).toString()).isEqualTo("3 read \"x\" 7 ok");
    assertThat(history.operation(0).input()).isEqualTo(Nil.NIL);
    assertThat(history.operation(0).field("level")).contains(new Text("strong"));
    assertThat(history.operation(0).field("version")).contains(new Int(2));
    assertThat(history.operation(0).completeTime().getAsLong())
        .isGreaterThanOrEqualTo(history.operation(0).invokeTime().getAsLong());
  }

  @Test
  void aWriteThatSaysNoMoreThanOkKeepsItsArgument() throws MalformedHistoryException {
    try (Invocation i = recorder.invoke(0, "write", "x", 5)) {
      i.ok();
    }

    assertThat(recorder.history().operation(0).value()).isEqualTo(new Int(5));
  }

  @Test
  void anOperationLeftOpenMayHaveHappened() throws MalformedHistoryException {
    try (Invocation left = recorder.invoke(0, "write", "x", 5)) {
      assertThat(left).isNotNull();
    }

    assertThat(recorder.history().outcome(0)).isEqualTo(Outcome.INFO);
    assertThat(recorder.history().operation(0).field("error")).contains(new Text("left-open"));
  }

  @Test
  void anOperationInFlightMayHaveHappened() throws MalformedHistoryException {
    recorder.invoke(0, "write", "x", 5);

    assertThat(recorder.history().outcome(0)).isEqualTo(Outcome.INFO);
  }

  @Test
  void anOperationIsCompletedOnce() {
    Invocation i = recorder.invoke(0, "write", "x", 5);
    i.ok();

    assertThatThrownBy(() -> i.fail("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process 0 completes write (fail), which it completed before");
  }

  @Test
  void whatIsInvokedAfterTheEndIsRefused() {
    recorder.close();

    assertThatThrownBy(() -> recorder.invoke(0, "write", "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the recorder is closed; write would not be recorded");
  }

  @Test
  void anExceptionEndsAReadAsFailAndAWriteAsInfo() throws MalformedHistoryException {
    throwing(recorder, 0, "read", new SocketTimeoutException());
    throwing(recorder, 1, "write", new SocketTimeoutException());
    throwing(recorder, 2, "write", new ConnectException());

    assertThat(outcomes(recorder.history()))
        .containsExactly(Outcome.FAIL, Outcome.INFO, Outcome.FAIL);
  }

  @Test
  void theTableOfExceptionsCanBeReplaced() throws MalformedHistoryException {
    Recorder own =
        Recorder.inMemory(
            ExceptionOutcomes.USUAL
                .with(ConnectException.class, Outcome.INFO)
                .with(IllegalArgumentException.class, Outcome.FAIL));
    throwing(own, 0, "write", new ConnectException());
    throwing(own, 1, "write", new IllegalArgumentException());
    throwing(own, 2, "write", new IllegalStateException());

    assertThat(outcomes(own.history())).containsExactly(Outcome.INFO, Outcome.FAIL, Outcome.INFO);
  }

  @Test
  void anExceptionCanNotMeanThatItHappened() {
    assertThatThrownBy(() -> ExceptionOutcomes.USUAL.with(IOException.class, Outcome.OK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anActionIsRecordedWithItsResult() throws Exception {
    int answer = recorder.record("a", "read", "x", () -> 42);

    assertThat(answer).isEqualTo(42);
    assertThat(recorder.history().operation(0).output()).isEqualTo(new Int(42));
  }

  @Test
  void whatNoClientDidIsKeptAside() throws MalformedHistoryException {
    recorder.remark("nemesis", "partition", List.of("n1", "n2"));

    assertThat(recorder.history().size()).isZero();
    assertThat(recorder.history().eventCount()).isEqualTo(1);
  }

  @Test
  void aValueCanBeAnyThatAHistoryHas() {
    assertThatThrownBy(() -> recorder.invoke(0, "write", "x", new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Value.of(null)).isEqualTo(Nil.NIL);
  }

  private static void throwing(Recorder recorder, int process, String f, Exception e) {
    assertThatThrownBy(
            () ->
                recorder.record(
                    process,
                    f,
                    "x",
                    () -> {
                      throw e;
                    }))
        .isSameAs(e);
  }

  private static List<Outcome> outcomes(History history) {
    return java.util.stream.IntStream.range(0, history.size()).mapToObj(history::outcome).toList();
  }
}
