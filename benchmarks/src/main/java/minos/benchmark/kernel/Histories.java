package minos.benchmark.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import minos.format.Format;
import minos.format.HistoryWriter;
import minos.generate.synthetic.GeneratorOptions;
import minos.generate.synthetic.HistoryGenerator;
import minos.generate.synthetic.KeyDistribution;
import minos.history.History;

/** The histories that the kernels work on. */
final class Histories {
  private static final int OPERATIONS = 10_000;

  private Histories() {}

  static History of(String model, int clients, int keys, int values) {
    return HistoryGenerator.of(
            GeneratorOptions.of(model)
                .operations(OPERATIONS)
                .clients(clients)
                .keys(new KeyDistribution.Uniform(keys))
                .values(values)
                .seed(1)
                .build())
        .history();
  }

  static byte[] bytes(Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryWriter.of(format).orElseThrow().write(of("cas-register", 10, 10, 0), out);
    return out.toByteArray();
  }
}
