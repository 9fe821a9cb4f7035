package minos.recorder;

import java.util.Map;
import java.util.Objects;
import minos.history.EventType;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The events of one thread, as words.
 *
 * <table>
 *   <caption>An event's words</caption>
 *   <tr><th>Word</th><th>Invocation or remark</th><th>Completion</th></tr>
 *   <tr><td>0</td><td colspan="2">its number among all events; 16 bits that say what follows</td></tr>
 *   <tr><td>1</td><td colspan="2">time</td></tr>
 *   <tr><td>2</td><td>process, function</td><td>number of the invocation</td></tr>
 *   <tr><td>3</td><td>key, value</td><td>value</td></tr>
 *   <tr><td>4</td><td colspan="2">a value that needs a whole word, if it does</td></tr>
 *   <tr><td>5</td><td colspan="2">further fields, if there are any</td></tr>
 * </table>
 *
 * <p>What has half a word is an integer, or the number of one of the {@link Referents}.
 */
final class Lane {
  static final int TYPE = 0b11;

  /** An invocation or a remark. */
  static final int OPENS = 1 << 2;

  static final int PROCESS_REFERS = 1 << 3;
  static final int HAS_KEY = 1 << 4;
  static final int KEY_REFERS = 1 << 5;
  static final int HAS_EXTRA = 1 << 6;

  static final int VALUE = 0b111 << 7;
  static final int SMALL = 1 << 7;
  static final int REFERS = 2 << 7;
  static final int WIDE = 3 << 7;
  static final int AS_INVOKED = 4 << 7;

  static final int NUMBER = 16;
  static final int LEAST_WORDS = 4;
  private static final int MOST_WORDS = 6;

  private final MemoryTape tape;
  private final Referents referents = new Referents();
  private final Chunk first = new Chunk();
  private Chunk chunk = first;
  private int at;

  Lane(MemoryTape tape) {
    this.tape = tape;
  }

  /** Records the beginning of an operation, or a remark; answers its number. */
  long opens(
      EventType type,
      Object process,
      String f,
      @Nullable Object key,
      @Nullable Object value,
      Map<String, Value> extra) {
    int kinds = code(type) | OPENS | kindOf(value) | (extra.isEmpty() ? 0 : HAS_EXTRA);
    if (!isSmall(process)) {
      kinds |= PROCESS_REFERS;
    }
    if (key != null) {
      kinds |= HAS_KEY | (isSmall(key) ? 0 : KEY_REFERS);
    }
    long word2 = word(half(process), referents.put(f));
    return append(kinds, word2, key == null ? 0 : half(key), value, extra);
  }

  /**
   * Records the end of an operation.
   *
   * @param asInvoked whether the value is the invocation's
   */
  void completes(
      long invocation,
      EventType type,
      boolean asInvoked,
      @Nullable Object value,
      Map<String, Value> extra) {
    int kinds =
        code(type) | (asInvoked ? AS_INVOKED : kindOf(value)) | (extra.isEmpty() ? 0 : HAS_EXTRA);
    append(kinds, invocation, 0, value, extra);
  }

  private long append(
      int kinds, long word2, int key, @Nullable Object value, Map<String, Value> extra) {
    int kind = kinds & VALUE;
    long word3 =
        word(key, kind == SMALL || kind == REFERS ? half(Objects.requireNonNull(value)) : 0);
    int more = (kinds & HAS_EXTRA) == 0 ? 0 : referents.put(Map.copyOf(extra));
    Chunk to = chunk;
    int place = at;
    if (place + MOST_WORDS > to.words().length) {
      to = to.grow();
      chunk = to;
      place = 0;
    }
    long[] words = to.words();
    words[place + 1] = tape.now();
    words[place + 2] = word2;
    words[place + 3] = word3;
    int end = place + LEAST_WORDS;
    if (kind == WIDE) {
      words[end++] = wide(Objects.requireNonNull(value));
    }
    if ((kinds & HAS_EXTRA) != 0) {
      words[end++] = more;
    }
    at = end;
    // Nothing after the number may fail: whoever reads waits for every number that was given.
    long number = tape.nextNumber();
    words[place] = (number << NUMBER) | kinds;
    to.show(end);
    return number;
  }

  private static int code(EventType type) {
    return switch (type) {
      case INVOKE -> 0;
      case OK -> 1;
      case FAIL -> 2;
      case INFO -> 3;
    };
  }

  private static int kindOf(@Nullable Object value) {
    if (value == null) {
      return 0;
    } else if (isSmall(value)) {
      return SMALL;
    }
    return value instanceof Long || value instanceof Int ? WIDE : REFERS;
  }

  private static boolean isSmall(Object object) {
    if (object instanceof Long || object instanceof Int) {
      long number = wide(object);
      return number == (int) number;
    }
    return object instanceof Integer;
  }

  private static long wide(Object object) {
    return object instanceof Int value ? value.value() : ((Number) object).longValue();
  }

  private int half(Object object) {
    return isSmall(object) ? (int) wide(object) : referents.put(object);
  }

  private static long word(int high, int low) {
    return ((long) high << Integer.SIZE) | (low & 0xffffffffL);
  }

  /** Reads the events of this lane in their order, from the first. */
  LaneReader reader() {
    return new LaneReader(first, referents);
  }
}
