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
  private final Newest own;

  ReadYourWrites(RegisterHistory history, Versions versions) {
    this.history = history;
    this.versions = versions;
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
    if (write < 0 || !Older.isOlder(versions, source, write)) {
      return null;
    }
    String missing = history.describe(node) + " did not see " + history.describe(write);
    return new Proof(history)
        .session(write, node)
        .edge(node, write, "rw", missing + ": " + Older.why(history, versions, source, write))
        .mention(source)
        .violation(
            Older.deleted(history, node, write, Anomaly.OWN_WRITE_NOT_SEEN),
            node,
            missing
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
