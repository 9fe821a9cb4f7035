package minos.recorder;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import minos.history.Event;
import minos.history.EventType;
import minos.value.Int;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads the events of a {@link Lane} that are there, and later those that came since. */
final class LaneReader {
  private static final EventType[] TYPES = {
    EventType.INVOKE, EventType.OK, EventType.FAIL, EventType.INFO
  };
  private static final int KINDS = (1 << Lane.NUMBER) - 1;

  private final Referents referents;
  private Chunk chunk;
  private int place;

  LaneReader(Chunk first, Referents referents) {
    this.chunk = first;
    this.referents = referents;
  }

  /** The number of the event that is to be read next; -1 if there is none by now. */
  long next() {
    while (place >= chunk.used()) {
      Chunk after = chunk.next();
      // The last events of a chunk were shown before there was one after it.
      if (place < chunk.used()) {
        break;
      }
      if (after == null) {
        return -1;
      }
      chunk = after;
      place = 0;
    }
    return chunk.words()[place] >>> Lane.NUMBER;
  }

  /** Reads the event of which {@link #next} told the number. */
  Event read(Open open) {
    long[] words = chunk.words();
    long word0 = words[place];
    long word2 = words[place + 2];
    long word3 = words[place + 3];
    long time = words[place + 1];
    int end = place + Lane.LEAST_WORDS;
    int kinds = (int) word0 & KINDS;
    int kind = kinds & Lane.VALUE;
    Value value =
        switch (kind) {
          case Lane.SMALL -> new Int((int) word3);
          case Lane.REFERS -> Value.of(referents.get((int) word3));
          case Lane.WIDE -> new Int(words[end++]);
          default -> null;
        };
    Map<String, Value> extra =
        (kinds & Lane.HAS_EXTRA) == 0 ? Map.of() : fields(referents.get((int) words[end++]));
    place = end;
    EventType type = TYPES[kinds & Lane.TYPE];
    if ((kinds & Lane.OPENS) == 0) {
      Event invoked = open.remove(word2);
      Value process = Objects.requireNonNull(invoked.process());
      Value answer = kind == Lane.AS_INVOKED ? invoked.value() : value;
      return event(type, process, invoked.f(), invoked.key(), answer, time, extra);
    }
    Value process = half((int) (word2 >>> Integer.SIZE), (kinds & Lane.PROCESS_REFERS) != 0);
    String f = (String) referents.get((int) word2);
    Value key =
        (kinds & Lane.HAS_KEY) == 0
            ? null
            : half((int) (word3 >>> Integer.SIZE), (kinds & Lane.KEY_REFERS) != 0);
    Event event = event(type, process, f, key, value, time, extra);
    if (type == EventType.INVOKE) {
      open.invocations.put(word0 >>> Lane.NUMBER, event);
    }
    return event;
  }

  private Value half(int half, boolean refers) {
    return refers ? Value.of(referents.get(half)) : new Int(half);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Value> fields(Object map) {
    return (Map<String, Value>) map;
  }

  private static Event event(
      EventType type,
      Value process,
      String f,
      @Nullable Value key,
      @Nullable Value value,
      long time,
      Map<String, Value> extra) {
    return new Event(type, process, f, key, value, Event.ABSENT, time, Event.ABSENT, extra);
  }

  /** The invocations that were read, of whatever lane, and not their completions. */
  static final class Open {
    private final Map<Long, Event> invocations = new HashMap<>();

    private Event remove(long number) {
      return Objects.requireNonNull(invocations.remove(number));
    }
  }
}
