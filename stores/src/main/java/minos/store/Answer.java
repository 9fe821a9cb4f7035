package minos.store;

import java.util.Map;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param ended how it ended
 * @param value what it answered: of a read the id of the write that it saw, or nil for none; of
 *     several a list; of a list of keys a map from keys to ids
 * @param token what the value that was read or written is known by, for a later {@link
 *     Request#replace}; null if nothing
 * @param fields what to record beside it: the store's version, status, request id
 * @param error what the store said of its failure, in a word; empty if nothing
 */
public record Answer(
    Ended ended, Value value, @Nullable String token, Map<String, Value> fields, String error) {
  /** Copies the map. */
  public Answer {
    fields = Map.copyOf(fields);
  }

  /** It was done, or read. */
  public static Answer of(Value value, @Nullable String token, Map<String, Value> fields) {
    return new Answer(Ended.ANSWERED, value, token, fields, "");
  }

  /** It was done, or read, and there is nothing else to say. */
  public static Answer of(Value value) {
    return of(value, null, Map.of());
  }

  /** It was not answered as hoped. */
  public static Answer failed(Ended ended, String error) {
    return new Answer(ended, Nil.NIL, null, Map.of(), error);
  }

  /** Whether it was done. */
  public boolean ok() {
    return ended == Ended.ANSWERED;
  }
}
