package minos.session;

import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/** A read never returns a version older than one that its session wrote before, nor none. */
final class ReadYourWrites implements Rule {
  private final RegisterHistory history;
  private final Versions versions;
  private final Older older;
  private final Newest own;

  ReadYourWrites(RegisterHistory history, Versions versions) {
    this.history = history;
    this.versions = versions;
    older = new Older(history, versions);
    this.own = new Newest(history.keyCount());
  }

  @Override
  public void past(int node) {
    if (history.isWrite(node)) {
      own.add(history.key(node), node, versions);
    }
  }

  @Override
  public @Nullable Violation judge(int node) {
    if (history.isWrite(node)) {
      return null;
    }
    int write = own.of(history.key(node));
    int source = history.source(node);
    if (write < 0 || !older.isOlder(source, write)) {
      return null;
    }
    return older
        .unseen(new Proof(history).session(write, node), node, write)
        .violation(
            older.deleted(node, write, Anomaly.OWN_WRITE_NOT_SEEN),
            node,
            older.didNotSee(node, write)
                + " of its own session"
                + (source == ReadsFrom.INITIAL
                    ? ", but the initial value"
                    : ", but an older version"));
  }

  @Override
  public void clear() {
    own.clear();
  }
}
