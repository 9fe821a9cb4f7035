package minos.verify.live;

import java.util.List;
import minos.history.Event;
import minos.history.EventType;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Something done before all that is told.
 *
 * @param key the object; null if there is only one
 * @param surely whether it was over; else it may take effect at any time
 */
record Before(String f, @Nullable Value key, Value value, boolean surely) {
  /** Its events. */
  List<Event> events(int number) {
    Text process = new Text("before/" + number);
    Event begin = Event.of(EventType.INVOKE, process, f, value);
    Event invoked = on(begin, EventType.INVOKE);
    return surely ? List.of(invoked, on(begin, EventType.OK)) : List.of(invoked);
  }

  private Event on(Event event, EventType type) {
    return new Event(
        type,
        event.process(),
        f,
        key,
        value,
        Event.ABSENT,
        Event.ABSENT,
        Event.ABSENT,
        java.util.Map.of());
  }
}
