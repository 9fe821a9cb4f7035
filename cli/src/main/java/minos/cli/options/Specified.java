package minos.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minos.catalog.Promised;
import minos.catalog.Question;
import minos.clock.ClockError;
import minos.contract.Contract;
import minos.contract.Tier;
import minos.register.VersionOrder;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a history was judged by. */
public final class Specified {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The specification, as given to minos check. The default is that of the witness, or goes "
              + "by the operations.")
  @Nullable String model;

  @Option(
      names = "--consistency",
      paramLabel = "NAME",
      description =
          "What a counterexample breaks, as given to minos check. The default is linearizable, and "
              + "serializable for transactions.")
  @Nullable String consistency;

  @Option(
      names = "--check",
      paramLabel = "NAME",
      description = "Which of Jepsen's checkers it breaks, as given to minos check.")
  @Nullable String jepsen;

  @Option(
      names = "--contract",
      paramLabel = "NAME",
      converter = ContractText.class,
      description = "The contract that a counterexample breaks, as given to minos check.")
  @Nullable Contract contract;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      converter = WordOf.Tiers.class,
      completionCandidates = WordOf.Tiers.class,
      description = "What is taken for promised: documented (the default) or stronger.")
  Tier tier = Tier.DOCUMENTED;

  @Option(
      names = "--clock-error",
      paramLabel = "DURATION",
      converter = ContractText.OfClocks.class,
      description = "By how much recorded times may be wrong, as given to minos check.")
  @Nullable ClockError clockError;

  @Option(
      names = "--version-order",
      paramLabel = "SOURCE",
      converter = WordOf.Versions.class,
      completionCandidates = WordOf.Versions.class,
      description = "What session guarantees are judged against, as given to minos check.")
  @Nullable VersionOrder versionOrder;

  @Option(
      names = "--session",
      paramLabel = "FIELD",
      description = "The field that names an operation's session, as given to minos check.")
  @Nullable String session;

  @Option(
      names = "--initial",
      paramLabel = "VALUE",
      converter = ValueText.class,
      description = "The state before any operation, as given to minos check.")
  @Nullable Value initial;

  @Option(
      names = "--nil",
      paramLabel = "MEANING",
      converter = WordOf.Nil.class,
      completionCandidates = WordOf.Nil.class,
      description =
          "What a read of nil says, as given to minos check: absent (default) or unknown.")
  NilRead nil = NilRead.ABSENT;

  @Option(
      names = "--failed-cas",
      paramLabel = "MEANING",
      converter = WordOf.Cas.class,
      completionCandidates = WordOf.Cas.class,
      description =
          "What a failed compare-and-set says, as given to minos check: ignored (default) or mismatch.")
  FailedCas failedCas = FailedCas.IGNORED;

  /** The model by name; empty if it was not given. */
  public Optional<String> model() {
    return Optional.ofNullable(model).filter(name -> !name.equals("auto"));
  }

  /** What the model leaves open. */
  public ModelOptions options() {
    return new ModelOptions(Optional.ofNullable(initial), nil, failedCas);
  }

  /**
   * The question whether a history is linearizable.
   *
   * @param otherwise the model if none was given; empty to detect it
   */
  public Question linearizable(Optional<String> otherwise) {
    return question(otherwise, List.of("linearizable"), Optional.empty());
  }

  /** The question that a counterexample answers. */
  public Question question() {
    List<String> wanted = new ArrayList<>();
    if (consistency != null) {
      wanted.add(consistency);
    }
    if (jepsen != null) {
      wanted.add("jepsen:" + jepsen);
    }
    return question(Optional.empty(), wanted, Optional.ofNullable(contract));
  }

  private Question question(
      Optional<String> otherwise, List<String> wanted, Optional<Contract> promised) {
    return new Question(
        model().or(() -> otherwise),
        wanted,
        options(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.ofNullable(versionOrder),
        Optional.ofNullable(session),
        new Promised(promised, tier, Optional.ofNullable(clockError)));
  }
}
