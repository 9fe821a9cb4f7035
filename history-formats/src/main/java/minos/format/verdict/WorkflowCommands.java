package minos.format.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import minos.history.Event;
import minos.history.Problem;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes what a run found as workflow commands of GitHub Actions, which a job prints and the host
 * shows beside the lines of a file: {@code ::error file=x.edn,line=24,title=stale read::...}.
 *
 * <p>A violation and a file that is no history are an {@code error}, an undecided check is a {@code
 * warning}. The host shows no more than ten of each for a step, so no check has more violations
 * than that, the first ones.
 *
 * <p>GitHub, "Workflow commands for GitHub Actions".
 */
public final class WorkflowCommands {
  /** So many of a step are shown. */
  private static final int SHOWN = 10;

  private WorkflowCommands() {}

  /** Writes the lines in UTF-8. Flushes, doesn't close. */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (HistoryDocument history : run.histories()) {
      if (history instanceof HistoryDocument.Judged judged) {
        judged.checks().forEach(check -> check(judged.file(), check, lines));
      } else if (history instanceof HistoryDocument.Unreadable unreadable) {
        unreadable.problems().stream()
            .limit(SHOWN)
            .forEach(problem -> problem(unreadable.file(), problem, lines));
      }
    }
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void check(String file, CheckResult check, StringBuilder lines) {
    if (check.verdict() instanceof Verdict.Violated violated) {
      for (Violation violation : violated.violations().stream().limit(SHOWN).toList()) {
        String title = violation.anomaly().id().replace('-', ' ');
        line("error", file, Sarif.line(violation), title, Sarif.message(check, violation), lines);
      }
    } else if (check.verdict() instanceof Verdict.Undecided undecided) {
      line(
          "warning",
          file,
          Event.ABSENT,
          "undecided",
          check.consistency() + " is undecided: " + undecided.cause().message(),
          lines);
    }
  }

  private static void problem(String file, Problem problem, StringBuilder lines) {
    line("error", file, problem.line(), "bad input", problem.message(), lines);
  }

  private static void line(
      String level, String file, long line, String title, String message, StringBuilder lines) {
    lines.append("::").append(level).append(" file=").append(property(file));
    if (line >= 1) {
      lines.append(",line=").append(line);
    }
    lines.append(",title=").append(property(title)).append("::").append(data(message)).append('\n');
  }

  /** A message on one line: what would end it is escaped. */
  static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** The value of a property, which what separates properties would end. */
  static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
