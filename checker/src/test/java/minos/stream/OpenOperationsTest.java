package minos.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.history.Problems;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenOperationsTest {
  private final OpenOperations open = new OpenOperations(new Problems("stream"));

  private static Event event(EventType type, int process, String f, long line) {
    return new Event(
        type, Value.of(process), f, null, Nil.NIL, Event.ABSENT, Event.ABSENT, line, Map.of());
  }

  private Opened invoke(int process, String f, long line) throws MalformedHistoryException {
    Opened operation = new Opened(line, event(EventType.INVOKE, process, f, line));
    open.invoked(operation);
    return operation;
  }

  @Test
  void aCompletionBelongsToWhatItsProcessHasOpen() throws Exception {
    Opened zero = invoke(0, "write", 1);
    Opened one = invoke(1, "read", 2);

    assertThat(open.completed(event(EventType.OK, 1, "read", 3))).isSameAs(one);
    assertThat(open.completed(event(EventType.INFO, 0, "write", 4))).isSameAs(zero);
    assertThat(processes()).isEmpty();
  }

  @Test
  void aProcessHasOneOperationAtATime() throws Exception {
    invoke(3, "write", 5);

    assertThatThrownBy(() -> invoke(3, "read", 8))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            "stream:8: process 3 invokes read, but its write of line 5 is still open;"
                + " give each client a process of its own");
  }

  @Test
  void nothingCompletesThatDidNotBegin() {
    assertThatThrownBy(() -> open.completed(event(EventType.OK, 3, "read", 8)))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessage(
            "stream:8: process 3 completes read, but it has nothing open;"
                + " a stream begins before its first operation");
  }

  @Test
  void aProcessGoesOnAfterAnOperationThatWasGivenUp() throws Exception {
    invoke(0, "write", 1).giveUp();
    Opened next = invoke(0, "read", 2);

    assertThat(open.completed(event(EventType.OK, 0, "read", 3))).isSameAs(next);
  }

  private List<@Nullable Value> processes() {
    List<@Nullable Value> all = new ArrayList<>();
    open.forEach((process, operation) -> all.add(process));
    return all;
  }
}
