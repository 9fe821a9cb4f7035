package minos.cli.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.generate.synthetic.GeneratorOptions;
import minos.generate.synthetic.HistoryGenerator;
import minos.generate.synthetic.KeyDistribution;
import minos.spec.ModelOptions;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what kind of history to make. */
public final class Traffic {
  @Option(
      names = "--operations",
      paramLabel = "N",
      description = "How many operations; ${DEFAULT-VALUE} if not given.")
  private long operations = 1_000;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many clients work at once; ${DEFAULT-VALUE} if not given.")
  private int clients = 5;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "How many keys there are at any time; by the model if not given.")
  private @Nullable Integer keys;

  @Option(
      names = "--key-distribution",
      paramLabel = "D",
      description =
          "Which keys are used how often: uniform, zipf[:EXPONENT] or hotspot[:KEYS:SHARE], which is"
              + " on so many keys with that share of the operations. ${DEFAULT-VALUE} if not given.")
  private String distribution = "uniform";

  @Option(
      names = "--key-life",
      paramLabel = "N",
      description =
          "After how many operations (of transactions: writes) a key is replaced by a new one; 0 for"
              + " never. By the model if not given.")
  private @Nullable Integer keyLife;

  @Option(
      names = "--values",
      paramLabel = "N",
      description = "How many different values are written; 0, the default, for unique ones.")
  private int values;

  @Option(
      names = "--read-ratio",
      paramLabel = "SHARE",
      description = "The share of operations that change nothing; by the model if not given.")
  private @Nullable Double readRatio;

  @Option(
      names = "--crash-rate",
      paramLabel = "SHARE",
      description = "The share of operations whose outcome stays unknown; 0 if not given.")
  private double crashRate;

  @Option(
      names = "--fail-rate",
      paramLabel = "SHARE",
      description = "The share of operations that fail for no reason; 0 if not given.")
  private double failRate;

  @Option(
      names = "--initial",
      paramLabel = "VALUE",
      converter = ValueText.class,
      description = "The initial value, of a semaphore its permits; by the model if not given.")
  private @Nullable Value initial;

  @Option(
      names = "--anomaly",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to put in: one or more names, separated by commas. A wrong one is answered by those"
              + " that the model can have.")
  private List<String> anomalies = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the random numbers begin; ${DEFAULT-VALUE} if not given.")
  private long seed;

  /**
   * The options for a model.
   *
   * @throws IllegalArgumentException if they don't fit each other
   */
  public GeneratorOptions options(String model) {
    GeneratorOptions.Builder builder =
        GeneratorOptions.of(model)
            .operations(operations)
            .clients(clients)
            .keys(distribution(keys == null ? HistoryGenerator.usualKeys(model) : keys))
            .values(values)
            .crashRate(crashRate)
            .failRate(failRate)
            .modelOptions(
                new ModelOptions(
                    Optional.ofNullable(initial),
                    ModelOptions.DEFAULTS.nil(),
                    ModelOptions.DEFAULTS.failedCas()))
            .anomalies(anomalies.stream().map(Traffic::anomaly).toList())
            .seed(seed);
    if (keyLife != null) {
      builder.keyLife(keyLife);
    }
    if (readRatio != null) {
      builder.readRatio(readRatio);
    }
    return builder.build();
  }

  private static Anomaly anomaly(String id) {
    return Arrays.stream(Anomaly.values())
        .filter(anomaly -> anomaly.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no anomaly '"
                        + id
                        + "'"
                        + Similar.hint(
                            id, Arrays.stream(Anomaly.values()).map(Anomaly::id).toList())));
  }

  private KeyDistribution distribution(int number) {
    String[] parts = distribution.split(":", -1);
    try {
      if (distribution.equals("uniform")) {
        return new KeyDistribution.Uniform(number);
      } else if (parts[0].equals("zipf") && parts.length <= 2) {
        return new KeyDistribution.Zipf(
            number, parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
      } else if (distribution.equals("hotspot")) {
        return new KeyDistribution.Hotspot(number, Math.max(1, number / 5), 0.8);
      } else if (parts[0].equals("hotspot") && parts.length == 3) {
        return new KeyDistribution.Hotspot(
            number, Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
      }
    } catch (NumberFormatException e) {
      throw unknownDistribution();
    }
    throw unknownDistribution();
  }

  private IllegalArgumentException unknownDistribution() {
    return new IllegalArgumentException(
        "there is no key distribution '"
            + distribution
            + "'; expected uniform, zipf, zipf:1.2, hotspot or hotspot:3:0.9");
  }
}
