package minos.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.contract.Tier;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.value.Value;

/** The check that a {@link ConsistencyTest} asks for. */
final class Checks {
  private static final String LINEARIZABLE = "linearizable";

  private Checks() {}

  /** The choices that the specification is made with. */
  static ModelOptions options(ConsistencyTest test) {
    return new ModelOptions(
        initial(test.initial()), ModelOptions.DEFAULTS.nil(), ModelOptions.DEFAULTS.failedCas());
  }

  static Check of(ConsistencyTest test) {
    ModelOptions options = options(test);
    if (!test.contract().isEmpty()) {
      return Contracts.byName(test.contract())
          .map(
              contract ->
                  new ContractCheck(
                      contract, new ContractOptions(options, Tier.DOCUMENTED, Optional.empty())))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "there is no contract "
                          + test.contract()
                          + "; known are "
                          + String.join(", ", Contracts.names())));
    }
    Model model =
        Models.byName(test.model())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no model "
                            + test.model()
                            + "; known are "
                            + Models.all().stream()
                                .map(Model::name)
                                .collect(Collectors.joining(", "))));
    LinearizabilityCheck linearizable = new LinearizabilityCheck(model.create(options));
    if (test.consistency().equals(LINEARIZABLE)) {
      return linearizable;
    }
    if (!test.model().endsWith("register") || test.model().startsWith("multi")) {
      throw new IllegalArgumentException(
          test.consistency() + " is judged for register and cas-register, not for " + test.model());
    }
    RegisterOptions registers = new RegisterOptions(options, Optional.empty(), Optional.empty());
    return ConsistencyChecks.of(registers, linearizable).byName(test.consistency());
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
