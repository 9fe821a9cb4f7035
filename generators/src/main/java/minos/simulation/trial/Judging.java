package minos.simulation.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.check.Check;
import minos.consistency.ConsistencyChecks;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.register.RegisterOptions;
import minos.simulation.SimulationOptions;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.transactions.TransactionChecks;
import minos.verdict.Verdict;

/** The check that a simulated history is judged by. */
public final class Judging {
  /** What the name of a contract begins with where it stands for a consistency model. */
  static final String CONTRACT = "contract:";

  private static final Duration MOST = Duration.ofSeconds(20);

  private Judging() {}

  /** Judges a history by a consistency model; undecided after 20 seconds. */
  public static Verdict verdict(SimulationOptions options, String consistency, History history) {
    Budget budget = Budget.of(Optional.of(MOST), OptionalLong.empty(), 1);
    return check(options, consistency).check(history, budget).verdict();
  }

  private static Check check(SimulationOptions options, String consistency) {
    Optional<String> transactional =
        switch (options.data()) {
          case LIST_APPEND -> Optional.of("list-append");
          case RW_REGISTER -> Optional.of("rw-register");
          case REGISTER, NEW_KEYS, OBJECTS, G_COUNTER, PN_COUNTER, OR_SET, SIBLINGS ->
              Optional.empty();
        };
    if (transactional.isPresent()) {
      return TransactionChecks.byName(consistency, transactional.get())
          .orElseThrow(() -> new IllegalArgumentException("no check " + consistency));
    }
    if (consistency.startsWith(CONTRACT)) {
      String name = consistency.substring(CONTRACT.length());
      return new ContractCheck(
          Contracts.byName(name)
              .orElseThrow(() -> new IllegalArgumentException("no contract " + name)),
          ContractOptions.DEFAULTS);
    }
    String model = options.casRatio() > 0 ? "cas-register" : "register";
    Check linearizable =
        new LinearizabilityCheck(
            Models.byName(model)
                .map(Judging::specification)
                .orElseThrow(() -> new IllegalStateException("no model " + model)));
    return ConsistencyChecks.of(RegisterOptions.DEFAULTS.withSessionField("session"), linearizable)
        .byName(consistency);
  }

  private static minos.spec.SequentialSpec<?> specification(Model model) {
    return model.create(ModelOptions.DEFAULTS);
  }

  /** The name without its bound. */
  static String model(String consistency) {
    int colon = consistency.indexOf(':');
    return colon < 0 ? consistency : consistency.substring(0, colon);
  }
}
