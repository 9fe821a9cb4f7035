package minos.verify.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minos.history.Event;
import minos.history.EventType;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Registers whose writes have values of their own, read, written, deleted and replaced.
 *
 * <p><b>What is told.</b> Each key begins with nil. A number that somebody saw and that no
 * operation told of wrote, was written by a write that began before all others and never answered.
 * Where a deletion may come late, whose end is not known or after the place, nothing that saw nil
 * is told of that key, and a creation only as a write.
 *
 * <p><b>Why it is sound.</b> Take an order that explains the whole recording, and leave out of it
 * what began before the place. Whoever saw what was left out saw nil, or a number: that one's write
 * is put back where it was, which an operation that is open from the beginning allows. Nil was left
 * by a deletion that was over at the place, or by none, and then no write told of came before: that
 * is how the key begins. Reads and unseen writes that are left out leave nobody without reason.
 *
 * <p><b>Where it is incomplete.</b> Reads of a value older than what is told are excused by that
 * write without an end.
 *
 * <p><b>Cost.</b> Linear in what is told; kept is at most each key once.
 */
final class ForgottenRegisters implements Forgotten {
  /** An object and a value of it. */
  private record Held(@Nullable Value key, Value value) {}

  /** Keys that may be deleted at any time. */
  private final Set<Value> doubtful = new HashSet<>();

  private Set<Value> late = Set.of();

  @Override
  public void settle(Recorded operation) {
    if (deletes(operation) && operation.is(EventType.INFO)) {
      doubtful.add(key(operation));
    }
  }

  @Override
  public void late(List<Recorded> operations) {
    Set<Value> keys = new HashSet<>();
    for (Recorded operation : operations) {
      if (deletes(operation)) {
        keys.add(key(operation));
      }
    }
    late = keys;
  }

  @Override
  public List<Before> before(List<Recorded> rest) {
    Set<Held> written = new HashSet<>();
    Set<Held> seen = new LinkedHashSet<>();
    for (Recorded operation : rest) {
      Value key = operation.invoked().key();
      switch (operation.invoked().f()) {
        case "write" -> written.add(new Held(key, operation.input()));
        case "cas" -> {
          if (operation.input() instanceof Seq pair && pair.size() == 2) {
            written.add(new Held(key, pair.get(1)));
            seen.add(new Held(key, pair.get(0)));
          }
        }
        case "read" -> {
          if (operation.is(EventType.OK)) {
            seen.add(new Held(key, operation.output()));
          }
        }
        default -> {
          // Nothing that could be seen later.
        }
      }
    }
    List<Before> before = new ArrayList<>();
    for (Held held : seen) {
      if (held.value() instanceof Int && !written.contains(held)) {
        before.add(new Before("write", held.key(), held.value(), false));
      }
    }
    return before;
  }

  @Override
  public @Nullable Recorded told(Recorded operation) {
    Value key = key(operation);
    if (!doubtful.contains(key) && !late.contains(key)) {
      return operation;
    }
    if (operation.invoked().f().equals("read")) {
      return operation.output().isNil() ? null : operation;
    }
    return operation.invoked().f().equals("cas")
            && operation.input() instanceof Seq pair
            && pair.size() == 2
            && pair.get(0).isNil()
        ? written(operation, pair.get(1))
        : operation;
  }

  private static Recorded written(Recorded operation, Value value) {
    Event end = operation.completed();
    return operation.told(
        write(operation.invoked(), value), end == null ? null : write(end, value));
  }

  private static Event write(Event event, Value value) {
    return new Event(
        event.type(),
        event.process(),
        "write",
        event.key(),
        value,
        Event.ABSENT,
        event.time(),
        event.line(),
        java.util.Map.of());
  }

  private static boolean deletes(Recorded operation) {
    return operation.invoked().f().equals("delete") && !operation.is(EventType.FAIL);
  }

  private static Value key(Recorded operation) {
    Value key = operation.invoked().key();
    return key == null ? Nil.NIL : key;
  }
}
