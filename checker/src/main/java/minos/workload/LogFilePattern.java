package minos.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>Reads the files line by line, so memory does not grow with them; lists the first thousand
 * matches. The history itself is not looked at.
 */
final class LogFilePattern implements Check {
  private static final String NAME = "log-file-pattern";
  private static final int LISTED = 1000;
  private static final int SHOWN = 10;

  private final Pattern pattern;
  private final Map<String, Path> files;

  LogFilePattern(Pattern pattern, Map<String, Path> files) {
    this.pattern = pattern;
    this.files = new LinkedHashMap<>(files);
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
    Matches matches = new Matches();
    Optional<Cause> doubt = Optional.empty();
    if (files.isEmpty()) {
      doubt = Optional.of(new Cause(Cause.Kind.NOTHING_INFERRED, "there is no log file to search"));
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        search(file.getKey(), file.getValue(), budget, matches);
      } catch (Progress.Stopped stopped) {
        doubt = Optional.of(stopped.why());
        break;
      } catch (IOException e) {
        doubt =
            Optional.of(
                new Cause(
                    Cause.Kind.UNSUPPORTED,
                    "the log file " + file.getValue() + " can't be read: " + e));
      }
    }
    Verdict verdict =
        matches.count > 0
            ? new Verdict.Violated(matches.violations)
            : doubt.<Verdict>map(Verdict.Undecided::new).orElseGet(Verdict.Consistent::new);
    Map<Value, Value> details = new LinkedHashMap<>();
    details.put(new Keyword("valid?"), Report.valid(verdict.judgement()));
    details.put(new Keyword("count"), new Int(matches.count));
    details.put(new Keyword("matches"), new Seq(matches.listed));
    return new CheckResult(
        consistency(),
        model(),
        verdict,
        Duration.ofNanos(System.nanoTime() - started),
        "line by line",
        List.of("the pattern is " + pattern + ", in " + files.size() + " files"),
        new Dict(details));
  }

  private static final class Matches {
    private final List<Value> listed = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private int count;
  }

  private void search(String node, Path file, Budget budget, Matches matches) throws IOException {
    Progress progress = new Progress(budget);
    // Logs may hold any bytes; Latin-1 decodes all of them.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.step();
        number++;
        if (pattern.matcher(line).find()) {
          found(node, file, number, line, matches);
        }
      }
    }
  }

  private void found(String node, Path file, long number, String line, Matches matches) {
    matches.count++;
    if (matches.listed.size() < LISTED) {
      Map<Value, Value> match = new LinkedHashMap<>();
      match.put(new Keyword("node"), new Text(node));
      match.put(new Keyword("line"), new Text(line));
      matches.listed.add(new Dict(match));
    }
    if (matches.violations.size() < SHOWN) {
      String summary = "the log of " + node + " has the line: " + line;
      matches.violations.add(
          new Violation(
              Anomaly.LOG_PATTERN_FOUND,
              Optional.empty(),
              summary,
              Optional.empty(),
              List.of(),
              new Explanation.Findings(
                  List.of(file + ", line " + number + ", matches " + pattern + ": " + line))));
    }
  }
}
