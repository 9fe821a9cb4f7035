package minos.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A live store, opened: keys below a prefix of our own.
 *
 * <p>Thread-safe. A request is sent at most once, whatever happens to it.
 */
public interface Store extends AutoCloseable {
  /** What can be asked of it. */
  Set<Action> actions();

  /** How many endpoints, replicas or regions can be asked. */
  default int routes() {
    return 1;
  }

  /**
   * The name of the built-in contract that says what the store promises; empty if there is none.
   *
   * @see minos.contract.Contracts
   */
  default Optional<String> contract() {
    return Optional.empty();
  }

  /**
   * Asks. What the store does or fails to do is the answer; nothing that it does is thrown.
   *
   * @throws IllegalArgumentException if it is not one of the {@link #actions}
   */
  Answer invoke(Request request);

  /** What a request is billed as. */
  Charge charge(Request request);

  /**
   * Removes what is below the prefix.
   *
   * @return how many things were removed
   * @throws StoreUnreachableException if that can't be done
   */
  long clean() throws StoreUnreachableException;

  /** What to record of the store beside a run: versions, regions, never a secret. */
  Map<String, String> description();

  /** Lets go of it. What it holds stays. */
  @Override
  void close();
}
