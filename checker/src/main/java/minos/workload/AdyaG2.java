package minos.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Pair;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * {@code adya-g2}: of two transactions that each insert only if the other has not, at most one may
 * succeed.
 *
 * <p><b>Question.</b> Each {@code insert} of a key first looks, by a predicate, whether anybody has
 * inserted for that key, and gives up if so. Two that succeed each overlooked the other: an
 * anti-dependency cycle by predicates, Adya's G2, which serializability forbids.
 *
 * <p><b>Soundness.</b> Exact for the question: more than one success for a key is a violation.
 * <b>Cost.</b> Linear.
 */
final class AdyaG2 implements Workload {
  @Override
  public String name() {
    return "adya-g2";
  }

  @Override
  public String algorithm() {
    return "successes per key";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /** At most one success for a key among all is at most one among fewer: each may go by itself. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {}

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve((Elements.BYTES + 8) * slice.operations().length);
    int insert = history.functionNumber("insert");
    Elements keys = new Elements();
    int[] successes = new int[16];
    int[] first = new int[16];
    for (int operation : slice.operations()) {
      progress.step();
      if (history.function(operation) != insert) {
        continue;
      }
      Value key = key(history, operation);
      if (key == null) {
        report.undecided(
            Cause.Kind.UNSUPPORTED,
            "an insert of this workload has [key [a-id b-id]], but one has "
                + Shapes.input(history, operation));
        continue;
      }
      int k = keys.number(key);
      if (k >= successes.length) {
        successes = Arrays.copyOf(successes, successes.length * 2);
        first = Arrays.copyOf(first, first.length * 2);
      }
      if (history.outcome(operation) == Outcome.OK && successes[k]++ == 0) {
        first[k] = operation;
      } else if (history.outcome(operation) == Outcome.OK) {
        twice(report, key, first[k], operation);
      }
    }
    Map<Value, Value> illegal = new LinkedHashMap<>();
    int inserted = 0;
    for (int k = 0; k < keys.size(); k++) {
      inserted += successes[k] > 0 ? 1 : 0;
      if (successes[k] > 1) {
        illegal.put(keys.name(k), new Int(successes[k]));
      }
    }
    report.put("key-count", keys.size());
    report.put("legal-count", inserted - illegal.size());
    report.put("illegal-count", illegal.size());
    report.put("illegal", illegal);
    if (inserted == 0) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no insert succeeded");
    }
  }

  private static @Nullable Value key(History history, int operation) {
    if (history.key(operation) >= 0) {
      return history.keyName(history.key(operation));
    }
    Pair two = Shapes.two(Shapes.input(history, operation));
    return two == null ? null : two.key();
  }

  private static void twice(Report report, Value key, int first, int second) {
    if (report.full(Anomaly.G2_PREDICATE)) {
      report.count(Anomaly.G2_PREDICATE);
      return;
    }
    report.violated(
        Anomaly.G2_PREDICATE,
        "two inserts for the key "
            + key
            + " succeeded, though each inserts only if there is none yet.",
        second,
        new int[] {first},
        "Each looked for rows of the key " + key + " and found none.",
        "So each must have come before the other.");
  }
}
