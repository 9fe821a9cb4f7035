package minos.monitor;

import java.util.HashMap;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.verdict.Anomaly;

/**
 * Is a history of a source of ids linearizable?
 *
 * <p><b>Idea.</b> Exactly if no two answers are equal.
 *
 * <p><b>Soundness.</b> Any order of different answers is one of a source of ids, the order of their
 * completions for one. A call of unknown outcome used up an id that nobody saw and says nothing.
 * Always exact.
 *
 * <p><b>Cost.</b> O(n) expected.
 */
final class IdMonitor {
  private static final String NAME = "id-monitor";

  private final History history;

  IdMonitor(History history) {
    this.history = history;
  }

  Finding judge(int[] ordinals) {
    Map<Integer, Integer> given = new HashMap<>(2 * ordinals.length);
    for (int op : ordinals) {
      if (history.outcome(op) == Outcome.FAIL) {
        continue;
      } else if (!history.functionName(history.function(op)).equals("generate")) {
        return new Finding.NotApplicable("there are operations other than generate");
      } else if (history.outcome(op) == Outcome.INFO) {
        continue;
      }
      Integer other = given.putIfAbsent(history.value(op), op);
      if (other != null) {
        return new Finding.Violated(
            NAME,
            Anomaly.DUPLICATE_ID,
            history.operation(op).value() + " was generated twice.",
            op,
            new int[] {other, op});
      }
    }
    return new Finding.Consistent(NAME);
  }
}
