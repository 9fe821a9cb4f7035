package minos.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.check.Check;
import minos.format.EventWriter;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Dict;
import minos.verdict.CheckResult;

/**
 * Measures one workload in this JVM: writes the history to a file, reads it, warms the check up on
 * it or on a smaller one, and checks.
 */
final class Measurement {
  private static final long WARM_UP_OPERATIONS = 20_000;
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final int RUNS = 5;
  private static final long RUNS_NANOS = 6_000_000_000L;
  private static final long LONG_READ_NANOS = 5_000_000_000L;

  private final Workload workload;
  private final Check check;
  private final Duration limit;

  Measurement(Workload workload, Duration limit) {
    this.workload = workload;
    this.check = workload.check().get();
    this.limit = limit;
  }

  Measured measure(long operations) throws IOException, MalformedHistoryException {
    Path file = Files.createTempFile("minos-benchmark", ".jsonl");
    try {
      write(operations, file);
      long started = System.nanoTime();
      History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
      long reading = System.nanoTime() - started;
      for (int i = 0; i < 3 && reading < LONG_READ_NANOS; i++) {
        started = System.nanoTime();
        history = HistoryFiles.read(file, ReadOptions.DEFAULT);
        reading = Math.min(reading, System.nanoTime() - started);
      }
      warmUp(operations);
      return check(history, reading);
    } finally {
      Files.delete(file);
    }
  }

  private void write(long operations, Path file) throws IOException, MalformedHistoryException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      EventWriter writer = EventWriter.of(Format.JSONL, out, Dict.EMPTY).orElseThrow();
      workload
          .source()
          .events(
              operations,
              event -> {
                try {
                  writer.event(event);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.end();
    }
  }

  private void warmUp(long operations) throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    workload.source().events(Math.min(operations, WARM_UP_OPERATIONS), builder);
    History small = builder.build();
    long started = System.nanoTime();
    while (System.nanoTime() - started < WARM_UP_NANOS) {
      check.check(small, budget());
    }
  }

  private Measured check(History history, long reading) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long held = runtime.totalMemory() - runtime.freeMemory();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long[] times = new long[RUNS];
    int runs = 0;
    long started = System.nanoTime();
    CheckResult result;
    do {
      long begun = System.nanoTime();
      result = check.check(history, budget());
      times[runs++] = System.nanoTime() - begun;
    } while (runs < RUNS && System.nanoTime() - started < RUNS_NANOS);
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    Arrays.sort(times, 0, runs);
    return new Measured(
        history.size(),
        result.verdict().judgement().name().toLowerCase(Locale.ROOT),
        result.algorithm(),
        times[runs / 2],
        reading,
        held,
        peak);
  }

  private Budget budget() {
    return Budget.of(
        Optional.of(limit), OptionalLong.empty(), Runtime.getRuntime().availableProcessors());
  }
}
