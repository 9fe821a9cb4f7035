package minos.catalog;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * What the operations of a history look like, as far as it tells models apart.
 *
 * @param functions the letters of the functions of clients
 * @param actions the letters of the actions inside transactions, such as {@code append} and {@code
 *     r}; empty if some operation's value is not a list of actions
 * @param emptyTransactions whether every value is a list of no actions
 * @param readsOfCollections whether an acknowledged read answered a list or set
 * @param readsOfScalars whether an acknowledged read answered one value that is not nil
 * @param repeatedAdds whether one value was added twice
 * @param writesOfCollections whether a list or set was written
 */
record Shapes(
    Set<String> functions,
    Set<String> actions,
    boolean emptyTransactions,
    boolean readsOfCollections,
    boolean readsOfScalars,
    boolean repeatedAdds,
    boolean writesOfCollections) {
  /** So many operations tell what the others look like. */
  private static final int LOOKED_AT = 10_000;

  private static final Set<String> ACTIONS = Set.of("append", "r", "w", "read", "write");

  static Shapes of(History history) {
    Set<String> functions = new TreeSet<>();
    for (int i = 0; i < history.functionCount(); i++) {
      functions.add(history.functionName(i));
    }
    Set<String> actions = new TreeSet<>();
    Set<Value> added = new HashSet<>();
    boolean transactional = true;
    boolean collections = false;
    boolean scalars = false;
    boolean repeated = false;
    boolean collectionsWritten = false;
    for (int i = 0; i < Math.min(history.size(), LOOKED_AT); i++) {
      String f = history.functionName(history.function(i));
      Value value = history.dictionary().value(history.value(i));
      if (history.input(i) != Dictionary.ABSENT || !value.isNil()) {
        transactional &= addActions(value, actions);
      }
      if (f.equals("add")) {
        repeated |= !added.add(value);
      }
      collectionsWritten |= f.equals("write") && (value instanceof Seq || value instanceof Members);
      if (f.equals("read") && history.outcome(i) == Outcome.OK && !value.isNil()) {
        boolean collection = value instanceof Seq || value instanceof Members;
        collections |= collection;
        scalars |= !collection && !(value instanceof Dict);
      }
    }
    return new Shapes(
        functions,
        transactional ? actions : Set.of(),
        transactional && history.size() > 0 && actions.isEmpty() && functions.contains("txn"),
        collections,
        scalars,
        repeated,
        collectionsWritten);
  }

  /** Collects the actions of a transaction; false if the value is none. */
  private static boolean addActions(Value value, Set<String> actions) {
    if (!(value instanceof Seq transaction)) {
      return false;
    }
    for (Value member : transaction.items()) {
      if (!(member instanceof Seq action)
          || action.size() < 2
          || !ACTIONS.contains(action.get(0).letters())) {
        return false;
      }
      actions.add(action.get(0).letters());
    }
    return true;
  }

  boolean has(String function) {
    return functions.contains(function);
  }

  /** Whether there are functions, and no others than these. */
  boolean only(String... some) {
    return !functions.isEmpty() && Set.of(some).containsAll(functions);
  }

  /** What was seen, for a report. */
  String words() {
    Set<String> named = new TreeSet<>(functions);
    if (named.remove("") && named.isEmpty()) {
      return actions.isEmpty() ? "without names" : "lists of " + String.join(" and ", actions);
    }
    String of = actions.isEmpty() ? "" : " with lists of " + String.join(" and ", actions);
    return named.isEmpty() ? "none" : String.join(", ", named) + of;
  }
}
