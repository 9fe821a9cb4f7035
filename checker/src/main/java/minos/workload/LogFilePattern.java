package minos.workload;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * {@code log-file-pattern}: does any node's log file have a line that it must not have?
 *
 * <p>Reads the files line by line ({@link LogLines}), so memory does not grow with them; lists the
 * first thousand matches. The history itself is not looked at. A file that can't be searched to its
 * end leaves the answer open, unless a match is found elsewhere; the report names it.
 */
final class LogFilePattern implements Check {
  /** The check's name. */
  static final String NAME = "log-file-pattern";

  private static final int LISTED = 1000;
  private static final int SHOWN = 10;
  private static final int TOLD = 300;

  private final Pattern pattern;
  private final List<NodeLog> files;

  LogFilePattern(Pattern pattern, List<NodeLog> files) {
    this.pattern = pattern;
    this.files = List.copyOf(files);
  }

  @Override
  public String consistency() {
    return WorkloadChecks.PREFIX + NAME;
  }

  @Override
  public String model() {
    return NAME;
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long started = System.nanoTime();
    Found found = new Found();
    if (files.isEmpty()) {
      found.doubts.add(
          new Cause(Cause.Kind.UNSUPPORTED, "there is no log file of a node to search"));
    }
    Progress progress = new Progress(budget);
    for (NodeLog file : files) {
      try {
        search(file, progress, found);
      } catch (Progress.Stopped stopped) {
        found.doubts.add(stopped.why());
        break;
      } catch (IOException e) {
        found.doubt("the log file " + file.path() + " can't be searched: " + reason(e));
      }
    }
    Verdict verdict =
        found.count > 0
            ? new Verdict.Violated(found.violations)
            : found.doubts.isEmpty()
                ? new Verdict.Consistent()
                : new Verdict.Undecided(found.doubts.get(0));
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Keyword("valid?"), Report.valid(verdict.judgement()));
    details.put(new Keyword("count"), new Int(found.count));
    details.put(new Keyword("matches"), new Seq(found.listed));
    return new CheckResult(
        consistency(),
        model(),
        verdict,
        Duration.ofNanos(System.nanoTime() - started),
        "line by line",
        assumptions(found),
        new Dict(details));
  }

  private List<String> assumptions(Found found) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(
        "the pattern is "
            + pattern
            + ", in "
            + (files.size() == 1 ? "1 file: " : files.size() + " files: ")
            + told());
    found.doubts.stream().limit(SHOWN).map(Cause::message).forEach(assumptions::add);
    return assumptions;
  }

  private String told() {
    String names = String.join(", ", files.stream().map(NodeLog::toString).toList());
    return names.length() <= TOLD ? names : names.substring(0, TOLD) + "...";
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is none";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof EOFException) {
      return "it is compressed and breaks off";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** What was found, and what keeps the search from having seen everything. */
  private static final class Found {
    private final List<Value> listed = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Cause> doubts = new ArrayList<>();
    private long count;

    void doubt(String message) {
      doubts.add(new Cause(Cause.Kind.UNSUPPORTED, message));
    }
  }

  private void search(NodeLog file, Progress progress, Found found) throws IOException {
    try (LogLines lines = new LogLines(file.path())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        progress.step();
        if (matches(line, file, lines.number(), progress, found)) {
          found(file, lines.number(), line, found);
        } else if (lines.cut()) {
          found.doubt(
              "line "
                  + lines.number()
                  + " of "
                  + file.path()
                  + " is longer than "
                  + (LogLines.LONGEST >> 20)
                  + " MiB, beyond which it was not searched");
        }
      }
    }
  }

  private boolean matches(String line, NodeLog file, long number, Progress progress, Found found) {
    try {
      return pattern.matcher(new Polled(line, progress)).find();
    } catch (StackOverflowError e) {
      // Java's matcher recurses for each repetition of an alternative.
      found.doubt(
          "the pattern needs too much stack on line "
              + number
              + " of "
              + file.path()
              + "; simplify its repeated groups, or give Java more with MINOS_OPTS=-Xss64m");
      return false;
    }
  }

  private void found(NodeLog file, long number, String line, Found found) {
    found.count++;
    if (found.listed.size() < LISTED) {
      Map<Value, Value> match = new LinkedHashMap<>();
      match.put(new Keyword("node"), new Text(file.node()));
      match.put(new Keyword("line"), new Text(line));
      match.put(new Keyword("file"), new Text(file.file()));
      match.put(new Keyword("line-number"), new Int(number));
      found.listed.add(new Dict(match));
    }
    if (found.violations.size() < SHOWN) {
      found.violations.add(
          new Violation(
              Anomaly.LOG_PATTERN_FOUND,
              Optional.empty(),
              "the log " + file.inWords() + " has the line: " + line,
              Optional.empty(),
              List.of(),
              new Explanation.Findings(
                  List.of(
                      file.path() + ", line " + number + ", matches " + pattern + ": " + line))));
    }
  }

  /** A line that looks at the limits while it is matched, for some patterns take very long. */
  private record Polled(String line, Progress progress) implements CharSequence {
    @Override
    public int length() {
      return line.length();
    }

    @Override
    public char charAt(int index) {
      progress.step();
      return line.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return line.subSequence(start, end);
    }

    @Override
    public String toString() {
      return line;
    }
  }
}
