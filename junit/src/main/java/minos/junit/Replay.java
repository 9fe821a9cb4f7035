package minos.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.check.Check;
import minos.contract.ContractCheck;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.transactions.TransactionCheck;
import minos.value.Value;

/** The command line that judges a history as a check of a test did. */
final class Replay {
  private Replay() {}

  /**
   * The command, word by word; empty if the specification is the test's own, which no command line
   * can name.
   *
   * @param options the choices that a built-in specification was made with; a register knows its
   *     own
   */
  static Optional<List<String>> of(Check check, ModelOptions options, Path file) {
    List<String> words = new ArrayList<>(List.of("minos", "check"));
    ModelOptions choices = options;
    if (check instanceof ContractCheck) {
      words.addAll(List.of("--contract", check.consistency()));
    } else if (check instanceof TransactionCheck) {
      words.addAll(List.of("--consistency", check.consistency()));
    } else {
      if (check instanceof LinearizabilityCheck linearizable) {
        if (!builtIn(linearizable.spec())) {
          return Optional.empty();
        }
        choices = choices(linearizable.spec(), options);
      }
      words.addAll(List.of("--model", check.model(), "--consistency", check.consistency()));
    }
    choices.initial().ifPresent(value -> words.addAll(List.of("--initial", value.toString())));
    if (choices.nil() == NilRead.UNKNOWN) {
      words.addAll(List.of("--nil", "unknown"));
    }
    if (choices.failedCas() == FailedCas.MISMATCH) {
      words.addAll(List.of("--failed-cas", "mismatch"));
    }
    words.add(file.toString());
    return Optional.of(List.copyOf(words));
  }

  private static boolean builtIn(SequentialSpec<?> spec) {
    return Models.byName(spec.name())
        .map(model -> model.create(ModelOptions.DEFAULTS).getClass().equals(spec.getClass()))
        .orElse(false);
  }

  private static ModelOptions choices(SequentialSpec<?> spec, ModelOptions otherwise) {
    if (!(spec instanceof Register register)) {
      return otherwise;
    }
    Optional<Value> initial = Optional.of(register.initial()).filter(value -> !value.isNil());
    return new ModelOptions(initial, register.nil(), register.failedCas());
  }

  /** Words as somebody would type them into a shell. */
  static String line(List<String> words) {
    return String.join(
        " ",
        words.stream()
            .map(
                word ->
                    word.matches("[A-Za-z0-9_./:=,@%+-]+")
                        ? word
                        : "'" + word.replace("'", "'\\''") + "'")
            .toList());
  }
}
