package minos.cli.catalog;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
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
 * @param actions the letters of the actions inside transactions ({@code append}, {@code r})
 * @param readsOfCollections whether an acknowledged read answered a list or set
 * @param readsOfMaps whether an acknowledged read answered a map
 * @param readsOfValues whether an acknowledged read answered anything else but nil
 * @param keyed whether the operations are on many objects
 */
record Shapes(
    Set<String> functions,
    Set<String> actions,
    boolean readsOfCollections,
    boolean readsOfMaps,
    boolean readsOfValues,
    boolean keyed) {
  /** So many operations tell what the others look like. */
  private static final int LOOKED_AT = 10_000;

  static Shapes of(History history) {
    Set<String> functions = new TreeSet<>();
    for (int i = 0; i < history.functionCount(); i++) {
      functions.add(history.functionName(i));
    }
    Set<String> actions = new LinkedHashSet<>();
    boolean collections = false;
    boolean maps = false;
    boolean values = false;
    for (int i = 0; i < Math.min(history.size(), LOOKED_AT); i++) {
      Value input = history.dictionary().value(history.input(i));
      String f = history.functionName(history.function(i));
      if (f.equals("txn") && input instanceof Seq transaction) {
        for (Value action : transaction.items()) {
          if (action instanceof Seq parts && parts.size() > 1) {
            actions.add(parts.get(0).letters());
          }
        }
      }
      if (f.equals("read") && history.outcome(i) == Outcome.OK) {
        Value output = history.dictionary().value(history.value(i));
        collections |= output instanceof Seq || output instanceof Members;
        maps |= output instanceof Dict;
        values |=
            !output.isNil()
                && !(output instanceof Seq)
                && !(output instanceof Members)
                && !(output instanceof Dict);
      }
    }
    return new Shapes(functions, actions, collections, maps, values, history.keyCount() > 0);
  }

  boolean has(String... some) {
    return functions.containsAll(Set.of(some));
  }

  boolean only(String... some) {
    return Set.of(some).containsAll(functions);
  }
}
