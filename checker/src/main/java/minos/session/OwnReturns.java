package minos.session;

import java.util.Arrays;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Read your writes under free arbitration, in a session that is a chain: two reads that returned
 * own writes must agree on which came last.
 *
 * <p>A read that returns own write w says that w is the newest of the own writes before the read. A
 * later read that returns another of them says that this one is. No other reads can contradict each
 * other: what somebody else wrote can be newer than all.
 */
final class OwnReturns implements Rule {
  private final RegisterHistory history;
  private final int[] lastRead;
  private int[] touched = new int[16];
  private int count;

  OwnReturns(RegisterHistory history) {
    this.history = history;
    lastRead = new int[history.keyCount()];
    Arrays.fill(lastRead, -1);
  }

  @Override
  public void past(int node) {
    if (own(node)) {
      int key = history.key(node);
      if (lastRead[key] < 0) {
        if (count == touched.length) {
          touched = Arrays.copyOf(touched, count * 2);
        }
        touched[count++] = key;
      }
      lastRead[key] = node;
    }
  }

  private boolean own(int node) {
    int source = history.source(node);
    return source >= 0 && history.chain(source) == history.chain(node) && source < node;
  }

  @Override
  public @Nullable Violation judge(int node) {
    int before = lastRead[history.key(node)];
    if (before < 0 || !own(node)) {
      return null;
    }
    int source = history.source(node);
    int newer = history.source(before);
    if (source == newer || source > before) {
      return null;
    }
    return new Proof(history)
        .edge(
            source,
            newer,
            "ww",
            history.describe(before)
                + " returned the latter after both were written in its session")
        .edge(
            newer,
            source,
            "ww",
            history.describe(node) + " returned the latter after both were written in its session")
        .mention(before)
        .mention(node)
        .violation(
            Anomaly.OWN_WRITE_NOT_SEEN,
            node,
            history.describe(node)
                + " returned an own write that an earlier read had shown to be replaced by another");
  }

  @Override
  public void clear() {
    for (int i = 0; i < count; i++) {
      lastRead[touched[i]] = -1;
    }
    count = 0;
  }
}
