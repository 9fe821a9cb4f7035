package minos.recorder.wrap;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import minos.recorder.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Records what is done with a map: each key is a compare-and-set register.
 *
 * <p>{@code get} is a read, {@code put} a write, {@code remove} a delete; {@code putIfAbsent},
 * {@code replace} and the conditional {@code remove} are a compare-and-set, which fails where they
 * refuse. What {@link ConcurrentMap} builds on these ({@code compute}, {@code merge}, ...) is
 * recorded as the steps that it takes. Views are snapshots that can't be changed and are not
 * recorded, as is {@code size}. The previous value that {@code put} and {@code remove} answer is
 * not recorded either.
 *
 * <pre>{@code
 * Recorder recorder = Recorder.inMemory();
 * ConcurrentMap<String, Integer> map = new RecordedMap<>(new ConcurrentHashMap<>(), recorder);
 * map.put("x", 1);
 * map.replace("x", 1, 2);
 * assert map.get("x") == 2;
 * assert recorder.history().size() == 3;
 * }</pre>
 *
 * <p>Keys and values are what {@link minos.value.Value#of} takes. As thread-safe as the map itself.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class RecordedMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
  private final ConcurrentMap<K, V> map;
  private final Recording recording;

  /** Records a map; threads are told apart by themselves. */
  public RecordedMap(ConcurrentMap<K, V> map, Recorder recorder) {
    this(map, recorder, new ThreadProcesses());
  }

  /** Records a map, beside other wrappers with the same recorder and processes. */
  public RecordedMap(ConcurrentMap<K, V> map, Recorder recorder, ThreadProcesses processes) {
    this.map = map;
    this.recording = new Recording(recorder, processes);
  }

  @Override
  public @Nullable V get(Object key) {
    return recording.<V, RuntimeException>answer("read", key, null, () -> map.get(key));
  }

  @Override
  public @Nullable V put(K key, V value) {
    return recording.<V, RuntimeException>act("write", key, value, () -> map.put(key, value));
  }

  @Override
  public @Nullable V remove(Object key) {
    return recording.<V, RuntimeException>act("delete", key, null, () -> map.remove(key));
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return recording.<V, RuntimeException>actIf(
        "cas", key, Arrays.asList(null, value), Objects::isNull, () -> map.putIfAbsent(key, value));
  }

  @Override
  public boolean remove(Object key, Object value) {
    return recording.<RuntimeException>attempt(
        "cas", key, Arrays.asList(value, null), () -> map.remove(key, value));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return recording.<RuntimeException>attempt(
        "cas", key, Arrays.asList(oldValue, newValue), () -> map.replace(key, oldValue, newValue));
  }

  /** In steps that are recorded: reads, and then replaces what it read. */
  @Override
  public @Nullable V replace(K key, V value) {
    V old = get(key);
    while (old != null && !replace(key, old, value)) {
      old = get(key);
    }
    return old;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable V getOrDefault(Object key, @Nullable V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  /** Deletes key by key. */
  @Override
  public void clear() {
    map.keySet().forEach(this::remove);
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    Set<Map.Entry<K, V>> entries = new LinkedHashSet<>();
    map.forEach((key, value) -> entries.add(Map.entry(key, value)));
    return Collections.unmodifiableSet(entries);
  }
}
