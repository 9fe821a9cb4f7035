package minos.stream;

import minos.history.Event;
import minos.history.EventType;
import minos.history.Outcome;
import minos.spec.Call;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** An operation of a stream, from its invocation on. Mutable; one thread. */
final class Opened {
  private static final int NO_SLOT = -1;

  private final long id;
  private final Event invoked;
  private @Nullable Event completed;
  private long completedId;
  private @Nullable Outcome outcome;

  /** Its bit in configurations, once it is among the open ones. */
  private int slot = NO_SLOT;

  Opened(long id, Event invoked) {
    this.id = id;
    this.invoked = invoked;
  }

  /** The number of its invocation among the events of the stream. */
  long id() {
    return id;
  }

  Event invoked() {
    return invoked;
  }

  /** Where it began, for messages: a line of the source, or an event of a stream without lines. */
  String place() {
    return invoked.line() == Event.ABSENT ? "event " + id : "line " + invoked.line();
  }

  @Nullable Event completed() {
    return completed;
  }

  /** The number of its completion among the events of the stream; 0 while it is open. */
  long completedId() {
    return completedId;
  }

  void complete(long number, Event event) {
    completedId = number;
    completed = event;
    outcome =
        switch (event.type()) {
          case OK -> Outcome.OK;
          case FAIL -> Outcome.FAIL;
          case INFO, INVOKE -> Outcome.INFO;
        };
  }

  /** Takes it for crashed: nobody waits for its completion any longer. */
  void giveUp() {
    outcome = Outcome.INFO;
  }

  /** Whether it is taken for crashed, though it may still complete. */
  boolean givenUp() {
    return resolved() && completed == null;
  }

  boolean resolved() {
    return outcome != null;
  }

  int slot() {
    return slot;
  }

  void slot(int number) {
    slot = number;
  }

  /** The call, as far as it is known: while open, anything may have happened or not. */
  Call call(boolean perProcess) {
    Outcome known = outcome == null ? Outcome.INFO : outcome;
    Value input = invoked.value() == null ? Nil.NIL : invoked.value();
    Event end = completed;
    Value output =
        known == Outcome.OK && end != null && end.value() != null ? end.value() : Nil.NIL;
    Value process = perProcess && invoked.process() != null ? invoked.process() : Nil.NIL;
    return new Call(invoked.f(), input, output, known, process);
  }

  /** Whether it never returns. */
  boolean crashed() {
    return outcome == Outcome.INFO || outcome == null;
  }

  static boolean isReturn(EventType type) {
    return type == EventType.OK || type == EventType.FAIL;
  }
}
