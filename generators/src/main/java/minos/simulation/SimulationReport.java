package minos.simulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.causal.RecordedClocks;
import minos.format.json.PlainJson;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * What really happened in a simulation: the truth beside the history.
 *
 * <p>Immutable once the simulation is over.
 */
public final class SimulationReport {
  private final SimulationOptions options;
  private final long events;
  private final Truth truth;

  SimulationReport(SimulationOptions options, long events, Truth truth) {
    this.options = options;
    this.events = events;
    this.truth = truth;
  }

  /** How many events the history has. */
  public long events() {
    return events;
  }

  /** The anomalies that occurred, by the store's own order of versions, and how often each did. */
  public Map<Anomaly, Long> anomalies() {
    return Map.copyOf(truth.anomalies());
  }

  /**
   * The consistency models that the history is not of, with the number of reads (for
   * linearizability and convergence: of keys) that show it. Models that are not watched are
   * missing: see {@link #watches}.
   */
  public Map<String, Long> broken() {
    return Map.copyOf(truth.broken());
  }

  /** Where, among the events, the operations that break a model were invoked; the first 10,000. */
  public List<Long> culprits(String model) {
    return List.copyOf(truth.culprits(model));
  }

  /** Whether the truth of a model, without its bound, is known for this store and data. */
  public boolean watches(String model) {
    DataType data = options.data();
    return switch (model) {
      case "linearizable" -> !data.transactional() && !data.replicated() && options.casRatio() == 0;
      case "regular", "read-your-writes", "monotonic-reads" ->
          !data.transactional() && !data.replicated();
      case "bounded-staleness" -> options.bound() > 0 && !data.transactional();
      case "causal" -> options.store() == StoreKind.CAUSAL;
      case "eventual" -> options.finalReads() && !data.transactional() && !data.replicated();
      case "strict-serializable" -> data.transactional();
      case "g-counter", "pn-counter", "or-set" -> data.replicated();
      case RecordedClocks.NAME -> data == DataType.SIBLINGS;
      default -> false;
    };
  }

  /** Writes {@link #toValue} as JSON. Flushes, doesn't close. */
  public void writeJson(OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      PlainJson.write(json, toValue());
      json.writeRaw('\n');
    }
  }

  /** As data: the options, counts, and the first 10,000 occurrences one by one. */
  public Value toValue() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("store", options.store().id());
    all.put("seed", options.seed());
    all.put("operations", options.operations());
    all.put("events", events);
    all.put("promise", options.store().promise(options));
    all.put("breaking", options.breakages().stream().map(Breakage::id).sorted().toList());
    all.put("faults", options.faults().faults().stream().map(Fault::toString).toList());
    Map<String, Object> counts = new LinkedHashMap<>();
    truth.anomalies().forEach((anomaly, count) -> counts.put(anomaly.id(), count));
    all.put("anomalies", counts);
    Map<String, Object> broken = new LinkedHashMap<>(truth.broken());
    all.put("broken", broken);
    all.put("occurrences", truth.occurrences().stream().map(SimulationReport::occurrence).toList());
    return Value.of(all);
  }

  private static Map<String, Object> occurrence(Truth.Occurrence occurrence) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("anomaly", occurrence.anomaly().id());
    if (occurrence.index() >= 0) {
      one.put("index", occurrence.index());
    }
    if (occurrence.process() >= 0) {
      one.put("process", occurrence.process());
    }
    one.put("key", "k" + occurrence.key());
    one.put("what", occurrence.what());
    return one;
  }
}
