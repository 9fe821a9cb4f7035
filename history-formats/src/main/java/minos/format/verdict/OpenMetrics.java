package minos.format.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;

/**
 * Writes what a run found as OpenMetrics text, for a collector that reads files: verdicts as state
 * sets, so that neither an undecided nor a missing one looks like 0, and sizes and durations.
 *
 * <p>OpenMetrics 1.0.0, section "Text format".
 */
public final class OpenMetrics {
  private final StringBuilder text = new StringBuilder();

  private OpenMetrics() {}

  /** Writes the document in UTF-8. Flushes, doesn't close. */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    OpenMetrics metrics = new OpenMetrics();
    metrics.document(run);
    out.write(metrics.text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void document(RunDocument run) {
    family("minos_run_verdict", "stateset", "The most serious verdict of all histories.");
    states("minos_run_verdict", "", run.verdict());
    family("minos_history_verdict", "stateset", "The most serious verdict of a history.");
    for (HistoryDocument history : run.histories()) {
      states("minos_history_verdict", label("file", history.file()), history.verdict());
    }
    family("minos_history_readable", "gauge", "Whether a file was a history: 1 or 0.");
    for (HistoryDocument history : run.histories()) {
      boolean readable = history instanceof HistoryDocument.Judged;
      sample("minos_history_readable", label("file", history.file()), readable ? "1" : "0");
    }
    family("minos_history_operations", "gauge", "Operations of a history.");
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        sample(
            "minos_history_operations",
            label("file", judged.file()),
            Integer.toString(judged.history().size()));
      }
    }
    family("minos_check_verdict", "stateset", "The verdict of a check of a history.");
    eachCheck(
        run, (labels, check) -> states("minos_check_verdict", labels, check.verdict().judgement()));
    family("minos_check_seconds", "gauge", "How long a check took, without reading.");
    text.append("# UNIT minos_check_seconds seconds\n");
    eachCheck(
        run,
        (labels, check) ->
            sample(
                "minos_check_seconds",
                labels,
                String.format(Locale.ROOT, "%.6f", check.elapsed().toNanos() / 1e9)));
    family("minos_check_violations", "gauge", "Violations that a check tells, by anomaly.");
    eachCheck(run, this::violations);
    text.append("# EOF\n");
  }

  private interface Each {
    void accept(String labels, CheckResult check);
  }

  private static void eachCheck(RunDocument run, Each each) {
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        for (CheckResult check : judged.checks()) {
          String labels =
              label("file", judged.file())
                  + ","
                  + label("consistency", check.consistency())
                  + ","
                  + label("model", check.model());
          each.accept(labels, check);
        }
      }
    }
  }

  private void violations(String labels, CheckResult check) {
    if (check.verdict() instanceof Verdict.Violated violated) {
      Map<String, Integer> counts = new TreeMap<>();
      violated.violations().forEach(v -> counts.merge(v.anomaly().id(), 1, Integer::sum));
      counts.forEach(
          (anomaly, count) ->
              sample(
                  "minos_check_violations",
                  labels + "," + label("anomaly", anomaly),
                  Integer.toString(count)));
    }
  }

  private void family(String name, String type, String help) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  /** One sample for each state: 1 for the one that is, 0 for the others. */
  private void states(String name, String labels, Judgement judgement) {
    for (Judgement state : Judgement.values()) {
      String all = labels + (labels.isEmpty() ? "" : ",") + label(name, state.word());
      sample(name, all, state == judgement ? "1" : "0");
    }
  }

  private void sample(String name, String labels, String value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  private static String label(String name, String value) {
    return name
        + "=\""
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + '"';
  }
}
