package minos.contract;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a store promises. Immutable.
 *
 * @param name what the command line calls it
 * @param title the store, for people
 * @param date when the promise was written down; stores change theirs
 * @param sources where it is said
 * @param says what each tier promises, in prose
 * @param records the fields that a recording needs beside the operations, and what they hold
 * @param aliases for some fields another that stands for it where it was not recorded, such as the
 *     general {@code level}
 * @param notes what else to know, such as what is not checked
 * @param session the field that names an operation's session; empty for its process
 * @param parameters numbers that a user may change, by name, such as how many replicas there are
 * @param tiers the rules of each tier, in order
 */
public record Contract(
    String name,
    String title,
    LocalDate date,
    List<String> sources,
    Map<Tier, String> says,
    Map<String, String> records,
    Map<String, String> aliases,
    List<String> notes,
    String session,
    Map<String, Integer> parameters,
    Map<Tier, List<Rule>> tiers) {
  /** Copies the collections. */
  public Contract {
    sources = List.copyOf(sources);
    says = Map.copyOf(says);
    records = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(records));
    aliases = Map.copyOf(aliases);
    notes = List.copyOf(notes);
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    Map<Tier, List<Rule>> copy = new EnumMap<>(Tier.class);
    tiers.forEach((tier, rules) -> copy.put(tier, List.copyOf(rules)));
    tiers = java.util.Collections.unmodifiableMap(copy);
  }

  /** The rules of a tier, in order. */
  public List<Rule> rules(Tier tier) {
    return tiers.getOrDefault(tier, List.of());
  }

  /** The name with its parameters, as the command line takes it: {@code quorum(3,2,2)}. */
  public String id() {
    return parameters.isEmpty()
        ? name
        : name
            + "("
            + String.join(",", parameters.values().stream().map(String::valueOf).toList())
            + ")";
  }

  /**
   * The same with other parameters.
   *
   * @param values in the order of the parameters; not more than there are
   * @throws IllegalArgumentException if there are more values than parameters, or one is negative
   */
  public Contract with(List<Integer> values) {
    if (values.size() > parameters.size()) {
      throw new IllegalArgumentException(
          "the contract "
              + name
              + " has "
              + (parameters.isEmpty()
                  ? "no parameters"
                  : "the parameters " + String.join(", ", parameters.keySet()))
              + ", not "
              + values.size());
    }
    Map<String, Integer> changed = new LinkedHashMap<>(parameters);
    int next = 0;
    for (String parameter : parameters.keySet()) {
      if (next < values.size()) {
        changed.put(parameter, values.get(next++));
      }
    }
    return new Contract(
        name, title, date, sources, says, records, aliases, notes, session, changed, tiers);
  }
}
