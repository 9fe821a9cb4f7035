package minos.session;

import java.util.Arrays;
import java.util.stream.IntStream;
import minos.causal.CausalClocks;
import minos.register.Proof;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A session that has read a write never afterwards reads a version older than one which the write's
 * session had read before it wrote, directly or by way of further such writes; and a write's
 * version is newer than those that its session had read before.
 */
final class WritesFollowReads implements Rule {
  private final RegisterHistory history;
  private final Versions versions;
  private final Older older;
  private final CausalClocks clocks;
  private final Newest returned;
  private final Newest expected;
  private final int[] scanned;

  WritesFollowReads(CausalClocks clocks, Versions versions) {
    this.history = clocks.history();
    this.versions = versions;
    older = new Older(history, versions);
    this.clocks = clocks;
    returned = new Newest(history.keyCount());
    expected = new Newest(history.keyCount());
    scanned = new int[history.chains()];
  }

  @Override
  public void past(int node) {
    int source = history.source(node);
    if (!history.isWrite(node) && source >= 0) {
      returned.add(history.key(node), source, versions);
      look(source);
    }
  }

  private void look(int source) {
    for (int chain = 0; chain < scanned.length; chain++) {
      int to = clocks.past(source, chain);
      if (to > scanned[chain]) {
        for (int rank = scanned[chain]; rank < to; rank++) {
          int node = history.start(chain) + rank;
          if (!history.isWrite(node) && history.source(node) >= 0) {
            expected.add(history.key(node), history.source(node), versions);
          }
        }
        scanned[chain] = to;
      }
    }
  }

  @Override
  public @Nullable Violation judge(int node) {
    int key = history.key(node);
    int source = history.source(node);
    if (history.isWrite(node)) {
      int earlier = returned.of(key);
      return earlier >= 0 && older.isOlder(node, earlier) ? inverted(node, earlier) : null;
    }
    if (source >= 0) {
      look(source);
    }
    int write = expected.of(key);
    return write >= 0 && older.isOlder(source, write) ? unseen(node, write) : null;
  }

  private Violation inverted(int node, int earlier) {
    int read = node - 1;
    while (history.source(read) != earlier && read > history.start(history.chain(node))) {
      read--;
    }
    Proof proof = new Proof(history);
    if (history.source(read) == earlier) {
      proof.readsFrom(earlier, read).session(read, node);
    }
    return older
        .inverted(proof, node, earlier)
        .violation(
            Anomaly.WRITES_FOLLOW_READS_VIOLATED,
            node,
            history.describe(node)
                + " came after its session had read "
                + history.describe(earlier)
                + ", but has an older version");
  }

  private Violation unseen(int node, int write) {
    int[] steps = steps(node, write);
    Proof proof = new Proof(history);
    if (steps.length > 0) {
      int seen = history.source(steps[1]);
      proof.readsFrom(write, steps[0]);
      proof.path(clocks.path(steps[0], seen));
      proof.readsFrom(seen, steps[1]);
      if (steps[1] != node) {
        proof.session(steps[1], node);
      }
    }
    return older
        .unseen(proof, node, write)
        .violation(
            older.deleted(node, write, Anomaly.WRITES_FOLLOW_READS_VIOLATED),
            node,
            history.describe(node)
                + " did not see "
                + history.describe(write)
                + ", although its session had seen a write that somebody made after reading it");
  }

  /** A read of a write, and a read by a node's session of something that followed it. */
  private int[] steps(int node, int write) {
    int[] reads =
        IntStream.range(0, history.size())
            .filter(read -> !history.isWrite(read) && history.source(read) == write)
            .toArray();
    for (int mine = history.start(history.chain(node)); mine <= node; mine++) {
      int seen = history.source(mine);
      for (int read : seen < 0 ? new int[0] : reads) {
        if (clocks.before(read, seen)) {
          return new int[] {read, mine};
        }
      }
    }
    return new int[0];
  }

  @Override
  public void clear() {
    returned.clear();
    expected.clear();
    Arrays.fill(scanned, 0);
  }
}
