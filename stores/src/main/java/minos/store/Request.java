package minos.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a store.
 *
 * @param action what to do
 * @param key the key, below the run's own prefix; of a list the prefix itself; empty where the
 *     parts have keys
 * @param value what to write: an id that no other write has; or the number to add; else 0
 * @param token what a replaced value must still be, as an earlier {@link Answer#token} said it
 * @param level the consistency asked for: {@link #STRONG} or {@link #EVENTUAL}
 * @param route which of the store's endpoints, replicas or regions to ask, from 0
 * @param parts the reads or writes of which this is made
 */
public record Request(
    Action action,
    String key,
    long value,
    @Nullable String token,
    String level,
    int route,
    List<Request> parts) {
  /** The level that promises most. */
  public static final String STRONG = "strong";

  /** The level that promises least. */
  public static final String EVENTUAL = "eventual";

  /** Copies the list. */
  public Request {
    parts = List.copyOf(parts);
  }

  /** A read, list or deletion. */
  public static Request of(Action action, String key) {
    return new Request(action, key, 0, null, STRONG, 0, List.of());
  }

  /** A write of an id, or an addition of a number. */
  public static Request of(Action action, String key, long value) {
    return new Request(action, key, value, null, STRONG, 0, List.of());
  }

  /** A replacement of what a token names. */
  public static Request replace(String key, String token, long value) {
    return new Request(Action.REPLACE, key, value, token, STRONG, 0, List.of());
  }

  /** Several as one. */
  public static Request all(Action action, List<Request> parts) {
    return new Request(action, "", 0, null, STRONG, 0, parts);
  }

  /** The same at another level. */
  public Request at(String other) {
    return new Request(action, key, value, token, other, route, parts);
  }

  /** The same by another route. */
  public Request via(int other) {
    return new Request(action, key, value, token, level, other, parts);
  }
}
