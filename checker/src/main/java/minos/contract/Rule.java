package minos.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What operations of some kinds are promised if what was recorded beside them meets conditions. The
 * first rule of a tier that fits an operation is the one that holds for it.
 *
 * @param verbs the kinds of operations
 * @param conditions all must be met
 * @param promises all are made
 */
public record Rule(Set<Verb> verbs, List<Condition> conditions, List<Promise> promises) {
  /** Copies the collections. */
  public Rule {
    verbs = Set.copyOf(verbs);
    conditions = List.copyOf(conditions);
    promises = List.copyOf(promises);
  }

  /** For whom it holds: {@code read, list where level=ONE}. */
  public String whom() {
    String who = verbs.stream().sorted().map(Verb::word).collect(Collectors.joining(", "));
    return conditions.isEmpty() ? who : who + " where " + when();
  }

  /** What is asked of the operations; empty if nothing. */
  String when() {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
  }

  /** What is promised: {@code regular + monotonic-reads}. */
  public String what() {
    return promises.stream().map(Promise::toString).collect(Collectors.joining(" + "));
  }
}
