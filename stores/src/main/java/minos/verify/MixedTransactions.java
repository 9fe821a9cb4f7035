package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import minos.store.Action;
import minos.store.Request;

/** Transactions that read some keys and write others: what write skew takes. */
final class MixedTransactions implements Workload {
  private static final int TURNS_A_GENERATION = 100;

  private static final About ABOUT =
      new About(
          "mixed",
          "transactions that read two keys and write one of them",
          "rw-register",
          List.of("serializable"),
          Set.of(Action.TRANSACT),
          new Shape(3, 0.2, 0, KeyChoice.UNIFORM));

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    SplittableRandom random = client.random();
    String generation = "m" + client.turn() / TURNS_A_GENERATION + "/";
    int keys = Math.max(2, client.settings().keys());
    int first = random.nextInt(keys);
    int second = (first + 1 + random.nextInt(keys - 1)) % keys;
    List<Request> parts = new ArrayList<>();
    parts.add(Request.of(Action.READ, generation + first));
    parts.add(Request.of(Action.READ, generation + second));
    if (random.nextDouble() >= client.settings().reads()) {
      parts.add(Request.of(Action.WRITE, generation + first, client.newId()));
    }
    MicroOperations.perform(client, Action.TRANSACT, parts);
  }
}
