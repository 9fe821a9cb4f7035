package minos.verify;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a run goes.
 *
 * @param workload what clients do
 * @param operations after how many operations to stop; empty for no such end
 * @param duration when to stop; empty for no such end. One of the two is given
 * @param clients how many work at once
 * @param keys how many keys are used
 * @param choice which of them is next
 * @param reads the share of reads
 * @param deletes the share of deletions
 * @param readLevel the consistency that reads ask for
 * @param routing which endpoints are asked
 * @param rate operations a second at most
 * @param maxCost dollars at most
 * @param seed decides every choice of each client; not how they interleave
 */
public record Settings(
    Workload workload,
    OptionalLong operations,
    Optional<Duration> duration,
    int clients,
    int keys,
    KeyChoice choice,
    double reads,
    double deletes,
    String readLevel,
    Routing routing,
    OptionalDouble rate,
    OptionalDouble maxCost,
    long seed) {
  /** Checks the numbers. */
  public Settings {
    if (operations.isEmpty() && duration.isEmpty()) {
      throw new IllegalArgumentException("a run needs an end: operations or a duration");
    }
    if (clients < 1 || keys < 1 || reads < 0 || deletes < 0) {
      throw new IllegalArgumentException(
          "a run needs clients and keys, and shares of reads and deletions");
    }
    if (reads + deletes > 1) {
      throw new IllegalArgumentException(
          "a share of "
              + reads
              + " reads and one of "
              + deletes
              + " deletions are more than all; expected at most 1 together");
    }
  }

  /** The same at another consistency of reads. */
  public Settings withReadLevel(String level) {
    return new Settings(
        workload,
        operations,
        duration,
        clients,
        keys,
        choice,
        reads,
        deletes,
        level,
        routing,
        rate,
        maxCost,
        seed);
  }

  /** The same, of which so much time is over. */
  Settings after(Duration time) {
    return new Settings(
        workload,
        operations,
        duration.map(d -> d.compareTo(time) > 0 ? d.minus(time) : Duration.ZERO),
        clients,
        keys,
        choice,
        reads,
        deletes,
        readLevel,
        routing,
        rate,
        maxCost,
        seed);
  }

  /** The same with other choices. */
  public Settings withSeed(long other) {
    return new Settings(
        workload,
        operations,
        duration,
        clients,
        keys,
        choice,
        reads,
        deletes,
        readLevel,
        routing,
        rate,
        maxCost,
        other);
  }
}
