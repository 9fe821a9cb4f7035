package minos.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import minos.cli.run.FileReport;
import minos.cli.text.Notice;
import minos.history.History;
import minos.history.Outcome;
import minos.recorder.Recorder;
import minos.staleness.Rate;
import minos.store.Charge;
import minos.store.Ended;
import minos.store.MemoryStore;
import minos.store.Request;
import minos.value.Seq;
import minos.verify.Detectable;
import minos.verify.Prices;
import minos.verify.Run;
import minos.verify.Settings;

/** What is said of a run beside its verdict: before it, instead of it, after it. */
public final class Plan {
  private static final int SIMULATED = 2_000;
  private static final double[] RATES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

  private Plan() {}

  /** What a run would do. */
  public static List<String> dryRun(Settings settings, Opening opening, boolean kept) {
    List<String> lines = new ArrayList<>();
    say(lines, "would use     ", opening.touched());
    say(
        lines,
        "would do      ",
        amount(settings)
            + " of the workload "
            + settings.workload().name()
            + " ("
            + settings.workload().description()
            + "), by "
            + settings.clients()
            + " clients");
    say(lines, "would ask     ", requests(settings, opening));
    say(lines, "would cost    ", cost(settings, opening));
    say(lines, "would leave   ", kept ? "what it wrote" : "nothing in the store");
    lines.add("nothing was asked of the store");
    return lines;
  }

  /** What cleaning up would do. */
  public static List<String> cleanUp(Opening opening) {
    List<String> lines = new ArrayList<>();
    say(lines, "would remove  ", opening.touched());
    lines.add("nothing was asked of the store");
    return lines;
  }

  private static void say(List<String> lines, String what, String text) {
    lines.addAll(Notice.wrap(what, text));
  }

  /** What a run is about to do. */
  public static List<String> before(Settings settings, Opening opening, Path directory) {
    List<String> lines = new ArrayList<>();
    lines.add(
        amount(settings)
            + " of the workload "
            + settings.workload().name()
            + " on "
            + opening.touched()
            + "; seed "
            + settings.seed()
            + "; recorded in "
            + directory);
    if (opening.billed()) {
      lines.add("about " + cost(settings, opening));
    }
    return lines;
  }

  /** How it went. */
  public static List<String> after(Run.Tally tally, Optional<String> stopped, Prices prices) {
    List<String> lines = new ArrayList<>();
    double seconds = Math.max(1e-3, tally.elapsed().toMillis() / 1000.0);
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d requests in %.1f s, %,.0f a second; p50 %s, p99 %s, p99.9 %s%s",
            tally.operations(),
            seconds,
            tally.operations() / seconds,
            millis(tally.p50()),
            millis(tally.p99()),
            millis(tally.p999()),
            unanswered(tally)));
    if (!prices.dollars().isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT, "cost $%.6f by the prices of %s", tally.dollars(), prices.date()));
    }
    stopped.ifPresent(why -> lines.add("stopped before its end: " + why));
    return lines;
  }

  private static String unanswered(Run.Tally tally) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(tally.ended())
        .forEach(
            (how, count) -> {
              if (how != Ended.ANSWERED) {
                text.append(String.format(Locale.ROOT, "; %,d %s", count, how.word()));
              }
            });
    return text.toString();
  }

  /** What the run could have seen. */
  public static List<String> seen(Optional<History> history) {
    long reads = reads(history);
    if (reads == 0) {
      return List.of();
    }
    String words = Detectable.of(reads).words();
    int half = words.lastIndexOf(" confidence,") + 1;
    return List.of(
        "  could see " + words.substring(0, half).strip(), "            " + words.substring(half));
  }

  /** How many reads of a recording succeeded. */
  public static long reads(Optional<History> history) {
    long reads = 0;
    for (int i = 0; history.isPresent() && i < history.get().size(); i++) {
      String f = history.get().functionName(history.get().function(i));
      boolean read = f.equals("read") || (f.equals("txn") && reads(history.get(), i));
      reads += read && history.get().outcome(i) == Outcome.OK ? 1 : 0;
    }
    return reads;
  }

  /** Whether a transaction begins with a read. */
  private static boolean reads(History history, int operation) {
    return history.operation(operation).input() instanceof Seq actions
        && actions.size() > 0
        && actions.get(0) instanceof Seq action
        && action.size() > 0
        && action.get(0).letters().equals("r");
  }

  /** How many reads it takes to see what is rare. */
  public static List<String> statistics(Settings settings, Opening opening) {
    List<String> lines = new ArrayList<>();
    lines.add("one read in      reads for 95 %    reads for 99 %    cost of the latter");
    double perOperation = perOperation(settings, opening, prices(opening));
    for (double rate : RATES) {
      long at95 = Rate.trialsToDetect(rate, 0.95);
      long at99 = Rate.trialsToDetect(rate, 0.99);
      double operations = at99 / Math.max(1e-9, settings.reads());
      lines.add(
          String.format(
              Locale.ROOT,
              "%,11.0f   %,16d   %,15d   %,18.2f $",
              1 / rate,
              at95,
              at99,
              operations * perOperation));
    }
    lines.add("Reads of one key or session often are not independent: take more.");
    return lines;
  }

  /** The run and its verdict, in the text format of OpenMetrics. */
  public static String metrics(FileReport report, Run.Tally tally, String store) {
    StringBuilder text = new StringBuilder();
    String label = "{store=\"" + store + "\"}";
    text.append("# TYPE minos_requests counter\n");
    tally
        .ended()
        .forEach(
            (how, count) ->
                text.append("minos_requests_total{store=\"")
                    .append(store)
                    .append("\",ended=\"")
                    .append(how.word())
                    .append("\"} ")
                    .append(count)
                    .append('\n'));
    text.append("# TYPE minos_request_seconds summary\n");
    Map.of("0.5", tally.p50(), "0.99", tally.p99(), "0.999", tally.p999())
        .forEach(
            (quantile, value) ->
                text.append("minos_request_seconds{store=\"")
                    .append(store)
                    .append("\",quantile=\"")
                    .append(quantile)
                    .append("\"} ")
                    .append(value.toNanos() / 1e9)
                    .append('\n'));
    text.append("# TYPE minos_run_seconds gauge\nminos_run_seconds")
        .append(label)
        .append(' ')
        .append(tally.elapsed().toMillis() / 1000.0)
        .append("\n# TYPE minos_cost_dollars gauge\nminos_cost_dollars")
        .append(label)
        .append(' ')
        .append(tally.dollars())
        .append("\n# TYPE minos_exit_code gauge\nminos_exit_code")
        .append(label)
        .append(' ')
        .append(report.code().number())
        .append("\n# EOF\n");
    return text.toString();
  }

  private static String amount(Settings settings) {
    String operations =
        settings.operations().isPresent()
            ? String.format(Locale.ROOT, "%,d operations", settings.operations().getAsLong())
            : "";
    String time = settings.duration().map(d -> d.toSeconds() + " s").orElse("");
    return operations.isEmpty() || time.isEmpty()
        ? operations + time
        : operations + ", " + time + " at most,";
  }

  private static Prices prices(Opening opening) {
    return opening.billed() ? Prices.published() : Prices.FREE;
  }

  private static String cost(Settings settings, Opening opening) {
    if (!opening.billed()) {
      return "nothing by our price list, which knows Amazon's own services";
    }
    Prices prices = prices(opening);
    double each = perOperation(settings, opening, prices);
    String limit =
        settings.maxCost().isPresent()
            ? String.format(
                Locale.ROOT, ", and no more than $%.2f", settings.maxCost().getAsDouble())
            : "";
    return settings.operations().isPresent()
        ? String.format(
            Locale.ROOT,
            "$%.4f by the prices of %s%s",
            each * settings.operations().getAsLong(),
            prices.date(),
            limit)
        : String.format(
            Locale.ROOT,
            "$%.4f for each 1,000 operations by the prices of %s%s",
            each * 1000,
            prices.date(),
            limit);
  }

  private static String requests(Settings settings, Opening opening) {
    StringBuilder text = new StringBuilder("of each 1,000 operations about");
    String separator = " ";
    // What sends no bills is told in kinds of requests.
    Function<Request, Charge> charges =
        opening.billed() ? opening::charge : request -> new Charge(request.action().word(), 1);
    for (Map.Entry<String, Double> unit :
        new TreeMap<>(simulate(settings, charges, prices(opening)).units()).entrySet()) {
      text.append(separator)
          .append(
              String.format(
                  Locale.ROOT, "%,.0f %s", unit.getValue() * 1000 / SIMULATED, unit.getKey()));
      separator = ", ";
    }
    return text.toString();
  }

  private static double perOperation(Settings settings, Opening opening, Prices prices) {
    return simulate(settings, opening::charge, prices).dollars() / SIMULATED;
  }

  /** The same workload on a map in memory, billed as the store would. */
  private static Run.Tally simulate(
      Settings settings, Function<Request, Charge> charges, Prices prices) {
    Settings few =
        new Settings(
            settings.workload(),
            OptionalLong.of(SIMULATED),
            Optional.empty(),
            1,
            settings.keys(),
            settings.choice(),
            settings.reads(),
            settings.deletes(),
            settings.readLevel(),
            settings.routing(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            settings.seed());
    Run run = new Run(few, new MemoryStore(charges), Recorder.inMemory(), prices);
    run.execute();
    return run.tally();
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }
}
