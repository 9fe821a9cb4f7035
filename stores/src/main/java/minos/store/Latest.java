package minos.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was learned last: a map that forgets what it learned first when it has too much, so that a
 * long run takes no more memory than a short one. Thread-safe.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class Latest<K, V> {
  private final Map<K, V> entries;

  /**
   * An empty map.
   *
   * @param most how many entries it holds
   */
  public Latest(int most) {
    entries =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** Learns an entry, as the latest of all. */
  public synchronized void put(K key, V value) {
    entries.remove(key);
    entries.put(key, value);
  }

  /** What it knows of a key. */
  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Whether it knows something of a key. */
  public synchronized boolean contains(K key) {
    return entries.containsKey(key);
  }
}
