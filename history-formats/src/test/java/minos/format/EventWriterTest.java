package minos.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.history.Event;
import minos.history.EventType;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that come one by one are written as the history that they make is. */
final class EventWriterTest {
  @ParameterizedTest
  @EnumSource
  void writesWhatTheWriterOfHistoriesWrites(Format format)
      throws IOException, MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    List<Event> events = events();
    for (Event event : events) {
      builder.accept(event);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream single = new ByteArrayOutputStream();
    boolean written = HistoryWriter.of(format).isPresent();

    assertThat(EventWriter.of(format, single, Dict.EMPTY).isPresent()).isEqualTo(written);
    if (!written) {
      return;
    }
    single.reset();
    HistoryWriter.of(format).orElseThrow().write(builder.build(), whole);
    EventWriter writer = EventWriter.of(format, single, Dict.EMPTY).orElseThrow();
    for (Event event : events) {
      writer.event(event);
    }
    writer.end();

    assertThat(single.toString(StandardCharsets.UTF_8))
        .isEqualTo(whole.toString(StandardCharsets.UTF_8))
        .contains("write");
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Value value = Value.of(i % 3 == 0 ? "a, \"b\"" : i);
      for (EventType type : List.of(EventType.INVOKE, EventType.OK)) {
        int index = events.size();
        events.add(
            new Event(
                type,
                new Int(i % 4),
                "write",
                new Int(i % 2),
                value,
                index,
                100L * index,
                Event.ABSENT,
                Map.of()));
      }
    }
    return events;
  }
}
