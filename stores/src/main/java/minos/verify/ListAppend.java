package minos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import minos.store.Action;
import minos.store.Request;

/**
 * Transactions that append to lists and read them: what a read returns tells the order of all
 * appends before it, so that each cycle of dependencies shows.
 *
 * <p>All clients go on to new keys together, so that the first appends to them, which insert what
 * others do not see yet, meet each other as often as the later ones.
 */
final class ListAppend implements Workload {
  private static final int TURNS_A_GENERATION = 40;
  private static final int MOST = 4;

  private static final About ABOUT =
      new About(
          "list-append",
          "transactions that append to a few lists and read them",
          "list-append",
          List.of("serializable"),
          Set.of(Action.TRANSACT, Action.APPEND, Action.READ_LIST),
          new Shape(4, 0.5, 0, KeyChoice.UNIFORM));

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public void step(Client client) {
    SplittableRandom random = client.random();
    String generation = "l" + client.turn() / TURNS_A_GENERATION + "/";
    List<Request> parts = new ArrayList<>();
    for (int left = 1 + random.nextInt(MOST); left > 0; left--) {
      String key = generation + random.nextInt(client.settings().keys());
      parts.add(
          random.nextDouble() < client.settings().reads()
              ? Request.of(Action.READ_LIST, key)
              : Request.of(Action.APPEND, key, client.newId()));
    }
    MicroOperations.perform(client, Action.TRANSACT, parts);
  }
}
