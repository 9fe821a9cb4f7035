package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.value.Int;

/** Reads a key and replaces what it saw, on the condition that it is still there. */
final class CompareAndSet implements Workload {
  private static final About ABOUT =
      new About(
          "cas",
          "read, then replace what was read by ETag or condition, or create",
          "cas-register",
          List.of("linearizable"),
          Set.of(Action.READ, Action.CREATE, Action.REPLACE),
          new Shape(3, 0.2, 0, KeyChoice.UNIFORM));

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    String key = client.key();
    Answer seen = client.read(key);
    boolean known = seen.ok() && (seen.value() instanceof Int || seen.value().isNil());
    if (known && client.random().nextDouble() >= client.settings().reads()) {
      client.replace(key, seen);
    }
  }
}
