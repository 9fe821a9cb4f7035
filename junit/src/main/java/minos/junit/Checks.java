package minos.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import minos.catalog.CheckCatalog;
import minos.catalog.Promised;
import minos.catalog.Question;
import minos.catalog.UnfitException;
import minos.check.Check;
import minos.contract.Contract;
import minos.contract.Contracts;
import minos.contract.Tier;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.spec.ModelOptions;
import minos.value.Value;

/** The check that a {@link ConsistencyTest} asks for. */
final class Checks {
  private Checks() {}

  /** The choices that the specification is made with. */
  static ModelOptions options(ConsistencyTest test) {
    return new ModelOptions(
        initial(test.initial()), ModelOptions.DEFAULTS.nil(), ModelOptions.DEFAULTS.failedCas());
  }

  /** One of the checks that {@code minos check} has, by the same names. */
  static Check of(ConsistencyTest test) {
    Optional<Contract> contract =
        test.contract().isEmpty()
            ? Optional.empty()
            : Optional.of(Contracts.named(test.contract()));
    Question question =
        Question.OPEN
            .with(test.model(), test.consistency(), options(test))
            .under(new Promised(contract, Tier.DOCUMENTED, Optional.empty()));
    try {
      // All is named, so nothing goes by the looks of a history.
      List<Check> checks = CheckCatalog.ALL.choose(question, new HistoryBuilder().build()).checks();
      if (checks.size() == 1) {
        return checks.get(0);
      }
      throw new IllegalArgumentException(
          "a test checks one consistency model, not " + test.consistency());
    } catch (UnfitException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("a history without events is one", e);
    }
  }

  private static Optional<Value> initial(String edn) {
    if (edn.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = edn.getBytes(StandardCharsets.UTF_8);
    try {
      EdnReader reader = new EdnReader(new ByteArrayInputStream(bytes), ReadLimits.DEFAULT);
      reader.begin();
      return Optional.of(reader.read());
    } catch (IOException | MalformedEdnException e) {
      throw new IllegalArgumentException("the initial value " + edn + " is not EDN", e);
    }
  }
}
