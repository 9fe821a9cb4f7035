package minos.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one input, so that a person can mend several things at once. Not
 * thread-safe.
 */
public final class Problems {
  /** How many problems are kept; the rest are counted. */
  public static final int KEPT = 10;

  /** After so many problems the input is some other kind of file, and reading on helps nobody. */
  private static final int HOPELESS = 1_000;

  private final String source;
  private final List<Problem> kept = new ArrayList<>();
  private long count;

  /** Problems of the named source. */
  public Problems(String source) {
    this.source = source;
  }

  /** The source's name. */
  public String source() {
    return source;
  }

  /** How many were found so far. */
  public long count() {
    return count;
  }

  /**
   * Notes a problem.
   *
   * @param line from 1, or {@link Event#ABSENT}
   * @throws MalformedHistoryException when there are so many that reading on is useless
   */
  public void add(long line, String message) throws MalformedHistoryException {
    if (kept.size() < KEPT) {
      kept.add(new Problem(source, line, message));
    }
    if (++count >= HOPELESS) {
      throwIfAny();
    }
  }

  /**
   * The exception for a problem after which the source can't be read any further; earlier ones are
   * included.
   */
  public MalformedHistoryException fatal(long line, String message) {
    if (kept.size() < KEPT) {
      kept.add(new Problem(source, line, message));
    }
    return new MalformedHistoryException(kept, ++count);
  }

  /** Throws if any problem was noted. */
  public void throwIfAny() throws MalformedHistoryException {
    if (count > 0) {
      throw new MalformedHistoryException(kept, count);
    }
  }
}
