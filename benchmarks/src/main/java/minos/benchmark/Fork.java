package minos.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a measurement in a JVM of its own, whose heap is limited. The heap is there from the
 * beginning, for else whether the JVM asks the kernel for more while it is measured, and copies all
 * that lives, makes half of a time of some hundred milliseconds.
 */
final class Fork {
  private static final String RESULT = "measured ";

  private Fork() {}

  /** The heap that a history of so many operations is measured in, in MiB. */
  static int heapMebibytes(long operations) {
    if (operations <= 50_000) {
      return 200;
    } else if (operations <= 100_000) {
      return 600;
    }
    return operations <= 1_000_000 ? 4_000 : 8_000;
  }

  /** The line that the other JVM prints. */
  static String answer(Measured measured) {
    return RESULT + measured.line();
  }

  /**
   * Measures.
   *
   * @return empty if the other JVM failed, for want of memory most likely
   */
  static Optional<Measured> measure(String workload, long operations, long limitSeconds)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    int heap = heapMebibytes(operations);
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xms" + heap + "m",
                    "-Xmx" + heap + "m",
                    "-Xmn" + heap / 2 + "m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseParallelGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    ManagementFactory.getRuntimeMXBean().getClassPath(),
                    Benchmarks.class.getName(),
                    "--measure",
                    workload,
                    Long.toString(operations),
                    Long.toString(limitSeconds)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Optional<Measured> measured = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(RESULT)) {
          measured = Optional.of(Measured.parse(line.substring(RESULT.length())));
        }
      }
    }
    process.waitFor();
    return measured;
  }
}
