package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  /**
   * Two crashed writes of 1 of which the one that comes later in the source was invoked first, and
   * alone was invoked by the time of the read.
   */
  @Test
  void crashedOperationsThatAreAlikeAreOrderedByTimeNotByTheSource()
      throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder("drawing", OrderBy.TIME);
    builder.accept(event(EventType.INVOKE, 0, "write", 1, 90));
    builder.accept(event(EventType.INVOKE, 1, "write", 1, 10));
    builder.accept(event(EventType.INVOKE, 2, "read", null, 20));
    builder.accept(event(EventType.OK, 2, "read", 1, 30));
    History history = builder.build();
    for (Algorithm algorithm : new Algorithm[] {Algorithm.WING_GONG, Algorithm.JUST_IN_TIME}) {
      assertThat(
              new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS), algorithm)
                  .check(history, Budget.unlimited())
                  .verdict())
          .as("%s", algorithm)
          .isInstanceOf(Verdict.Consistent.class);
    }
  }

  private static Event event(
      EventType type, int process, String f, @Nullable Object value, long time) {
    return new Event(
        type,
        new Int(process),
        f,
        null,
        value == null ? null : Value.of(value),
        Event.ABSENT,
        time,
        Event.ABSENT,
        Map.of());
  }
}
