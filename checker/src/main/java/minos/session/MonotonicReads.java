package minos.session;

import java.util.Arrays;
import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A read never returns a version older than one that its session read before, nor none after some;
 * and no read returns to a version that its session had left for another, since no order of the
 * versions explains that.
 *
 * <p>For the latter, of the reads of each key in the past the one that began last is kept, and the
 * last one of another version. A read of w goes back iff one of them, of another version, began
 * after the first read of w in the session had completed.
 */
final class MonotonicReads implements Rule {
  private final RegisterHistory history;
  private final Versions versions;
  private final Older older;
  private final Newest returned;
  private final int[] last;
  private final int[] lastOther;

  /** For each write the read of the session now walked that completed first; -1 if none yet. */
  private final int[] first;

  private int[] touched = new int[16];
  private int count;

  MonotonicReads(RegisterHistory history, Versions versions) {
    this.history = history;
    this.versions = versions;
    older = new Older(history, versions);
    returned = new Newest(history.keyCount());
    last = new int[history.keyCount()];
    lastOther = new int[history.keyCount()];
    first = new int[history.size()];
    Arrays.fill(last, -1);
    Arrays.fill(lastOther, -1);
    Arrays.fill(first, -1);
  }

  @Override
  public void past(int node) {
    int source = history.source(node);
    if (history.isWrite(node) || source < 0) {
      return;
    }
    int key = history.key(node);
    returned.add(key, source, versions);
    if (first[source] < 0 || history.completed(node) < history.completed(first[source])) {
      if (first[source] < 0) {
        if (count == touched.length) {
          touched = Arrays.copyOf(touched, count * 2);
        }
        touched[count++] = source;
      }
      first[source] = node;
    }
    if (last[key] < 0 || history.invoked(node) > history.invoked(last[key])) {
      if (last[key] >= 0 && history.source(last[key]) != source) {
        lastOther[key] = last[key];
      }
      last[key] = node;
    } else if (history.source(last[key]) != source
        && (lastOther[key] < 0 || history.invoked(node) > history.invoked(lastOther[key]))) {
      lastOther[key] = node;
    }
  }

  @Override
  public @Nullable Violation judge(int node) {
    if (history.isWrite(node)) {
      return null;
    }
    int source = history.source(node);
    int key = history.key(node);
    int newest = returned.of(key);
    if (newest >= 0 && older.isOlder(source, newest)) {
      return stale(node, source, newest);
    }
    if (source >= 0 && first[source] >= 0 && last[key] >= 0) {
      int other = history.source(last[key]) == source ? lastOther[key] : last[key];
      if (other >= 0 && history.sessionBefore(first[source], other)) {
        return back(node, source, other);
      }
    }
    return null;
  }

  private Violation stale(int node, int source, int newest) {
    int before = first[newest];
    String gone = history.describe(node) + " came after " + history.describe(before);
    Proof proof = new Proof(history).readsFrom(newest, before).session(before, node);
    return older
        .unseen(proof, node, newest)
        .violation(
            older.deleted(node, newest, Anomaly.NON_MONOTONIC_READ),
            node,
            gone
                + " in one session, but returned "
                + (source == ReadsFrom.INITIAL ? "the initial value" : "an older version"));
  }

  private Violation back(int node, int source, int other) {
    int before = first[source];
    return new Proof(history)
        .readsFrom(source, before)
        .session(before, other)
        .session(other, node)
        .edge(
            node,
            source,
            "rw",
            history.describe(node)
                + " returned the version that "
                + history.describe(before)
                + " had, although "
                + history.describe(other)
                + " between them had gone on to another")
        .mention(history.source(other))
        .violation(
            older.deleted(node, history.source(other), Anomaly.NON_MONOTONIC_READ),
            node,
            history.describe(node)
                + " returned to a version that its session had left for another");
  }

  @Override
  public void clear() {
    returned.clear();
    for (int i = 0; i < count; i++) {
      int key = history.key(touched[i]);
      last[key] = -1;
      lastOther[key] = -1;
      first[touched[i]] = -1;
    }
    count = 0;
  }
}
