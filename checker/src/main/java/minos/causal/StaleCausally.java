package minos.causal;

import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;

/** The proof that a read returned a version although a newer one was in its causal past. */
final class StaleCausally {
  private StaleCausally() {}

  /**
   * The violation.
   *
   * @param newer a write of the same key in the read's past, and after its source if it has one
   */
  static Violation violation(RegisterHistory history, int read, int newer) {
    Paths paths = Paths.causal(history);
    int source = history.source(read);
    int[] seen = paths.shortest(newer, read);
    String why;
    if (source == ReadsFrom.INITIAL) {
      why = "it returned the initial value, which " + history.describe(newer) + " had replaced";
    } else {
      why =
          "it returned what "
              + history.describe(source)
              + " wrote, which is causally before "
              + history.describe(newer)
              + steps(history, paths.shortest(source, newer));
    }
    Proof proof =
        new Proof(history).path(seen).edge(read, newer, "rw", why).mention(read).mention(source);
    return proof.violation(
        anomaly(history, read, newer),
        read,
        history.describe(read)
            + " comes causally after "
            + history.describe(newer)
            + ", but returned an older version");
  }

  private static String steps(RegisterHistory history, int[] path) {
    if (path.length <= 2) {
      return "";
    }
    StringBuilder text = new StringBuilder(" (by way of ");
    for (int i = 1; i < path.length - 1; i++) {
      text.append(i == 1 ? "" : ", then ").append(history.describe(path[i]));
    }
    return text.append(')').toString();
  }

  /** The narrowest name for a read after a newer write. */
  static Anomaly anomaly(RegisterHistory history, int read, int newer) {
    if (history.operation(newer).value().isNil() && !history.operation(read).value().isNil()) {
      return Anomaly.RESURRECTED_DELETE;
    }
    if (history.sessionBefore(newer, read)) {
      return Anomaly.OWN_WRITE_NOT_SEEN;
    }
    int source = history.source(read);
    int chain = history.chain(read);
    for (int node = read - 1; node >= history.start(chain); node--) {
      if (!history.isWrite(node) && history.source(node) == newer) {
        return Anomaly.NON_MONOTONIC_READ;
      }
    }
    if (source >= 0 && history.sessionBefore(source, newer)) {
      return Anomaly.NON_MONOTONIC_WRITE;
    }
    return Anomaly.CAUSALITY_VIOLATION;
  }
}
