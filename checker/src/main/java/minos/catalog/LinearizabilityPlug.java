package minos.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.check.Check;
import minos.linearizability.Algorithm;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.Model;
import minos.spec.Models;

/** Linearizability with respect to every built-in specification. */
final class LinearizabilityPlug implements CheckPlug {
  /** What this plug checks. */
  static final String LINEARIZABLE = "linearizable";

  /** The same, for lists. */
  static final Entry ENTRY = new Entry(LINEARIZABLE, "one order of all operations, in real time");

  @Override
  public List<Entry> models() {
    return Models.all().stream()
        .map(model -> new Entry(model.name(), model.description()))
        .toList();
  }

  @Override
  public List<Entry> consistencies(String model) {
    return Models.byName(model).map(m -> List.of(ENTRY)).orElse(List.of());
  }

  @Override
  public Optional<Check> check(String consistency, String model, Question question)
      throws UnfitException {
    Optional<Model> specified = Models.byName(model);
    if (!consistency.equals(LINEARIZABLE) || specified.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinearizabilityCheck(specified.get().create(question.options()), algorithm(question)));
  }

  @Override
  public void validate(Question question) throws UnfitException {
    algorithm(question);
  }

  static Algorithm algorithm(Question question) throws UnfitException {
    String id = question.algorithm().orElse(Algorithm.AUTO.id());
    Optional<Algorithm> algorithm = Algorithm.byId(id);
    if (algorithm.isEmpty()) {
      String known =
          Arrays.stream(Algorithm.values()).map(Algorithm::id).collect(Collectors.joining(", "));
      throw new UnfitException("there is no algorithm " + id + "; expected one of " + known);
    }
    return algorithm.get();
  }
}
