package minos.verify.live;

import java.util.ArrayList;
import java.util.List;
import minos.history.Event;
import minos.store.Latest;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Sets, lists and transactions, whose keys are new all the time: a key of which anything is
 * forgotten is forgotten altogether.
 *
 * <p><b>Why it is sound.</b> What is left is the same history as seen by somebody who looks at some
 * of its keys only.
 *
 * <p><b>Where it is incomplete.</b> What only keys show that are forgotten.
 *
 * <p><b>Cost.</b> Linear in what is told. Of the keys that are forgotten the last ones are known;
 * nobody comes back to those before.
 */
final class ForgottenKeys implements Forgotten {
  private static final int MOST = 10_000;
  private static final String TRANSACTION = "txn";

  private final Latest<Value, Boolean> forgotten = new Latest<>(MOST);

  @Override
  public void settle(Recorded operation) {
    Value key = operation.invoked().key();
    if (key != null) {
      forgotten.put(key, true);
    } else if (isTransaction(operation) && operation.input() instanceof Seq micros) {
      micros.items().forEach(micro -> forgotten.put(key(micro), true));
    }
  }

  @Override
  public void late(List<Recorded> operations) {
    operations.forEach(this::settle);
  }

  @Override
  public List<Before> before(List<Recorded> rest) {
    return List.of();
  }

  @Override
  public @Nullable Recorded told(Recorded operation) {
    Value key = operation.invoked().key();
    if (key != null) {
      return forgotten.contains(key) ? null : operation;
    }
    Event end = operation.completed();
    Event begin = told(operation.invoked());
    return isTransaction(operation) && begin.value() instanceof Seq micros && micros.size() == 0
        ? null
        : operation.told(begin, end == null ? null : told(end));
  }

  private Event told(Event event) {
    if (!(event.value() instanceof Seq micros)) {
      return event;
    }
    List<Value> known = new ArrayList<>();
    for (Value micro : micros.items()) {
      if (!forgotten.contains(key(micro))) {
        known.add(micro);
      }
    }
    return new Event(
        event.type(),
        event.process(),
        event.f(),
        event.key(),
        new Seq(known),
        Event.ABSENT,
        event.time(),
        event.line(),
        event.extra());
  }

  private static boolean isTransaction(Recorded operation) {
    return operation.invoked().f().equals(TRANSACTION);
  }

  private static Value key(Value micro) {
    return micro instanceof Seq words && words.size() > 1 ? words.get(1) : new Text("");
  }
}
