package minos.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants the run to stop: whatever works for a budget is told, and nothing new begins.
 * Thread-safe.
 */
public final class Interruption {
  private static final Cause CAUSE = new Cause(Cause.Kind.INTERRUPTED, "the run was interrupted");

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

  private final List<Budget> working = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();
  private Duration patience = USUAL_PATIENCE;
  private @Nullable Thread reading;
  private boolean happened;
  private boolean finished;

  /** Whether it happened. */
  public synchronized boolean happened() {
    return happened;
  }

  /** Stops everything. */
  public synchronized void happen() {
    happened = true;
    working.forEach(budget -> budget.stop(CAUSE));
    others.forEach(Runnable::run);
    if (reading != null) {
      // Closes the file under the reader's hands.
      reading.interrupt();
    }
  }

  /**
   * The run has its result.
   *
   * @return whether it ends by itself; if not, somebody waits for it who ends it
   */
  public synchronized boolean finish() {
    finished = true;
    return !happened;
  }

  /** Whether the run has its result. */
  public synchronized boolean finished() {
    return finished;
  }

  /** This thread begins to read a file. */
  synchronized void readingBegins() {
    reading = Thread.currentThread();
  }

  /** It has read the file, or failed. */
  synchronized void readingEnds() {
    reading = null;
    // Whoever works next must not stumble over it.
    Thread.interrupted();
  }

  /** From now on a budget is stopped too, at once if it happened already. */
  synchronized void watch(Budget budget) {
    working.add(budget);
    if (happened) {
      budget.stop(CAUSE);
    }
  }

  /** From now on something else is told too, at once if it happened already. */
  public synchronized void watch(Runnable other) {
    others.add(other);
    if (happened) {
      other.run();
    }
  }

  /** It need not be told any more. */
  public synchronized void leave(Runnable other) {
    others.remove(other);
  }

  /** Says how long an interrupted run may take to end. */
  public synchronized void patience(Duration atMost) {
    patience = atMost;
  }

  /** How long an interrupted run may take to end. */
  public synchronized Duration patience() {
    return patience;
  }

  /** The work for a budget is over. */
  synchronized void leave(Budget budget) {
    working.remove(budget);
  }
}
