package minos.cli.verify;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.cli.options.DurationText;
import minos.cli.options.Similar;
import minos.store.Request;
import minos.verify.KeyChoice;
import minos.verify.Routing;
import minos.verify.Settings;
import minos.verify.Workload;
import minos.verify.Workloads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is done to the store, and how much of it. */
public final class What {
  private static final long OPERATIONS = 1_000;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description =
          "What clients do: registers (the default), hot-key, many-keys, recreate, probe, cas, list "
              + "(s3), counter, set, transactions, batch-reads (dynamodb), list-transactions "
              + "(dynamodb, jdbc), mixed, list-append (jdbc).")
  String workload = "registers";

  @Option(
      names = "--operations",
      paramLabel = "N",
      description = "How many operations. The default is 1000, unless there is a --duration.")
  @Nullable Long operations;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long: 30s, 10m, 8h.")
  @Nullable Duration duration;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many clients work at once. The default is 8.")
  int clients = 8;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "How many keys are used. The default is the workload's own.")
  @Nullable Integer keys;

  @Option(
      names = "--key-choice",
      paramLabel = "HOW",
      description = "Which key is next: uniform, hot or zipf. The default is the workload's own.")
  @Nullable String keyChoice;

  @Option(
      names = "--reads",
      paramLabel = "SHARE",
      description = "The share of reads, from 0 to 1. The default is the workload's own.")
  @Nullable Double reads;

  @Option(
      names = "--deletes",
      paramLabel = "SHARE",
      description = "The share of deletions, from 0 to 1. The default is the workload's own.")
  @Nullable Double deletes;

  @Option(
      names = "--read-level",
      paramLabel = "LEVEL",
      description =
          "The consistency that reads ask for, where the store has a choice: strong (the default) "
              + "or eventual.")
  String readLevel = Request.STRONG;

  @Option(
      names = "--routing",
      paramLabel = "HOW",
      description =
          "With several endpoints or regions, which is asked: sticky, each client its own (the "
              + "default); roaming, any each time; write-first, writes the first and reads the others.")
  String routing = "sticky";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Operations a second at most. The default is as many as there come.")
  @Nullable Double rate;

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description =
          "What requests may cost by the price list in docs/verify.md; the run ends there. "
              + "The default is 1.00.")
  double maxCost = 1.00;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides every choice of each client; not how they interleave. The default is another one "
              + "each time, which is recorded.")
  @Nullable Long seed;

  /**
   * How the run goes.
   *
   * @throws IllegalArgumentException with a message for people, if it can't go so
   */
  public Settings settings() {
    Workload chosen =
        Workloads.byName(workload)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no workload '"
                            + workload
                            + "'"
                            + Similar.hint(workload, names())));
    Workload.Shape shape = chosen.shape();
    OptionalLong most =
        operations != null
            ? OptionalLong.of(operations)
            : duration == null ? OptionalLong.of(OPERATIONS) : OptionalLong.empty();
    if (!List.of(Request.STRONG, Request.EVENTUAL).contains(readLevel)) {
      throw new IllegalArgumentException(
          "there is no --read-level '" + readLevel + "'; expected strong or eventual");
    }
    validate();
    return new Settings(
        chosen,
        most,
        Optional.ofNullable(duration),
        clients,
        keys == null ? shape.keys() : keys,
        keyChoice == null ? shape.choice() : word(KeyChoice.class, "--key-choice", keyChoice),
        reads == null ? shape.reads() : reads,
        deletes == null ? shape.deletes() : deletes,
        readLevel,
        word(Routing.class, "--routing", routing),
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
        OptionalDouble.of(maxCost),
        seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed);
  }

  private void validate() {
    if (operations != null) {
      WhereValidation.atLeast("--operations", operations, 1);
    }
    WhereValidation.atLeast("--clients", clients, 1);
    if (keys != null) {
      WhereValidation.atLeast("--keys", keys, 1);
    }
    share("--reads", reads);
    share("--deletes", deletes);
    if (rate != null && !(rate > 0)) {
      throw new IllegalArgumentException(
          "--rate " + rate + " is no rate; expected operations a second, more than 0");
    }
    if (!(maxCost >= 0)) {
      throw new IllegalArgumentException(
          "--max-cost " + maxCost + " is no price; expected dollars, such as 2.00");
    }
  }

  private static void share(String option, @Nullable Double share) {
    if (share != null && !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          option + " " + share + " is no share; expected a number from 0 to 1");
    }
  }

  private static List<String> names() {
    return Workloads.all().stream().map(Workload::name).toList();
  }

  /** The constant that a word stands for. */
  static <E extends Enum<E>> E word(Class<E> type, String option, String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no "
                        + option
                        + " '"
                        + word
                        + "'; expected one of "
                        + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList())));
  }
}
