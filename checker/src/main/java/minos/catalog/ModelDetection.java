package minos.catalog;

import java.util.List;
import java.util.Set;

/**
 * Guesses the model of a history from its functions and the shapes of its values.
 *
 * <p>It answers candidates, the likeliest first, of which the catalog takes the first that some
 * plug has. A guess is an assumption that the report states, never silent knowledge.
 */
final class ModelDetection {
  private ModelDetection() {}

  static List<String> candidates(Shapes shapes) {
    if (!shapes.actions().isEmpty()) {
      return transactions(shapes.actions());
    } else if (shapes.emptyTransactions()) {
      // They say nothing; better so than by a model of something else.
      return List.of("rw-register");
    } else if (shapes.has("transfer") && shapes.only("read", "transfer")) {
      return List.of("bank");
    } else if (shapes.has("cas") && shapes.only("read", "write", "cas")) {
      return List.of("cas-register");
    } else if (shapes.only("read", "write")
        && shapes.has("write")
        && shapes.readsOfCollections()
        && !shapes.writesOfCollections()) {
      // No register: reads answer several of what was written.
      return List.of();
    } else if (shapes.only("read", "write")) {
      return List.of("register", "cas-register");
    } else if (shapes.has("add") && shapes.only("read", "add", "remove", "increment")) {
      boolean counter =
          shapes.readsOfScalars() || (shapes.repeatedAdds() && !shapes.readsOfCollections());
      return counter ? List.of("counter") : List.of("set", "set-full");
    } else if (shapes.only("acquire", "release")) {
      return List.of("mutex");
    } else if (shapes.only("append", "get", "put")) {
      return shapes.has("append") ? List.of("append-kv") : List.of("register", "append-kv");
    } else if (shapes.only("get", "put", "delete")) {
      return List.of("register");
    } else if (shapes.only("get", "put", "delete", "cas")) {
      return List.of("cas-register");
    } else if (shapes.has("enqueue") && shapes.only("enqueue", "dequeue", "drain")) {
      return shapes.has("drain")
          ? List.of("total-queue", "queue")
          : List.of("fifo-queue", "queue", "total-queue");
    } else if (shapes.only("push", "pop")) {
      return List.of("stack");
    } else if (shapes.only("generate")) {
      return List.of("unique-ids");
    }
    return List.of();
  }

  private static List<String> transactions(Set<String> actions) {
    if (actions.contains("append") && Set.of("append", "r").containsAll(actions)) {
      return List.of("list-append");
    } else if (Set.of("r", "w").containsAll(actions)) {
      return List.of("rw-register", "long-fork");
    } else if (Set.of("read", "write").containsAll(actions)) {
      return List.of("multi-register");
    }
    // Both kinds at once: the model that is named says what it does not know.
    return List.of(actions.contains("append") ? "list-append" : "rw-register");
  }
}
