package minos.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minos.value.Dict;
import minos.value.Text;
import minos.value.Value;

/**
 * Where a history came from.
 *
 * @param source the file's name, or {@code -} for standard input
 * @param format the name of the format it was read from, such as {@code jepsen-edn}
 * @param header what the source says of itself (a native header, a test map); empty map if nothing
 * @param truncated if the recording breaks off before its end: how we know
 */
public record Origin(String source, String format, Dict header, Optional<String> truncated) {
  /** A history made in memory. */
  public static Origin of(String source) {
    return new Origin(source, "memory", Dict.EMPTY, Optional.empty());
  }

  /** The same with one more entry in its header, or another one. */
  Origin withHeader(String name, Value value) {
    Map<Value, Value> entries = new LinkedHashMap<>(header.entries());
    entries.keySet().removeIf(key -> key.letters().equals(name));
    entries.put(new Text(name), value);
    return new Origin(source, format, new Dict(entries), truncated);
  }
}
