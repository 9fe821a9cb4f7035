package minos.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import minos.history.MalformedHistoryException;

/**
 * Prints the table of workloads and the table of growth, as Markdown. {@code benchmarks/run --help}
 * says how.
 */
public final class Benchmarks {
  private static final String HELP =
      """
      benchmarks/run [OPTIONS] [NAME...]   measure workloads, all if none is named
        --list               list the names
        --quick              small sizes only, in under two minutes
        --growth             the growth table only
        --workloads          the table of workloads only
        --max N              the largest size of the growth table; 10000000 if not given
        --limit SECONDS      the time limit of a check; 60 if not given
        --jmh [OPTIONS]      run the kernels under JMH instead, with JMH's own options
      """;

  /** A growing check ends where one size took longer than this. */
  private static final long LONG_NANOS = 20_000_000_000L;

  /** Below this, the time is not that of the work. */
  private static final long SMALLEST_FITTED = 10_000;

  private static final long QUICK_OPERATIONS = 10_000;

  private final PrintStream out;
  private final List<String> names = new ArrayList<>();
  private boolean quick;
  private boolean growth = true;
  private boolean workloads = true;
  private long most = 10_000_000;
  private long limit = 60;

  private Benchmarks(PrintStream out) {
    this.out = out;
  }

  /** Measures, or is measured. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, MalformedHistoryException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length == 4 && arguments[0].equals("--measure")) {
      Workload workload =
          Stream.concat(Workloads.table().stream(), Workloads.growth().stream())
              .filter(each -> each.name().equals(arguments[1]))
              .findFirst()
              .orElseThrow();
      Duration limit = Duration.ofSeconds(Long.parseLong(arguments[3]));
      out.println(
          Fork.answer(new Measurement(workload, limit).measure(Long.parseLong(arguments[2]))));
      System.exit(0);
    }
    new Benchmarks(out).run(arguments);
  }

  private void run(String[] arguments) throws IOException, InterruptedException {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--growth" -> workloads = false;
        case "--workloads" -> growth = false;
        case "--max" -> most = Long.parseLong(arguments[++i]);
        case "--limit" -> limit = Long.parseLong(arguments[++i]);
        case "--list" -> {
          Workloads.table().forEach(each -> out.println(each.name()));
          Workloads.growth().forEach(each -> out.println(each.name()));
          return;
        }
        case "--help" -> {
          out.print(HELP);
          return;
        }
        default -> names.add(arguments[i]);
      }
    }
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s. Each workload in a JVM of its own, its heap there from the"
            + " beginning, after warm-up. Check and read are processor time of all threads.%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    if (workloads) {
      table(chosen(Workloads.table()));
    }
    if (growth) {
      growing(chosen(Workloads.growth()));
    }
  }

  private List<Workload> chosen(List<Workload> all) {
    List<Workload> chosen =
        all.stream()
            .filter(each -> names.isEmpty() || names.contains(each.name()))
            .filter(each -> !quick || each.operations() <= QUICK_OPERATIONS)
            .toList();
    // The growth table is long; a quick look takes one of each kind.
    return quick && names.isEmpty() && !chosen.isEmpty() && chosen.get(0).operations() == 0
        ? chosen.stream()
            .filter(each -> List.of("linearizable", "jepsen:set").contains(each.name()))
            .toList()
        : chosen;
  }

  private void table(List<Workload> chosen) throws IOException, InterruptedException {
    if (chosen.isEmpty()) {
      return;
    }
    out.println(
        "| name | workload | operations | verdict | algorithm | elapsed | check | read |"
            + " check / read | heap: history | peak | limit |");
    out.println("|---|---|---:|---|---|---:|---:|---:|---:|---:|---:|---:|");
    for (Workload workload : chosen) {
      long operations = workload.operations();
      Optional<Measured> measured = Fork.measure(workload.name(), operations, limit);
      out.printf(
          Locale.ROOT,
          "| %s | %s | %,d | %s | %d MB |%n",
          workload.name(),
          workload.title(),
          operations,
          measured.map(Benchmarks::cells).orElse("did not fit | | | | | | | "),
          Fork.heapMebibytes(operations));
    }
    out.println();
  }

  private static String cells(Measured measured) {
    return String.format(
        Locale.ROOT,
        "%s | %s | %s | %s | %s | %.2f | %d MB | %d MB",
        measured.verdict(),
        measured.algorithm(),
        time(measured.elapsedNanos()),
        time(measured.checkNanos()),
        time(measured.readNanos()),
        (double) measured.checkNanos() / measured.readNanos(),
        measured.historyBytes() >> 20,
        measured.peakBytes() >> 20);
  }

  private void growing(List<Workload> chosen) throws IOException, InterruptedException {
    if (chosen.isEmpty()) {
      return;
    }
    long largest = quick ? Math.min(most, 100_000) : most;
    List<Long> sizes = new ArrayList<>();
    StringBuilder head = new StringBuilder("| check |");
    StringBuilder line = new StringBuilder("|---|");
    for (long size = 1_000; size <= largest; size *= 10) {
      sizes.add(size);
      head.append(String.format(Locale.ROOT, " %,d |", size));
      line.append("---:|");
    }
    out.println(head.append(" exponent | check / read at the largest |"));
    out.println(line.append("---:|---:|"));
    for (Workload workload : chosen) {
      out.println(row(workload, sizes));
    }
    out.println();
  }

  private String row(Workload workload, List<Long> sizes) throws IOException, InterruptedException {
    StringBuilder row = new StringBuilder("| " + workload.title() + " |");
    Exponent exponent = new Exponent();
    boolean goingOn = true;
    double ratio = Double.NaN;
    for (long size : sizes) {
      Optional<Measured> measured =
          goingOn ? Fork.measure(workload.name(), size, limit) : Optional.empty();
      goingOn = measured.isPresent() && measured.get().elapsedNanos() < LONG_NANOS;
      if (measured.isEmpty()) {
        row.append(" |");
        continue;
      }
      Measured done = measured.get();
      boolean decided = !done.verdict().equals("undecided");
      row.append(' ').append(time(done.checkNanos())).append(decided ? "" : " (undecided)");
      row.append(" |");
      if (decided && size >= SMALLEST_FITTED && done.checkNanos() > 0) {
        exponent.add((double) done.operations(), (double) done.checkNanos());
      }
      ratio = (double) done.checkNanos() / done.readNanos();
    }
    return row.append(String.format(Locale.ROOT, " %.2f | %.2f |", exponent.fitted(), ratio))
        .toString();
  }

  private static String time(long nanos) {
    double millis = nanos / 1e6;
    return millis < 10
        ? String.format(Locale.ROOT, "%.2f ms", millis)
        : millis < 10_000
            ? String.format(Locale.ROOT, "%,.0f ms", millis)
            : String.format(Locale.ROOT, "%,.1f s", millis / 1_000);
  }
}
