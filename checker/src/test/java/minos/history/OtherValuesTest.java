package minos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtherValuesTest {
  private History history;

  /**
   * Two writes of 1, two reads that answer 1, and a write of 2 that does not end, whose output is
   * its input.
   */
  @BeforeEach
  void record() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    for (int process = 0; process < 2; process++) {
      builder.accept(event(EventType.INVOKE, process, "write", Value.of(1)));
      builder.accept(event(EventType.OK, process, "write", Value.of(1)));
      builder.accept(event(EventType.INVOKE, process, "read", Nil.NIL));
      builder.accept(event(EventType.OK, process, "read", Value.of(1)));
    }
    builder.accept(event(EventType.INVOKE, 0, "write", Value.of(2)));
    history = builder.build();
  }

  private static Event event(EventType type, int process, String f, Value value) {
    return Event.of(type, Value.of(process), f, value);
  }

  private static List<String> told(History told) {
    return told.operations().stream()
        .map(operation -> operation.f() + " " + operation.input() + " " + operation.output())
        .toList();
  }

  @Test
  void rewordingIsAskedOnceForEachFunctionAndValue() {
    List<String> asked = new ArrayList<>();

    History other =
        history.withValues(
            (f, completed, value) -> {
              asked.add(f + " " + value + (completed ? " answered" : ""));
              return value instanceof Int n ? new Int(n.value() + 10) : value;
            });

    assertThat(asked)
        .containsExactly("write 1", "write 1 answered", "read nil", "read 1 answered", "write 2");
    assertThat(told(other))
        .containsExactly("write 11 11", "read nil 11", "write 11 11", "read nil 11", "write 12 12");
  }

  @Test
  void answeringIsAskedOfEveryCompletionAndLeavesInvocations() {
    History other =
        history.withAnswers(
            (operation, answered) -> operation == 3 ? Value.of(operation) : answered);

    assertThat(told(other))
        .containsExactly("write 1 1", "read nil 1", "write 1 1", "read nil 3", "write 2 2");
  }

  @Test
  void everythingElseStays() {
    History other = history.withHeader("a", Value.of(1)).withHeader("a", Value.of(2));

    assertThat(other.withValues((f, completed, value) -> value).origin().header())
        .isEqualTo(other.origin().header());
    assertThat(other.origin().header().entries()).hasSize(1);
    assertThat(told(other)).isEqualTo(told(history));
    assertThat(told(history).get(0)).isEqualTo("write 1 1");
  }
}
