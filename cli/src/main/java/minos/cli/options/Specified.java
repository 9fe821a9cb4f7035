package minos.cli.options;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minos.cli.catalog.Question;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what one copy of the object would answer. */
public final class Specified {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The specification, as given to minos check. The default is that of the witness, or goes "
              + "by the operations.")
  @Nullable String model;

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
    return new Question(
        model().or(() -> otherwise),
        List.of("linearizable"),
        options(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
