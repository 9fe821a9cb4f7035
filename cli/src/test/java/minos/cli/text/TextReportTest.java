package minos.cli.text;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.cli.Golden;
import minos.cli.Lines;
import minos.cli.run.ExitCode;
import minos.cli.run.Failure;
import minos.cli.run.FileReport;
import minos.cli.run.Placement;
import minos.history.History;
import minos.history.Operation;
import minos.value.Dict;
import minos.value.Text;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class TextReportTest {
  private static final History STALE =
      Lines.history(
          "0 invoke write 1",
          "0 ok write 1",
          "0 invoke write 2",
          "1 invoke write 3",
          "0 ok write 2",
          "2 invoke read nil",
          "2 ok read 1");

  @Test
  void showsWhyAnOperationCannotBePlaced() {
    Golden.check("report/dead-end.txt", written(Ink.PLAIN, false, report(violated(stale(1)))));
  }

  @Test
  void paintsOnATerminalWhatTheWordsSayAnyway() {
    Golden.check(
        "report/dead-end-coloured.txt",
        written(new Ink(true), false, report(violated(stale(1)))).replace("\u001b", "ESC"));
  }

  @Test
  void showsTheFirstOfManyViolationsAndCountsTheOthers() {
    Golden.check("report/many.txt", written(Ink.PLAIN, false, report(violated(stale(12)))));
  }

  @Test
  void tellsACycleEdgeByEdge() {
    History history =
        Lines.history(
            "0 invoke txn [[:r x nil] [:append y 1]]",
            "1 invoke txn [[:r y nil] [:append x 1]]",
            "0 ok txn [[:r x []] [:append y 1]]",
            "1 ok txn [[:r y []] [:append x 1]]");
    Operation first = history.operation(0);
    Operation second = history.operation(1);
    Explanation cycle =
        new Explanation.Cycle(
            List.of(
                new Explanation.Edge(
                    first, second, "rw", "T0 read x as [], before T1 appended 1 to it"),
                new Explanation.Edge(
                    second, first, "rw", "T1 read y as [], before T0 appended 1 to it")));
    Violation violation =
        new Violation(
            Anomaly.NOT_LINEARIZABLE,
            Optional.empty(),
            "each of two transactions must come before the other",
            Optional.empty(),
            List.of(first, second),
            cycle);
    FileReport report =
        new FileReport(
            "test.edn",
            Optional.of(history),
            List.of(result("serializable", new Verdict.Violated(violation))),
            new Placement(List.of(), List.of("serializable"), List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Golden.check("report/cycle.txt", written(Ink.PLAIN, false, report));
  }

  @Test
  void tellsFindingsAsAList() {
    Violation violation =
        new Violation(
            Anomaly.LOST_WRITE,
            Optional.of(new Text("x")),
            "two acknowledged elements are in no read",
            Optional.empty(),
            List.of(),
            new Explanation.Findings(List.of("lost: 3 (line 7)", "lost: 9 (line 30)")));

    Golden.check(
        "report/findings.txt", written(Ink.PLAIN, false, report(violated(List.of(violation)))));
  }

  @Test
  void tellsWhatIsConsistentInFewLines() {
    Golden.check(
        "report/consistent.txt",
        written(Ink.PLAIN, false, report(result("linearizable", new Verdict.Consistent()))));
  }

  @Test
  void tellsWhyNobodyKnowsAndWhatToDo() {
    Verdict undecided =
        new Verdict.Undecided(
            new Cause(
                Cause.Kind.TIMEOUT,
                "the time limit of 2 s was reached after 41 of 85 operations, with 1200312 configurations"));

    Golden.check(
        "report/undecided.txt",
        written(Ink.PLAIN, false, report(result("linearizable", undecided))));
  }

  @Test
  void placesAHistoryAmongTheModelsAndProvesTheWeakestViolated() {
    FileReport report =
        new FileReport(
            "test.edn",
            Optional.of(STALE),
            List.of(
                result("linearizable", new Verdict.Violated(stale(1))),
                result("regular", new Verdict.Violated(stale(1))),
                result("sequential", new Verdict.Consistent())),
            new Placement(List.of("sequential"), List.of("regular"), List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Golden.check("report/placement.txt", written(Ink.PLAIN, false, report));
  }

  @Test
  void countsTheVerdictsOfSeveralFiles() {
    Golden.check("report/several.txt", written(Ink.PLAIN, false, several()));
  }

  @Test
  void saysOnlyTheVerdictsWhenQuiet() {
    Golden.check("report/quiet.txt", written(Ink.PLAIN, true, several()));
  }

  private static FileReport[] several() {
    FileReport good = report(result("linearizable", new Verdict.Consistent()));
    FileReport bad = report(violated(stale(1)));
    FileReport garbage =
        FileReport.unread(
            "garbage.edn", Failure.of(ExitCode.BAD_DATA, "garbage.edn", "is not a history"));
    return new FileReport[] {good, bad, garbage};
  }

  private static List<Violation> stale(int many) {
    List<Violation> violations = new ArrayList<>();
    Operation read = STALE.operation(3);
    Operation write = STALE.operation(1);
    Operation pending = STALE.operation(2);
    for (int i = 0; i < many; i++) {
      violations.add(
          new Violation(
              Anomaly.STALE_READ,
              Optional.of(new Text("x" + i)),
              "process 2 read 1, but 2 had replaced it before the read began",
              Optional.of(read),
              List.of(STALE.operation(0), write, read),
              new Explanation.DeadEnd(
                  read,
                  Optional.of(write),
                  List.of(
                      new Explanation.StateThen(
                          "2", List.of(pending), "read 1, but the value is 2"),
                      new Explanation.StateThen("3", List.of(), "read 1, but the value is 3")),
                  true)));
    }
    return violations;
  }

  private static CheckResult violated(List<Violation> violations) {
    return result("linearizable", new Verdict.Violated(violations));
  }

  private static CheckResult result(String consistency, Verdict verdict) {
    return new CheckResult(
        consistency,
        "register",
        verdict,
        Duration.ofNanos(3_140_000),
        "just-in-time",
        List.of(
            "the format is jepsen-edn: its first line is a map with :type (--format)",
            "a read of nil says that there was no value (--nil absent)"),
        Dict.EMPTY);
  }

  private static FileReport report(CheckResult result) {
    Placement placement = new Placement(List.of(), List.of(result.consistency()), List.of());
    return new FileReport(
        "test.edn",
        Optional.of(STALE),
        List.of(result),
        placement,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String written(Ink ink, boolean quiet, FileReport... reports) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextReport text =
        new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), ink, quiet);
    for (FileReport report : reports) {
      text.file(report);
    }
    text.summary();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
