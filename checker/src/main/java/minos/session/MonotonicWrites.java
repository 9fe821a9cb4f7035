package minos.session;

import java.util.Arrays;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A session that has read a write never afterwards reads a version older than one which the write's
 * session had written before it; and versions of one session are in the order in which it wrote
 * them.
 */
final class MonotonicWrites implements Rule {
  private final RegisterHistory history;
  private final Versions versions;
  private final Older older;
  private final Newest own;
  private final Newest expected;
  private final int[] scanned;

  /** For each chain the read on account of which so much of it was scanned. */
  private final int[] reader;

  private final int[][] chainsOfSession;

  MonotonicWrites(RegisterHistory history, Versions versions, int[][] chainsOfSession) {
    this.history = history;
    this.versions = versions;
    older = new Older(history, versions);
    this.chainsOfSession = chainsOfSession;
    own = new Newest(history.keyCount());
    expected = new Newest(history.keyCount());
    scanned = new int[history.chains()];
    reader = new int[history.chains()];
    Arrays.fill(reader, -1);
  }

  @Override
  public void past(int node) {
    if (history.isWrite(node)) {
      own.add(history.key(node), node, versions);
    } else {
      look(node);
    }
  }

  /** What somebody who has done this read may expect to see. */
  private void look(int read) {
    int source = history.source(read);
    if (source < 0) {
      return;
    }
    int chain = history.chain(source);
    scan(chain, history.rank(source), read);
    int[] siblings = chainsOfSession[history.session(chain)];
    if (siblings.length > 1) {
      for (int other : siblings) {
        if (other != chain) {
          scan(other, history.completedBefore(other, source), read);
        }
      }
    }
  }

  private void scan(int chain, int to, int read) {
    for (int rank = scanned[chain]; rank < to; rank++) {
      int node = history.start(chain) + rank;
      if (history.isWrite(node)) {
        expected.add(history.key(node), node, versions);
      }
    }
    if (to > scanned[chain]) {
      scanned[chain] = to;
      reader[chain] = read;
    }
  }

  @Override
  public @Nullable Violation judge(int node) {
    int key = history.key(node);
    if (history.isWrite(node)) {
      int earlier = own.of(key);
      return earlier >= 0 && older.isOlder(node, earlier) ? inverted(node, earlier) : null;
    }
    look(node);
    int write = expected.of(key);
    int source = history.source(node);
    return write >= 0 && older.isOlder(source, write) ? unseen(node, write) : null;
  }

  private Violation inverted(int node, int earlier) {
    return older
        .inverted(new Proof(history).session(earlier, node), node, earlier)
        .violation(
            Anomaly.NON_MONOTONIC_WRITE,
            node,
            history.describe(node)
                + " came after "
                + history.describe(earlier)
                + " in one session, but has an older version");
  }

  private Violation unseen(int node, int write) {
    int witness = witness(node, write);
    int seen = history.source(witness);
    Proof proof = new Proof(history).session(write, seen).readsFrom(seen, witness);
    if (witness != node) {
      proof.session(witness, node);
    }
    return older
        .unseen(proof, node, write)
        .violation(
            older.deleted(node, write, Anomaly.NON_MONOTONIC_WRITE),
            node,
            history.describe(node)
                + " did not see "
                + history.describe(write)
                + ", although "
                + (witness == node ? "it" : "its session")
                + " had seen "
                + history.describe(seen)
                + ", which one session wrote after it");
  }

  /** A read at or before a node in its session that saw a write which comes after the given one. */
  private int witness(int node, int write) {
    int best = reader[history.chain(write)];
    for (int read = history.start(history.chain(node)); read <= node; read++) {
      int source = history.source(read);
      if (source >= 0 && history.sessionBefore(write, source)) {
        return read;
      }
    }
    return best;
  }

  @Override
  public void clear() {
    own.clear();
    expected.clear();
    Arrays.fill(scanned, 0);
    Arrays.fill(reader, -1);
  }
}
