package minos.verdict;

import java.util.List;
import java.util.Optional;
import minos.value.Value;

/**
 * Why a history is consistent, for somebody who wants to verify it: for each object an order of its
 * operations. Operations of unknown outcome that are not in an order did not happen.
 *
 * @param orders one for each key, or a single one
 */
public record Witness(List<Order> orders) {
  /** Copies the list. */
  public Witness {
    orders = List.copyOf(orders);
  }

  /**
   * An order of the operations on one object: their places in the history, first the one that takes
   * effect first. Immutable.
   */
  public static final class Order {
    private final Optional<Value> key;
    private final int[] operations;

    /**
     * An order.
     *
     * @param key the object, in a history of many
     * @param operations places of operations in the history; copied
     */
    public Order(Optional<Value> key, int[] operations) {
      this.key = key;
      this.operations = operations.clone();
    }

    /** The object, in a history of many. */
    public Optional<Value> key() {
      return key;
    }

    /** How many operations take effect. */
    public int size() {
      return operations.length;
    }

    /** The place in the history of the operation that takes effect at this rank, from 0. */
    public int operation(int rank) {
      return operations[rank];
    }
  }
}
