package minos.benchmark;

import com.sun.management.OperatingSystemMXBean;
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
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final long RUNS_NANOS = 6_000_000_000L;

  /**
   * The processor's time is told in steps of ten milliseconds, so many short runs are measured. Of
   * long ones a few, for the first also pays for the heap that the others find there.
   */
  private static final long RUNS_PROCESSOR_NANOS = 2_500_000_000L;

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
      long worked = processorNanos();
      int reads = 0;
      History history;
      do {
        history = HistoryFiles.read(file, ReadOptions.DEFAULT);
        reads++;
      } while (System.nanoTime() - started < RUNS_NANOS
          && processorNanos() - worked < RUNS_PROCESSOR_NANOS);
      long reading = (processorNanos() - worked) / reads;
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
    long started = processorNanos();
    while (processorNanos() - started < WARM_UP_NANOS) {
      check.check(small, budget());
    }
  }

  private Measured check(History history, long reading) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long held = runtime.totalMemory() - runtime.freeMemory();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long elapsed = Long.MAX_VALUE;
    int runs = 0;
    long started = System.nanoTime();
    long worked = processorNanos();
    CheckResult result;
    do {
      long begun = System.nanoTime();
      result = check.check(history, budget());
      elapsed = Math.min(elapsed, System.nanoTime() - begun);
      runs++;
    } while (System.nanoTime() - started < RUNS_NANOS
        && processorNanos() - worked < RUNS_PROCESSOR_NANOS);
    worked = (processorNanos() - worked) / runs;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return new Measured(
        history.size(),
        result.verdict().judgement().name().toLowerCase(Locale.ROOT),
        result.algorithm(),
        elapsed,
        worked,
        reading,
        held,
        peak);
  }

  /**
   * What this process has had of the processors so far, in steps of some milliseconds. Unlike the
   * clock, it says much the same whatever else the machine does.
   */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Budget budget() {
    return Budget.of(
        Optional.of(limit), OptionalLong.empty(), Runtime.getRuntime().availableProcessors());
  }
}
