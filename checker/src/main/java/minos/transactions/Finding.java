package minos.transactions;

import java.util.List;
import minos.verdict.Anomaly;

/**
 * An anomaly that needs no cycle.
 *
 * @param anomaly its name
 * @param culprit the transaction that can't be explained
 * @param others further transactions that show it
 * @param key the number of the key
 * @param sentence what was seen and why it can't be
 */
record Finding(Anomaly anomaly, int culprit, List<Integer> others, int key, String sentence) {
  Finding {
    others = List.copyOf(others);
  }

  /** Whether it breaks even read uncommitted, under which reads may see anything ever written. */
  boolean alwaysForbidden() {
    return anomaly == Anomaly.THIN_AIR_READ
        || anomaly == Anomaly.DUPLICATE_WRITE
        || anomaly == Anomaly.INCOMPATIBLE_ORDER;
  }
}
