package minos.verify;

import java.util.List;
import java.util.Set;
import minos.store.Action;
import minos.store.Request;
import minos.value.Int;
import minos.value.Nil;

/** One number, added to and read. */
final class Counter implements Workload {
  private static final String KEY = "counter";

  private static final About ABOUT =
      new About(
          "counter",
          "one number that is added to and read",
          "counter",
          List.of("jepsen:counter"),
          Set.of(Action.READ, Action.ADD),
          Shape.USUAL);

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    if (client.random().nextDouble() < client.settings().reads()) {
      client.perform(
          "read",
          null,
          Nil.NIL,
          Request.of(Action.READ, KEY),
          answer -> answer.value().isNil() ? new Int(0) : answer.value());
    } else {
      long amount = 1L + client.random().nextInt(5);
      client.perform(
          "add",
          null,
          new Int(amount),
          Request.of(Action.ADD, KEY, amount),
          answer -> new Int(amount));
    }
  }
}
