package minos.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A fault injected around a store: reads that ask for eventual consistency see each acknowledged
 * write only after a delay, as if a replica answered that lags. For stores that have such a level
 * and, run on one machine, never show it.
 */
public final class LaggingStore implements Store {
  private record Version(long since, Value value, @Nullable String token) {}

  private final Store store;
  private final long delay;
  private final LongSupplier clock;
  private final Map<String, Deque<Version>> versions = new ConcurrentHashMap<>();

  /** A store whose eventual reads lag. */
  public LaggingStore(Store store, Duration delay) {
    this(store, delay, System::nanoTime);
  }

  LaggingStore(Store store, Duration delay, LongSupplier clock) {
    this.store = store;
    this.delay = delay.toNanos();
    this.clock = clock;
  }

  @Override
  public Answer invoke(Request request) {
    boolean lags = request.action() == Action.READ && request.level().equals(Request.EVENTUAL);
    if (lags) {
      Version version = replicated(request.key());
      return version == null
          ? Answer.of(Nil.NIL)
          : Answer.of(version.value(), version.token(), Map.of());
    }
    Answer answer = store.invoke(request);
    if (answer.ok()) {
      switch (request.action()) {
        case WRITE, CREATE, REPLACE -> keep(request.key(), new Int(request.value()), answer);
        case DELETE -> keep(request.key(), Nil.NIL, answer);
        case WRITE_ALL -> request.parts().forEach(part -> keep(part, answer));
        case TRANSACT,
            READ,
            HEAD,
            LIST,
            ADD,
            ADD_ELEMENT,
            READ_ELEMENTS,
            APPEND,
            READ_LIST,
            READ_ALL,
            READ_BATCH -> {}
      }
    }
    return answer;
  }

  /** Of a write; nobody asks for an old list. */
  private void keep(Request part, Answer answer) {
    if (part.action() == Action.WRITE) {
      keep(part.key(), new Int(part.value()), answer);
    }
  }

  private void keep(String key, Value value, Answer answer) {
    Deque<Version> kept = versions.computeIfAbsent(key, k -> new ArrayDeque<>());
    synchronized (kept) {
      kept.addLast(new Version(clock.getAsLong(), value, answer.token()));
    }
  }

  /** The newest version that is old enough; null if none is. */
  private @Nullable Version replicated(String key) {
    Deque<Version> kept = versions.get(key);
    if (kept == null) {
      return null;
    }
    long now = clock.getAsLong();
    synchronized (kept) {
      Version found = null;
      while (!kept.isEmpty() && now - kept.getFirst().since() >= delay) {
        found = kept.removeFirst();
      }
      if (found != null) {
        // What a replica has it keeps until it has the next.
        kept.addFirst(found);
      }
      return found;
    }
  }

  @Override
  public Set<Action> actions() {
    return store.actions();
  }

  @Override
  public Optional<String> contract() {
    return store.contract();
  }

  @Override
  public int routes() {
    return store.routes();
  }

  @Override
  public Charge charge(Request request) {
    return store.charge(request);
  }

  @Override
  public long clean() throws StoreUnreachableException {
    return store.clean();
  }

  @Override
  public Map<String, String> description() {
    return store.description();
  }

  @Override
  public void close() {
    store.close();
  }
}
