package minos.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Guesses the model of a history from its functions and the shapes of its values.
 *
 * <p>It answers several candidates, the likeliest first, of which the catalog takes the first that
 * some plug has. A guess is an assumption that the report states, never silent knowledge.
 */
final class ModelDetection {
  private ModelDetection() {}

  static List<String> candidates(Shapes shapes) {
    List<String> models = new ArrayList<>();
    if (shapes.has("txn") && shapes.only("txn")) {
      transactions(shapes.actions(), models);
    } else if (shapes.has("transfer") && shapes.only("read", "transfer")) {
      models.add("bank");
    } else if (shapes.has("cas") && shapes.only("read", "write", "cas")) {
      models.add("cas-register");
    } else if (shapes.only("read", "write") && !shapes.functions().isEmpty()) {
      models.add("register");
    } else if (shapes.has("add") && shapes.only("read", "add", "increment")) {
      if (shapes.readsOfValues() && !shapes.readsOfCollections()) {
        models.add("counter");
      } else {
        models.add("set");
        models.add("set-full");
      }
    } else if (shapes.has("add") && shapes.only("read", "add", "remove")) {
      models.add("set");
    } else if ((shapes.has("acquire") || shapes.has("release"))
        && shapes.only("acquire", "release")) {
      models.add("mutex");
    } else if (shapes.has("append") && shapes.only("append", "get", "put")) {
      models.add("append-kv");
    } else if (shapes.only("get", "put", "delete", "cas") && !shapes.functions().isEmpty()) {
      models.add("kv");
      models.add("append-kv");
    } else if (shapes.has("enqueue") && shapes.only("enqueue", "dequeue", "drain")) {
      models.add("fifo-queue");
      models.add("total-queue");
      models.add("queue");
    } else if (shapes.has("push") && shapes.only("push", "pop")) {
      models.add("stack");
    } else if (shapes.has("generate") && shapes.only("generate")) {
      models.add("unique-ids");
    }
    return models;
  }

  private static void transactions(Set<String> actions, List<String> models) {
    if (actions.contains("append") && Set.of("append", "r").containsAll(actions)) {
      models.add("list-append");
    } else if (!actions.isEmpty() && Set.of("r", "w").containsAll(actions)) {
      models.add("rw-register");
    } else if (!actions.isEmpty() && Set.of("read", "write").containsAll(actions)) {
      models.add("multi-register");
    }
  }
}
