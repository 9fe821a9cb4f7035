package minos.generate.synthetic;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import minos.spec.ModelOptions;
import minos.verdict.Anomaly;

/**
 * What kind of history to make. Equal options make the same history, byte for byte.
 *
 * @param model one of {@link HistoryGenerator#models}
 * @param modelOptions of these, the initial value: the permits of a semaphore, what a register or
 *     counter holds at first
 * @param operations how many operations clients invoke; a script that is under way at the end adds
 *     a few
 * @param clients how many clients work at once
 * @param keys how many keys there are, and how often each is used
 * @param keyLife after how many operations (of transactions: writes) a key is replaced by a new
 *     one; empty for the model's own choice, 0 for never
 * @param values how many different values are written; 0 for unique ones
 * @param readRatio the share of operations that change nothing; empty for the model's own choice
 * @param crashRate the share of operations whose outcome stays unknown
 * @param failRate the share of operations that fail although they could succeed
 * @param anomalies what to put in, each once; a name may be repeated
 * @param seed where the random numbers begin
 */
public record GeneratorOptions(
    String model,
    ModelOptions modelOptions,
    long operations,
    int clients,
    KeyDistribution keys,
    OptionalInt keyLife,
    int values,
    OptionalDouble readRatio,
    double crashRate,
    double failRate,
    List<Anomaly> anomalies,
    long seed) {
  /** Checks the ranges and copies the list. */
  public GeneratorOptions {
    anomalies = List.copyOf(anomalies);
    require(operations >= 1, "there is at least 1 operation, not " + operations);
    require(clients >= 1 && clients <= 100_000, "there are 1 to 100000 clients, not " + clients);
    require(values >= 0, "there are 0 (unique) or more values, not " + values);
    require(keyLife.orElse(0) >= 0, "a key lives for 0 (ever) or more operations, not " + keyLife);
    double reads = readRatio.orElse(0);
    require(reads >= 0 && reads <= 1, "the share of reads is from 0 to 1, not " + reads);
    require(
        crashRate >= 0 && failRate >= 0 && crashRate + failRate <= 0.9,
        "the shares of crashed and failed operations are 0 or more and together at most 0.9, not "
            + crashRate
            + " and "
            + failRate);
  }

  /** A builder with usual choices: 1,000 operations by 5 clients, unique values, seed 0. */
  public static Builder of(String model) {
    return new Builder(model);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Collects choices. Not thread-safe. */
  public static final class Builder {
    private final String model;
    private ModelOptions modelOptions = ModelOptions.DEFAULTS;
    private long operations = 1_000;
    private int clients = 5;
    private KeyDistribution keys;
    private OptionalInt keyLife = OptionalInt.empty();
    private int values;
    private OptionalDouble readRatio = OptionalDouble.empty();
    private double crashRate;
    private double failRate;
    private List<Anomaly> anomalies = List.of();
    private long seed;

    private Builder(String model) {
      this.model = model;
      this.keys = new KeyDistribution.Uniform(HistoryGenerator.usualKeys(model));
    }

    /** See {@link GeneratorOptions#modelOptions}. */
    public Builder modelOptions(ModelOptions options) {
      modelOptions = options;
      return this;
    }

    /** See {@link GeneratorOptions#operations}. */
    public Builder operations(long number) {
      operations = number;
      return this;
    }

    /** See {@link GeneratorOptions#clients}. */
    public Builder clients(int number) {
      clients = number;
      return this;
    }

    /** See {@link GeneratorOptions#keys}. */
    public Builder keys(KeyDistribution distribution) {
      keys = distribution;
      return this;
    }

    /** See {@link GeneratorOptions#keyLife}. */
    public Builder keyLife(int uses) {
      keyLife = OptionalInt.of(uses);
      return this;
    }

    /** See {@link GeneratorOptions#values}. */
    public Builder values(int number) {
      values = number;
      return this;
    }

    /** See {@link GeneratorOptions#readRatio}. */
    public Builder readRatio(double share) {
      readRatio = OptionalDouble.of(share);
      return this;
    }

    /** See {@link GeneratorOptions#crashRate}. */
    public Builder crashRate(double share) {
      crashRate = share;
      return this;
    }

    /** See {@link GeneratorOptions#failRate}. */
    public Builder failRate(double share) {
      failRate = share;
      return this;
    }

    /** See {@link GeneratorOptions#anomalies}. */
    public Builder anomalies(List<Anomaly> injected) {
      anomalies = injected;
      return this;
    }

    /** See {@link GeneratorOptions#anomalies}. */
    public Builder anomalies(Anomaly... injected) {
      return anomalies(List.of(injected));
    }

    /** See {@link GeneratorOptions#seed}. */
    public Builder seed(long start) {
      seed = start;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public GeneratorOptions build() {
      return new GeneratorOptions(
          model,
          modelOptions,
          operations,
          clients,
          keys,
          keyLife,
          values,
          readRatio,
          crashRate,
          failRate,
          anomalies,
          seed);
    }
  }
}
