package minos.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.history.History;

/**
 * Object stores and item stores: histories with the operations of S3 or DynamoDB, all held to one
 * consistency model. With a contract each operation is held to its own; see {@link CheckCatalog}.
 */
final class StorePlug implements CheckPlug {
  private static final String OBJECTS = "object-store";
  private static final String ITEMS = "item-store";

  private static final Map<String, String> MODELS =
      Map.of(
          OBJECTS,
          "objects by key: put, get, head, delete, list, copy, rename; If-Match, ETags, 412",
          ITEMS,
          "items by key: put, get, update, add, delete, query, txn; conditions, returned values");

  private static final Map<String, String> LEVELS =
      Map.of(
          "linearizable", "each key is so; a rename joins two",
          "regular", "a read sees what had ended before it began",
          "committed", "a read sees what somebody wrote",
          "read-your-writes", "a session sees its own writes",
          "monotonic-reads", "a session does not go back");

  @Override
  public List<Entry> models() {
    return List.of(
        new Entry(OBJECTS, MODELS.getOrDefault(OBJECTS, "")),
        new Entry(ITEMS, MODELS.getOrDefault(ITEMS, "")));
  }

  @Override
  public List<Entry> consistencies(String model) {
    if (!MODELS.containsKey(model)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (String level :
        List.of("linearizable", "regular", "committed", "read-your-writes", "monotonic-reads")) {
      entries.add(new Entry(level, LEVELS.getOrDefault(level, "")));
    }
    return entries;
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    if (!MODELS.containsKey(model) || !LEVELS.containsKey(consistency)) {
      return Optional.empty();
    }
    question.refuseAlgorithm(consistency);
    return Optional.of(ContractCheck.uniform(consistency, model, options(question)));
  }

  /** The choices of a question that matter to contracts. */
  static ContractOptions options(Question question) {
    return new ContractOptions(
        question.options(), question.promised().tier(), question.sessionField());
  }

  @Override
  public Optional<String> recognize(History history) {
    Set<String> functions = ContractCheck.storeFunctions(history);
    // Transactions alone are of the models of transactions.
    if (functions.isEmpty() || functions.equals(Set.of("txn"))) {
      return Optional.empty();
    }
    boolean items = functions.stream().anyMatch(Set.of("add", "query", "txn")::contains);
    boolean objects =
        functions.stream().anyMatch(Set.of("head", "list", "copy", "rename")::contains);
    return objects ? Optional.of(OBJECTS) : items ? Optional.of(ITEMS) : Optional.empty();
  }
}
