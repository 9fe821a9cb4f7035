package minos.catalog;

import java.util.List;
import minos.check.Check;

/**
 * The checks for a history.
 *
 * @param model the name of the model
 * @param surveys what answers many questions at once, before the checks
 * @param checks for everything else that is asked
 * @param assumptions what was chosen where the question left it open, as sentences
 */
public record Choice(
    String model, List<Survey> surveys, List<Check> checks, List<String> assumptions) {
  /** Copies the lists. */
  public Choice {
    surveys = List.copyOf(surveys);
    checks = List.copyOf(checks);
    assumptions = List.copyOf(assumptions);
  }
}
