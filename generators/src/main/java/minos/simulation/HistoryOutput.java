package minos.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.causal.RecordedClocks;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.format.JsonlWriter;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/** Simulates straight into a file. */
public final class HistoryOutput {
  private HistoryOutput() {}

  /**
   * Simulates and writes the history. JSON Lines are written as they happen, in memory that does
   * not grow with them; for other formats the history is kept until it is over.
   *
   * @param format one that can be written
   * @param out is flushed, not closed
   * @return what really happened
   * @throws IOException if it can't be written
   * @throws IllegalArgumentException if the format can't be written
   */
  public static SimulationReport write(SimulationOptions options, Format format, OutputStream out)
      throws IOException {
    if (format != Format.JSONL) {
      HistoryWriter writer =
          HistoryWriter.of(format)
              .orElseThrow(
                  () -> new IllegalArgumentException(format.id() + " can't be written, only read"));
      Simulation.Recorded recorded = Simulation.record(options);
      writer.write(recorded.history(), out);
      return recorded.report();
    }
    // Closing the writer would close the stream.
    @SuppressWarnings("resource")
    JsonlWriter writer = new JsonlWriter(out);
    try {
      writer.header(header(options));
      SimulationReport report =
          Simulation.run(
              options,
              event -> {
                try {
                  writer.event(event);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.end();
      writer.flush();
      return report;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Dict header(SimulationOptions options) {
    Map<Value, Value> header = new LinkedHashMap<>();
    header.put(new Text("clock"), new Text("simulated"));
    header.put(new Text("store"), new Text(options.store().id()));
    header.put(new Text("seed"), new Int(options.seed()));
    if (options.data() == DataType.SIBLINGS) {
      // By its operations alone it could be taken for something else, as reads return several
      // values.
      header.put(new Text("model"), new Text("register"));
      header.put(new Text("consistency"), Value.seq(new Text(RecordedClocks.NAME)));
    }
    return new Dict(header);
  }
}
