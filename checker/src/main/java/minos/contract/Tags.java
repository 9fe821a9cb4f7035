package minos.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which value an ETag, generation or version id stands for, as far as acknowledged writes and reads
 * told both. A tag that was told with different values stands for none.
 */
final class Tags {
  private static final List<String> NAMES = List.of("etag", "generation", "versionId");
  private static final Value UNCLEAR = new Seq(List.of(new Text("unclear")));

  private final Map<Value, Map<Value, Value>> values = new HashMap<>();

  /** Learns from the operations of a history that have one key and a value. */
  static Tags of(History history, Metadata metadata) {
    Tags tags = new Tags();
    for (int i = 0; i < history.size(); i++) {
      boolean tells =
          history.outcome(i) == Outcome.OK
              && history.key(i) >= 0
              && !history.functionName(history.function(i)).contains("head");
      Value value = history.dictionary().value(history.value(i));
      if (!tells || value.isNil()) {
        continue;
      }
      for (String name : NAMES) {
        Optional<Value> tag = metadata.get(i, name);
        if (tag.isPresent()) {
          tags.learn(history.keyName(history.key(i)), plain(tag.get()), value);
        }
      }
    }
    return tags;
  }

  private void learn(Value key, Value tag, Value value) {
    values
        .computeIfAbsent(key, ignored -> new HashMap<>())
        .merge(tag, value, (old, now) -> old.equals(now) ? old : UNCLEAR);
  }

  /** The value that a tag stands for, or null if that was not told. */
  @Nullable Value value(Value key, Value tag) {
    Value value = values.getOrDefault(key, Map.of()).get(plain(tag));
    return value == null || value.equals(UNCLEAR) ? null : value;
  }

  /** The value by the tag that an answer carried; null if it had none, or an unknown one. */
  @Nullable Value told(Metadata metadata, int operation, Value key) {
    for (String name : NAMES) {
      Value value = metadata.get(operation, name).map(tag -> value(key, tag)).orElse(null);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Servers and clients differ in whether an ETag has quotes. */
  static Value plain(Value tag) {
    String letters = tag.letters();
    return new Text(letters.replace("\"", "").replaceFirst("^W/", ""));
  }

  /** Whether a precondition names no tag but asks for any: {@code *}, or generation 0 for none. */
  static boolean any(Value tag) {
    return plain(tag).letters().equals("*");
  }
}
