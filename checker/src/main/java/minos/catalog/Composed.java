package minos.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What the test that a history is of checked itself.
 *
 * @param checks each check, and what it was composed as
 * @param model the model of the workload, if one of the checks tells it
 */
public record Composed(List<Entry> checks, Optional<String> model) {
  /** Nothing is known. */
  public static final Composed NONE = new Composed(List.of(), Optional.empty());

  /** Copies the list. */
  public Composed {
    checks = List.copyOf(checks);
  }
}
