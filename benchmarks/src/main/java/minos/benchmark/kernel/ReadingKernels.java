package minos.benchmark.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.MalformedHistoryException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading 10,000 operations from memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadingKernels {
  private byte[] edn = {};
  private byte[] jsonl = {};

  /** Makes the files. */
  @Setup
  public void files() throws IOException {
    edn = Histories.bytes(Format.JEPSEN_EDN);
    jsonl = Histories.bytes(Format.JSONL);
  }

  /** Jepsen's EDN. */
  @Benchmark
  public History edn() throws IOException, MalformedHistoryException {
    return HistoryFiles.read(new ByteArrayInputStream(edn), "edn", ReadOptions.DEFAULT);
  }

  /** JSON Lines. */
  @Benchmark
  public History jsonl() throws IOException, MalformedHistoryException {
    return HistoryFiles.read(new ByteArrayInputStream(jsonl), "jsonl", ReadOptions.DEFAULT);
  }
}
