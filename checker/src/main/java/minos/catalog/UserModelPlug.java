package minos.catalog;

import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.SequentialSpec;

/**
 * Linearizability with respect to a specification that the user brought.
 *
 * @param model what the user calls it
 * @param spec the specification
 */
public record UserModelPlug(String model, SequentialSpec<?> spec) implements CheckPlug {
  @Override
  public List<Entry> models() {
    return List.of(new Entry(model, "a model of your own"));
  }

  @Override
  public List<Entry> consistencies(String asked) {
    return asked.equals(model) ? List.of(LinearizabilityPlug.ENTRY) : List.of();
  }

  @Override
  public Optional<Check> check(String consistency, String asked, Question question)
      throws UnfitException {
    return asked.equals(model) && consistency.equals(LinearizabilityPlug.LINEARIZABLE)
        ? Optional.of(new LinearizabilityCheck(spec, LinearizabilityPlug.algorithm(question)))
        : Optional.empty();
  }
}
