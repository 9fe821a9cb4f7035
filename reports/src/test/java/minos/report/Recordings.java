package minos.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import minos.format.verdict.HistoryDocument;
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
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/** Histories and verdicts to write reports of. The verdicts are said, not found. */
public final class Recordings {
  /** What a run says of itself here. */
  public static final RunFacts RUN =
      new RunFacts("0.1.0", List.of("minos", "check", "it's here.edn"), Optional.of("42"));

  private Recordings() {}

  /**
   * Writes and reads by eight processes, a millisecond apart, with a nemesis at work in the middle;
   * every thirteenth operation fails and every seventeenth write never ends.
   */
  public static History many(int operations) {
    HistoryBuilder builder = new HistoryBuilder("many.edn", OrderBy.INDEX);
    int[] process = new int[8];
    Random random = new Random(1);
    long time = 0;
    long line = 1;
    try {
      for (int client = 0; client < process.length; client++) {
        process[client] = client;
      }
      int[] open = new int[process.length];
      java.util.Arrays.fill(open, -1);
      for (int i = 0; i < operations; i++) {
        int client = i % process.length;
        time += 200_000 + random.nextInt(1_000_000);
        if (open[client] >= 0) {
          int before = open[client];
          EventType type =
              before % 13 == 12
                  ? EventType.FAIL
                  : before % 34 == 16 ? EventType.INFO : EventType.OK;
          Value value = before % 2 == 0 ? new Int(before) : new Int(before - 1);
          builder.accept(event(type, process[client], f(before), value, time, line++));
          if (type == EventType.INFO) {
            process[client] += process.length;
          }
        }
        if (i == operations / 3 || i == operations / 2) {
          builder.accept(
              nemesis(i == operations / 3 ? "start-partition" : "stop-partition", time, line++));
        }
        time += 100_000;
        Value input = i % 2 == 0 ? new Int(i) : Nil.NIL;
        builder.accept(event(EventType.INVOKE, process[client], f(i), input, time, line++));
        open[client] = i;
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static String f(int operation) {
    return operation % 2 == 0 ? "write" : "read";
  }

  private static Event event(
      EventType type, int process, String f, Value value, long time, long line) {
    return new Event(type, new Int(process), f, null, value, Event.ABSENT, time, line, Map.of());
  }

  private static Event nemesis(String f, long time, long line) {
    return new Event(
        EventType.INFO,
        new Keyword("nemesis"),
        f,
        null,
        Nil.NIL,
        Event.ABSENT,
        time,
        line,
        Map.of());
  }

  /** A write and a read whose every name and value is a text. */
  public static History of(String text) {
    HistoryBuilder builder = new HistoryBuilder(text, OrderBy.INDEX);
    Map<String, Value> extra = Map.of("error", new Text(text));
    try {
      Value key = new Text(text);
      Value process = new Text("p" + text);
      builder.accept(
          new Event(EventType.INVOKE, process, text, key, new Text(text), 0, 10, 1, Map.of()));
      builder.accept(new Event(EventType.OK, process, text, key, new Text(text), 1, 20, 2, extra));
      builder.accept(
          new Event(EventType.INVOKE, process, "read", key, Nil.NIL, 2, 30, 3, Map.of()));
      builder.accept(
          new Event(EventType.OK, process, "read", key, new Text(text), 3, 40, 4, extra));
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  /** A dead end at an operation, told with a text. */
  public static Violation deadEnd(History history, int culprit, int last, String text) {
    return new Violation(
        Anomaly.STALE_READ,
        history.operation(culprit).key(),
        text,
        Optional.of(history.operation(culprit)),
        List.of(history.operation(last), history.operation(culprit)),
        new Explanation.DeadEnd(
            history.operation(culprit),
            Optional.of(history.operation(last)),
            List.of(new Explanation.StateThen(text, List.of(), text)),
            true));
  }

  /** A cycle of operations, told with a text. */
  public static Violation cycle(History history, String text, int... operations) {
    List<Explanation.Edge> edges = new java.util.ArrayList<>();
    List<minos.history.Operation> all = new java.util.ArrayList<>();
    for (int i = 0; i < operations.length; i++) {
      all.add(history.operation(operations[i]));
      edges.add(
          new Explanation.Edge(
              history.operation(operations[i]),
              history.operation(operations[(i + 1) % operations.length]),
              i % 2 == 0 ? "rw" : text,
              text));
    }
    return new Violation(
        Anomaly.G2_ITEM,
        Optional.empty(),
        text,
        Optional.empty(),
        all,
        new Explanation.Cycle(edges));
  }

  /** What was found, said to have been a check of linearizability. */
  public static HistoryDocument.Judged judged(History history, Violation... violations) {
    Verdict verdict =
        violations.length == 0
            ? new Verdict.Consistent()
            : new Verdict.Violated(List.of(violations));
    CheckResult result =
        new CheckResult(
            "linearizable",
            "register",
            verdict,
            Duration.ofMillis(3),
            "said",
            List.of("the initial value is nil"),
            Dict.EMPTY);
    return new HistoryDocument.Judged(
        history,
        List.of(result),
        List.of(),
        violations.length == 0 ? List.of() : List.of("linearizable"),
        Optional.empty(),
        Optional.empty());
  }
}
