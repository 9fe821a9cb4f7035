package minos.verify;

import java.util.List;
import java.util.Optional;
import minos.store.Store;

/**
 * What a recording is judged by where nobody asks for something else, now or later.
 *
 * @param contract the name of a built-in contract; empty if there is none
 * @param consistencies the consistency models, if there is no contract
 */
public record JudgedBy(Optional<String> contract, List<String> consistencies) {
  /** Copies the list. */
  public JudgedBy {
    consistencies = List.copyOf(consistencies);
  }

  /** By a contract. */
  public static JudgedBy contract(String name) {
    return new JudgedBy(Optional.of(name), List.of());
  }

  /** By consistency models. */
  public static JudgedBy consistencies(List<String> names) {
    return new JudgedBy(Optional.empty(), names);
  }

  /** By what the store promises, if a contract says so and knows what the workload does. */
  public static JudgedBy of(Store store, Workload workload) {
    return store
        .contract()
        .filter(name -> workload.contracted())
        .map(JudgedBy::contract)
        .orElseGet(() -> consistencies(workload.consistencies()));
  }
}
