package minos.format.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.history.Operation;
import minos.history.Problem;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes what a run found as EDN in the shape that users of Knossos and Jepsen know.
 *
 * <pre>{@code
 * {:valid? false, :minos "0.1.0", :histories [{:file "x.edn", :valid? false, :results
 *   {"linearizable" {:valid? false, :analyzer "just-in-time", :model "cas-register",
 *     :op {:process 3, :type :ok, :f :read, :value 4, :index 12}, :previous-ok {...},
 *     :configs [{:model "2", :pending [{...}], :msg "it read 4, ..."}], :final-paths [],
 *     :anomalies [{:type :stale-read, :summary "..."}]}}}]}
 * }</pre>
 *
 * <p>{@code :valid?} is {@code true}, {@code false}, or {@code :unknown} where it is undecided;
 * then {@code :cause} and {@code :error} say why. Result fields of Jepsen's checkers stand beside
 * these under their own names. {@code :final-paths} is empty: paths are told as {@code :configs}.
 */
public final class KnossosEdn {
  private KnossosEdn() {}

  /** Writes the document in UTF-8, on one line. Flushes, doesn't close. */
  public static void write(RunDocument run, OutputStream out) throws IOException {
    Map<Value, Value> document = new LinkedHashMap<>();
    put(document, "valid?", valid(run.verdict()));
    put(document, "minos", new Text(run.version()));
    List<Value> histories = new ArrayList<>();
    for (HistoryDocument history : run.histories()) {
      histories.add(history(history));
    }
    put(document, "histories", new Seq(histories));
    out.write((Value.of(document) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Value history(HistoryDocument history) {
    Map<Value, Value> map = new LinkedHashMap<>();
    put(map, "file", new Text(history.file()));
    put(map, "valid?", valid(history.verdict()));
    if (history instanceof HistoryDocument.Judged judged) {
      Map<Value, Value> results = new LinkedHashMap<>();
      judged.checks().forEach(check -> results.put(new Text(check.consistency()), check(check)));
      put(map, "results", Value.of(results));
    } else if (history instanceof HistoryDocument.Unreadable unreadable) {
      put(map, "error", Value.of(unreadable.problems().stream().map(Problem::toString).toList()));
    }
    return Value.of(map);
  }

  private static Value check(CheckResult check) {
    Map<Value, Value> map = new LinkedHashMap<>(check.details().entries());
    put(map, "valid?", valid(check.verdict().judgement()));
    put(map, "analyzer", new Text(check.algorithm()));
    put(map, "model", new Text(check.model()));
    if (check.verdict() instanceof Verdict.Undecided undecided) {
      put(map, "cause", new Keyword(undecided.cause().kind().word()));
      put(map, "error", new Text(undecided.cause().message()));
    } else if (check.verdict() instanceof Verdict.Violated violated) {
      Violation first = violated.violations().get(0);
      first.culprit().ifPresent(culprit -> put(map, "op", operation(culprit)));
      if (first.explanation() instanceof Explanation.DeadEnd deadEnd) {
        put(map, "previous-ok", deadEnd.lastPlaced().map(KnossosEdn::operation).orElse(Nil.NIL));
        put(map, "configs", new Seq(deadEnd.states().stream().map(KnossosEdn::config).toList()));
        put(map, "final-paths", new Seq(List.of()));
      }
      put(
          map,
          "anomalies",
          new Seq(violated.violations().stream().map(KnossosEdn::violation).toList()));
    }
    return Value.of(map);
  }

  private static Value config(Explanation.StateThen state) {
    Map<Value, Value> map = new LinkedHashMap<>();
    put(map, "model", new Text(state.state()));
    put(map, "pending", new Seq(state.pending().stream().map(KnossosEdn::operation).toList()));
    put(map, "msg", new Text(state.reason()));
    return Value.of(map);
  }

  private static Value violation(Violation violation) {
    Map<Value, Value> map = new LinkedHashMap<>();
    put(map, "type", new Keyword(violation.anomaly().id()));
    violation.key().ifPresent(key -> put(map, "key", key));
    put(map, "summary", new Text(violation.summary()));
    put(map, "ops", new Seq(violation.operations().stream().map(KnossosEdn::operation).toList()));
    if (violation.explanation() instanceof Explanation.Cycle cycle) {
      List<Value> steps = new ArrayList<>();
      for (Explanation.Edge edge : cycle.edges()) {
        steps.add(
            Value.seq(
                new Int(edge.from().index()),
                function(edge.relation()),
                new Int(edge.to().index()),
                new Text(edge.evidence())));
      }
      put(map, "steps", new Seq(steps));
    }
    return Value.of(map);
  }

  /** An operation by its completion, as Knossos shows it; by its invocation if it has none. */
  private static Value operation(Operation operation) {
    Map<Value, Value> map = new LinkedHashMap<>();
    OptionalLong index = operation.completionIndex();
    put(map, "process", operation.process());
    put(map, "type", new Keyword(operation.outcome().word()));
    put(map, "f", function(operation.f()));
    operation.key().ifPresent(key -> put(map, "key", key));
    put(map, "value", operation.value());
    put(map, "index", new Int(index.isPresent() ? index.getAsLong() : operation.index()));
    OptionalLong time = operation.completeTime();
    if (time.isPresent()) {
      put(map, "time", new Int(time.getAsLong()));
    }
    return Value.of(map);
  }

  /** A keyword where its letters can be one. */
  private static Value function(String letters) {
    return letters.matches("[A-Za-z][A-Za-z0-9_?!*+-]*") ? new Keyword(letters) : new Text(letters);
  }

  private static Value valid(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> Bool.of(true);
      case VIOLATED -> Bool.of(false);
      case UNDECIDED -> new Keyword("unknown");
    };
  }

  private static void put(Map<Value, Value> map, String name, Value value) {
    map.put(new Keyword(name), value);
  }
}
