package minos.generate.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import minos.history.EventSink;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.spec.ModelOptions;
import minos.verdict.Anomaly;

/**
 * Makes a history whose verdict is known. Its events go to a sink as they are made; memory depends
 * on the clients and keys and not on the number of operations.
 *
 * <p>Immutable and thread-safe. Time is linear in the number of operations.
 */
public final class HistoryGenerator {
  private final GeneratorOptions options;
  private final Workload workload;

  private HistoryGenerator(GeneratorOptions options, Workload workload) {
    this.options = options;
    this.workload = workload;
  }

  /**
   * A generator.
   *
   * @throws IllegalArgumentException if the options don't fit the model
   */
  public static HistoryGenerator of(GeneratorOptions options) {
    Workload workload = workload(options.model());
    if (options.model().equals("list-append") && options.values() > 0) {
      throw new IllegalArgumentException(
          "list-append needs unique values, as nobody could tell two equal appends apart");
    }
    if (options.modelOptions().initial().isPresent() && !workload.takesInitial()) {
      throw new IllegalArgumentException(
          "a history of the model " + options.model() + " begins without an initial value");
    }
    Set<Anomaly> possible = anomalies(options);
    for (Anomaly anomaly : options.anomalies()) {
      if (!possible.contains(anomaly)) {
        throw new IllegalArgumentException(
            "a history of the model "
                + options.model()
                + " with these options can't have the anomaly "
                + anomaly.id()
                + "; expected one of "
                + String.join(", ", possible.stream().map(Anomaly::id).sorted().toList()));
      }
    }
    return new HistoryGenerator(options, workload);
  }

  /** The models that histories can be made for. */
  public static List<String> models() {
    return Arrays.stream(Workload.values()).map(Workload::model).toList();
  }

  /** The anomalies that can be put into a history. */
  public static Set<Anomaly> anomalies(GeneratorOptions options) {
    GeneratorOptions plain =
        new GeneratorOptions(
            options.model(),
            options.modelOptions(),
            options.operations(),
            options.clients(),
            options.keys(),
            options.keyLife(),
            options.values(),
            options.readRatio(),
            options.crashRate(),
            options.failRate(),
            List.of(),
            options.seed());
    return new Simulation(plain, workload(options.model()), event -> {}).faults();
  }

  /** The anomalies that can be put into a history of a model, if there are clients enough. */
  public static Set<Anomaly> anomalies(String model) {
    return anomalies(GeneratorOptions.of(model).build());
  }

  /**
   * How many keys a history of a model usually has.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  public static int usualKeys(String model) {
    return workload(model).keys();
  }

  private static Workload workload(String model) {
    return Workload.of(model)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no model "
                        + model
                        + "; expected one of "
                        + String.join(", ", models())));
  }

  /**
   * Makes the history.
   *
   * @param sink takes its events in order
   * @throws MalformedHistoryException if the sink does
   */
  public Truth generate(EventSink sink) throws MalformedHistoryException {
    return new Simulation(options, workload, sink).run();
  }

  /** Makes the history in memory. */
  public History history() {
    HistoryBuilder builder = new HistoryBuilder();
    try {
      generate(builder);
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("a generated history is malformed", e);
    }
  }

  /** The model's choices that a checker has to make too. */
  public ModelOptions modelOptions() {
    return options.modelOptions();
  }
}
