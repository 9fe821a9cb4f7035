package minos.format.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.history.OrderBy;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** A small run with one violated and one undecided check. */
final class SampleRun {
  private SampleRun() {}

  static History history() {
    HistoryBuilder builder = new HistoryBuilder("x.edn", OrderBy.INDEX);
    builder.format("jepsen-edn");
    try {
      builder.accept(event(EventType.INVOKE, 1, "write", new Int(3), 10, 22));
      builder.accept(event(EventType.INVOKE, 3, "read", Nil.NIL, 11, 23));
      builder.accept(event(EventType.OK, 3, "read", new Int(4), 12, 24));
      builder.accept(event(EventType.INFO, 1, "write", new Keyword("timed-out"), 13, 25));
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static Event event(
      EventType type, int process, String f, Value value, long index, long line) {
    return new Event(
        type,
        new Int(process),
        f,
        null,
        value,
        index,
        index * 1000,
        line,
        index == 12 ? Map.of("version", (Value) new Text("v7")) : Map.of());
  }

  static CheckResult violated(History history, Explanation explanation) {
    Violation violation =
        new Violation(
            Anomaly.THIN_AIR_READ,
            Optional.empty(),
            "process 3 read 4, which <nobody> wrote.",
            Optional.of(history.operation(1)),
            List.of(history.operation(1)),
            explanation);
    return result("linearizable", new Verdict.Violated(violation));
  }

  static CheckResult undecided() {
    return result(
        "sequential",
        new Verdict.Undecided(new Cause(Cause.Kind.TIMEOUT, "the time limit of 1 s was reached")));
  }

  static CheckResult consistent() {
    return result("causal", new Verdict.Consistent());
  }

  private static CheckResult result(String consistency, Verdict verdict) {
    return new CheckResult(
        consistency,
        "cas-register",
        verdict,
        Duration.ofNanos(3_100_400),
        "just-in-time",
        List.of("a read of nil says nothing"),
        Dict.EMPTY);
  }

  static Explanation.DeadEnd deadEnd(History history) {
    return new Explanation.DeadEnd(
        history.operation(1),
        Optional.empty(),
        List.of(
            new Explanation.StateThen(
                "nil", List.of(history.operation(0)), "the value is nil, not 4")),
        true);
  }

  static RunDocument run() {
    History history = history();
    return new RunDocument(
        "0.1.0",
        List.of(
            new HistoryDocument.Judged(
                history,
                List.of(violated(history, deadEnd(history)), undecided(), consistent()),
                List.of("causal"),
                List.of("linearizable"),
                Optional.empty(),
                Optional.empty())));
  }
}
