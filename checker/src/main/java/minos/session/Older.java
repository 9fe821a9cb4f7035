package minos.session;

import minos.register.Proof;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;

/** Whether and why a version is older than another. */
record Older(RegisterHistory history, Versions versions) {
  /**
   * Whether what a read returned is older than a write of its key.
   *
   * @param source the write that the read saw, or {@link ReadsFrom#INITIAL}
   */
  boolean isOlder(int source, int write) {
    return source == ReadsFrom.INITIAL || versions.end(source) < versions.begin(write);
  }

  /**
   * Adds to a proof that a read should have seen a write, but saw an older version.
   *
   * @return the proof
   */
  Proof unseen(Proof proof, int read, int write) {
    int source = history.source(read);
    return proof
        .edge(read, write, "rw", didNotSee(read, write) + ": " + why(source, write))
        .mention(source);
  }

  /** That a read did not see a write, in words. */
  String didNotSee(int read, int write) {
    return history.describe(read) + " did not see " + history.describe(write);
  }

  /**
   * Adds to a proof that a write has an older version than one that it came after.
   *
   * @return the proof
   */
  Proof inverted(Proof proof, int write, int earlier) {
    return proof.edge(
        write,
        earlier,
        "version",
        "the version of "
            + history.describe(write)
            + " is "
            + versions.begin(write)
            + ", which is older than "
            + versions.begin(earlier)
            + " of "
            + history.describe(earlier));
  }

  private String why(int source, int write) {
    if (source == ReadsFrom.INITIAL) {
      return "it returned the initial value, which is older than any version";
    }
    String returned = "it returned what " + history.describe(source) + " wrote, ";
    boolean server =
        versions.begin(source) == versions.end(source)
            && versions.begin(write) == versions.end(write)
            && versions.begin(source) != history.invoked(source);
    if (server) {
      return returned
          + "version "
          + versions.begin(source)
          + ", which is older than version "
          + versions.begin(write);
    }
    return returned
        + (versions.end(source) == history.completed(source)
            ? "which had ended before "
            : "which had been read before ")
        + history.describe(write)
        + " began";
  }

  /** The name for a value that is back after its deletion, where that is what happened. */
  Anomaly deleted(int read, int newer, Anomaly otherwise) {
    boolean back =
        history.operation(newer).value().isNil() && !history.operation(read).value().isNil();
    return back ? Anomaly.RESURRECTED_DELETE : otherwise;
  }
}
