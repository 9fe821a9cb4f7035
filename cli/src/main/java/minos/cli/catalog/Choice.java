package minos.cli.catalog;

import java.util.List;
import minos.check.Check;

/**
 * The checks for a history.
 *
 * @param model the name of the model
 * @param checks at least one
 * @param assumptions what was chosen where the question left it open, as sentences
 */
public record Choice(String model, List<Check> checks, List<String> assumptions) {
  /** Copies the lists. */
  public Choice {
    checks = List.copyOf(checks);
    assumptions = List.copyOf(assumptions);
  }
}
