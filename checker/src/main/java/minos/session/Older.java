package minos.session;

import minos.register.ReadsFrom;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;

/** Whether and why a version is older than another. */
final class Older {
  private Older() {}

  /**
   * Whether what a read returned is older than a write of its key.
   *
   * @param source the write that the read saw, or {@link ReadsFrom#INITIAL}
   */
  static boolean isOlder(Versions versions, int source, int write) {
    return source == ReadsFrom.INITIAL || versions.end(source) < versions.begin(write);
  }

  /** Why it is. */
  static String why(RegisterHistory history, Versions versions, int source, int write) {
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
  static Anomaly deleted(RegisterHistory history, int read, int newer, Anomaly otherwise) {
    boolean back =
        history.operation(newer).value().isNil() && !history.operation(read).value().isNil();
    return back ? Anomaly.RESURRECTED_DELETE : otherwise;
  }
}
