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
 * others do not see yet, meet each other as often as the later ones, and no list grows long.
 */
final class ListAppend implements Workload {
  private static final int MOST = 4;

  private final About about;

  /** Whether a transaction may both read and append. */
  private final boolean mixed;

  private final int turnsAGeneration;

  private ListAppend(
      String name, String description, boolean mixed, int turnsAGeneration, Set<Action> needs) {
    this.about =
        new About(
            name,
            description,
            "list-append",
            List.of("serializable"),
            needs,
            new Shape(4, 0.5, 0, KeyChoice.UNIFORM));
    this.mixed = mixed;
    this.turnsAGeneration = turnsAGeneration;
  }

  /** Reads and appends in one transaction. */
  static Workload mixed() {
    return new ListAppend(
        "list-append",
        "transactions that append to a few lists and read them",
        true,
        40,
        Set.of(Action.TRANSACT, Action.APPEND, Action.READ_LIST));
  }

  /**
   * Each transaction does one of the two. All appends of a generation to one list are 120 elements,
   * less than the kibibyte that DynamoDB bills as one unit.
   */
  static Workload readOrAppend() {
    return new ListAppend(
        "list-transactions",
        "transactions that append to a few lists, and transactions that read them",
        false,
        30,
        Set.of(Action.WRITE_ALL, Action.READ_ALL, Action.APPEND, Action.READ_LIST));
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public void step(Client client) {
    SplittableRandom random = client.random();
    String generation = "l" + client.turn() / turnsAGeneration + "/";
    boolean reads = !mixed && reads(client);
    List<Request> parts = new ArrayList<>();
    for (int left = 1 + random.nextInt(MOST); left > 0; left--) {
      String key = generation + random.nextInt(client.settings().keys());
      parts.add(
          (mixed ? reads(client) : reads)
              ? Request.of(Action.READ_LIST, key)
              : Request.of(Action.APPEND, key, client.newId()));
    }
    Action one = reads ? Action.READ_ALL : Action.WRITE_ALL;
    MicroOperations.perform(client, mixed ? Action.TRANSACT : one, parts);
  }

  private static boolean reads(Client client) {
    return client.random().nextDouble() < client.settings().reads();
  }
}
