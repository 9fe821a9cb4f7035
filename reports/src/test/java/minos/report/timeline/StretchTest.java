package minos.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import org.junit.jupiter.api.Test;

final class StretchTest {
  private static final long MILLI = 1_000_000;

  private final HistoryBuilder builder = new HistoryBuilder();

  private void operation(long from, long to) throws MalformedHistoryException {
    for (EventType type : new EventType[] {EventType.INVOKE, EventType.OK}) {
      long time = (type == EventType.OK ? to : from) * MILLI;
      builder.accept(
          new Event(
              type,
              new Int(0),
              "write",
              null,
              new Int(from),
              Event.ABSENT,
              time,
              Event.ABSENT,
              Map.of()));
    }
  }

  private Stretch stretch() throws MalformedHistoryException {
    History history = builder.build();
    return Stretch.of(history, Clock.of(history));
  }

  @Test
  void lastReadsAfterALongSilenceAreNotDrawn() throws Exception {
    for (int i = 0; i < 100; i++) {
      operation(i * 10L, i * 10L + 5);
    }
    for (int i = 0; i < 5; i++) {
      operation(31_000 + i, 31_001 + i);
    }

    Stretch stretch = stretch();

    assertThat(stretch.after()).isEqualTo(5);
    assertThat(stretch.span()).isBetween(995 * MILLI, 1_100 * MILLI);
    assertThat(stretch.silence()).isBetween(29_500 * MILLI, 30_100 * MILLI);
    assertThat(stretch.contains(900 * MILLI)).isTrue();
    assertThat(stretch.contains(31_000 * MILLI)).isFalse();
  }

  @Test
  void allIsDrawnIfMuchHappensAfterTheSilence() throws Exception {
    for (int i = 0; i < 20; i++) {
      operation(i, i + 1);
    }
    for (int i = 0; i < 20; i++) {
      operation(31_000 + i, 31_001 + i);
    }

    assertThat(stretch()).isEqualTo(new Stretch(31_020 * MILLI, 0, 0));
  }

  /** Somebody waits all that time: no silence. */
  @Test
  void allIsDrawnIfAnOperationTakesAsLong() throws Exception {
    for (int i = 0; i < 50; i++) {
      operation(i, i + 1);
    }
    operation(60, 30_000);
    operation(30_001, 30_002);

    assertThat(stretch().after()).isZero();
    assertThat(stretch().span()).isEqualTo(30_002 * MILLI);
  }

  @Test
  void allIsDrawnOfAHistoryWithoutPauses() throws Exception {
    for (int i = 0; i < 50; i++) {
      operation(i * 10L, i * 10L + 9);
    }

    assertThat(stretch()).isEqualTo(new Stretch(499 * MILLI, 0, 0));
  }
}
