package minos.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.Test;

/** Which events of a nemesis make an interval. A client acts at 0 and at 1000. */
final class DisturbanceTest {
  @Test
  void fromStartToStopThoughEachIsWrittenTwice() {
    assertThat(of("start", "start", "stop", "stop")).containsExactly("nemesis start 100-300");
  }

  @Test
  void fromKillToStartWhichBeginsNothing() {
    assertThat(of("kill", "kill", "start", "start")).containsExactly("nemesis kill 100-300");
  }

  @Test
  void twoKindsAtOnce() {
    assertThat(of("start-partition", "pause", "stop-partition", "resume"))
        .containsExactly("nemesis start-partition 100-300", "nemesis pause 200-400");
  }

  @Test
  void whatIsNeverStoppedLastsToTheEnd() {
    assertThat(of("start")).containsExactly("nemesis start 100-end");
  }

  @Test
  void anythingElseHappensInAMoment() {
    assertThat(of("bump-clock", "bump-clock", "check")).contains("nemesis bump-clock 100-200");
  }

  private static List<String> of(String... functions) {
    HistoryBuilder builder = new HistoryBuilder();
    try {
      builder.accept(event(EventType.INVOKE, new Int(0), "read", 0));
      long time = 0;
      for (String f : functions) {
        time += 100;
        builder.accept(event(EventType.INFO, new Keyword("nemesis"), f, time));
      }
      builder.accept(event(EventType.OK, new Int(0), "read", 1000));
      History history = builder.build();
      return Disturbance.of(history, Clock.of(history)).stream()
          .map(d -> d.name() + " " + d.from() + "-" + (d.to() == Event.ABSENT ? "end" : d.to()))
          .toList();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static Event event(EventType type, Value process, String f, long time) {
    return new Event(type, process, f, null, Nil.NIL, Event.ABSENT, time, Event.ABSENT, Map.of());
  }
}
