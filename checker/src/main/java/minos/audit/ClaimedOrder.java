package minos.audit;

import java.util.Arrays;

/**
 * An order that somebody claims for the operations on one object, with a point in time for each.
 * Immutable.
 */
public final class ClaimedOrder {
  private final int[] operations;
  private final int[] points;

  /**
   * An order.
   *
   * @param operations places in the history, first the one that takes effect first; copied
   * @param points for each the position of the event after which, and before the next event, it
   *     takes effect; copied
   */
  public ClaimedOrder(int[] operations, int[] points) {
    if (operations.length != points.length) {
      throw new IllegalArgumentException(
          operations.length + " operations, but " + points.length + " points");
    }
    this.operations = operations.clone();
    this.points = points.clone();
  }

  /** How many operations take effect. */
  public int size() {
    return operations.length;
  }

  /** The operation that takes effect at a rank, from 0. */
  public int operation(int rank) {
    return operations[rank];
  }

  /** When it takes effect. */
  public int point(int rank) {
    return points[rank];
  }

  @Override
  public String toString() {
    return Arrays.toString(operations) + " at " + Arrays.toString(points);
  }
}
