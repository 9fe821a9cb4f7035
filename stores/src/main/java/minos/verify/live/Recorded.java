package minos.verify.live;

import minos.history.Event;
import minos.history.EventType;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** An operation of a recording that goes on: how it began, where, and perhaps how it ended. */
final class Recorded {
  private final Event invoked;
  private final long began;
  private @Nullable Event completed;
  private long ended = Long.MAX_VALUE;

  /**
   * One that is open.
   *
   * @param began its place among all events
   */
  Recorded(Event invoked, long began) {
    this.invoked = invoked;
    this.began = began;
  }

  void complete(Event event, long at) {
    completed = event;
    ended = at;
  }

  Event invoked() {
    return invoked;
  }

  @Nullable Event completed() {
    return completed;
  }

  long began() {
    return began;
  }

  /** Where it ended among all events; beyond all of them if it did not. */
  long ended() {
    return ended;
  }

  /** The same place and end, told in other words; how it ended is told by the second, if it did. */
  Recorded told(Event begin, @Nullable Event end) {
    Recorded other = new Recorded(begin, began);
    if (end != null) {
      other.complete(end, ended);
    }
    return other;
  }

  boolean is(EventType type) {
    return completed != null && completed.type() == type;
  }

  Value input() {
    Value value = invoked.value();
    return value == null ? Nil.NIL : value;
  }

  /** What it answered; nil if nothing. */
  Value output() {
    Value value = completed == null ? null : completed.value();
    return value == null ? Nil.NIL : value;
  }
}
