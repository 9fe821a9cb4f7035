package minos.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minos.verdict.Anomaly;

/**
 * What really happened: which anomalies the store made, and which consistency models the history is
 * therefore not of.
 *
 * <p>The simulator knows which version each read was served and in which order the store has them,
 * so nothing is inferred from values. Two kinds of statements come of it. An <em>anomaly</em> is
 * told by the store's own order of versions: a read of an older version than one that was known
 * before the read began. Clients can't always prove it, because where writes overlapped any order
 * will do for them. A model is <em>broken</em> if no order will do; that is decided by definition,
 * by code that shares nothing with the checker:
 *
 * <ul>
 *   <li>{@code linearizable}: {@link Zones};
 *   <li>{@code regular}, {@code bounded-staleness}: a read of a version whose write had ended
 *       before another began that had ended (for as long as the bound) before the read began;
 *   <li>{@code read-your-writes}, {@code monotonic-reads}: by the store's order of versions;
 *   <li>{@code causal}: a version that another one in the reader's past causally follows, see
 *       {@link CausalTruth};
 *   <li>{@code eventual}: last reads that differ; for replicated data types, replicas that differ
 *       in the end, or have not added up what was acknowledged.
 * </ul>
 *
 * <p>Memory grows with keys and clients, not with operations.
 */
final class Truth {
  /** How many single occurrences are kept for the report; all are counted. */
  static final int MOST_KEPT = 10_000;

  /**
   * An anomaly that occurred.
   *
   * @param index the place among the history's events of the operation's invocation
   */
  record Occurrence(Anomaly anomaly, long index, long process, int key, String what) {}

  private final Map<Integer, KeyTruth> keys = new HashMap<>();
  private final Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
  private final Map<String, Long> broken = new TreeMap<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Map<String, List<Long>> culprits = new HashMap<>();
  private final long bound;
  private final CausalTruth causality;

  /**
   * A truth of nothing yet.
   *
   * @param bound how stale reads may be, in nanoseconds; 0 for no bound
   * @param causal whether to watch causality
   * @param sessions how many sessions there are
   */
  Truth(long bound, boolean causal, int sessions) {
    this.bound = bound;
    this.causality = new CausalTruth(causal, sessions);
  }

  /** A transaction on several keys was recorded. */
  void invoked(Call call, List<Integer> on) {
    call.known = new Version[on.size()];
    for (int i = 0; i < call.known.length; i++) {
      call.known[i] = of(on.get(i)).newest;
    }
  }

  /**
   * A transaction succeeded.
   *
   * @param versions what it read or wrote of each key that it was recorded with
   */
  void succeeded(Call call, List<Version> versions, Set<Version> writes) {
    boolean late = false;
    for (int i = 0; i < call.known.length; i++) {
      Version version = versions.get(i);
      boolean wrote = writes.contains(version);
      if (version.order < call.known[i].order) {
        late = true;
        occurred(
            wrote ? Anomaly.LOST_WRITE : Anomaly.STALE_READ,
            call,
            (wrote ? "wrote " : "read ") + version.value + ", older than " + call.known[i].value);
      }
      KeyTruth key = of(version.key);
      key.newest = Version.newer(key.newest, version);
    }
    if (late) {
      broken("strict-serializable", call);
    }
  }

  /** A session's last read of a key. */
  private record LastRead(Version version, long start) {}

  /** What is known of one key. */
  private static final class KeyTruth {
    final Version initial;
    final Zones zones;
    final ArrayDeque<Version> written = new ArrayDeque<>();
    final Map<Integer, LastRead> lastReads = new HashMap<>();
    Version newest;
    long newestStart = -1;
    long boundedStart = -1;
    long quietSince = -1;

    KeyTruth(int key) {
      initial = Version.initial(key);
      zones = new Zones(initial);
      newest = initial;
    }
  }

  private KeyTruth of(int key) {
    return keys.computeIfAbsent(key, KeyTruth::new);
  }

  /** The version that a key has before it is written. */
  Version initial(int key) {
    return of(key).initial;
  }

  /** A call on a key was recorded, or on all keys. */
  void invoked(Call call) {
    for (Call part : call.parts) {
      part.time = call.time;
      part.position = call.position;
      invoked(part);
    }
    KeyTruth key = of(call.key);
    call.newest = key.newest;
    call.newestOrder = key.newest.order;
    call.newestStart = key.newestStart;
    if (bound > 0) {
      while (!key.written.isEmpty() && key.written.getFirst().endTime < call.time - bound) {
        key.boundedStart = Math.max(key.boundedStart, key.written.removeFirst().writeStart);
      }
      call.boundedStart = key.boundedStart;
    }
    if (call.written != null) {
      call.written.writeStart = call.position;
      call.written.lastStart = call.position;
      causality.writing(call.written, call.client.number);
    }
  }

  /** A call on a key succeeded. */
  void succeeded(Call call, long end, long time, long oldest) {
    call.parts.forEach(part -> succeeded(part, end, time, oldest));
    Version version = call.version;
    if (version == null) {
      return;
    }
    KeyTruth key = of(call.key);
    switch (call.kind) {
      case READ -> read(call, version, key, end, oldest);
      case WRITE -> wrote(call, version, key, end, time, oldest);
      case CAS -> {
        if (call.expected != null) {
          if (call.expected.replaced) {
            occurred(Anomaly.LOST_UPDATE, call, "replaced " + call.expected.value + " once more");
            broken("linearizable", call);
          }
          call.expected.replaced = true;
        }
        wrote(call, version, key, end, time, oldest);
      }
      case ADD, REMOVE, TXN, LIST -> {
        // Their stores tell what goes wrong themselves.
      }
    }
  }

  private void wrote(Call call, Version version, KeyTruth key, long end, long time, long oldest) {
    version.writeEnd = end;
    version.endTime = time;
    if (version.order < call.newestOrder) {
      occurred(
          Anomaly.LOST_WRITE, call, "is older by the store's order than a version known before");
    } else if (version.discarded) {
      occurred(Anomaly.LOST_WRITE, call, "was discarded");
    }
    key.newest = Version.newer(key.newest, version);
    key.newestStart = Math.max(key.newestStart, version.writeStart);
    key.quietSince = end;
    if (bound > 0) {
      key.written.addLast(version);
    }
    serve(call, version, key, end, oldest);
    call.client.wrote(call.key, version.order);
    causality.wrote(version);
  }

  private void read(Call call, Version version, KeyTruth key, long end, long oldest) {
    serve(call, version, key, end, oldest);
    String seen = "returned " + version.value;
    if (version.order < call.newestOrder && call.newest != null) {
      occurred(Anomaly.STALE_READ, call, seen + ", but " + call.newest.value + " was known");
    }
    if (version.writeEnd < call.newestStart) {
      broken("regular", call);
    }
    if (version.writeEnd < call.boundedStart) {
      broken("bounded-staleness", call);
    }
    if (version.order < call.client.lastWritten(call.key)) {
      occurred(Anomaly.OWN_WRITE_NOT_SEEN, call, seen + ", older than its session's own write");
      broken("read-your-writes", call);
    }
    if (version.order < call.client.lastRead(call.key)) {
      occurred(Anomaly.NON_MONOTONIC_READ, call, seen + ", older than what its session had read");
      broken("monotonic-reads", call);
    }
    if (causality.staleCausally(version, call.client.number)) {
      occurred(Anomaly.CAUSALITY_VIOLATION, call, seen + ", which its session's past had replaced");
      broken("causal", call);
    }
    key.newest = Version.newer(key.newest, version);
    call.client.read(call.key, version);
    key.lastReads.put(call.client.number, new LastRead(version, call.position));
  }

  private void serve(Call call, Version version, KeyTruth key, long end, long oldest) {
    boolean before = key.zones.broken();
    key.zones.served(version, call.position, end, oldest);
    if (key.zones.broken() && !before) {
      broken("linearizable", call);
    }
  }

  /** A store threw a version away that it had taken. */
  void discarded(Version version) {
    if (!version.discarded && version.writeEnd != Version.NEVER) {
      count(Anomaly.LOST_WRITE);
      keep(
          new Occurrence(
              Anomaly.LOST_WRITE,
              version.writeStart,
              -1,
              version.key,
              "discarded " + version.value + ", which had been acknowledged"));
    }
    version.discarded = true;
  }

  /** All is over. Compares the last reads of each key that began when all its writes had ended. */
  void ended() {
    for (KeyTruth key : keys.values()) {
      Version one = null;
      for (LastRead read : key.lastReads.values()) {
        Version last = read.version();
        // A write of unknown outcome may take effect at any time.
        boolean open = last.writeEnd == Version.NEVER;
        if (key.quietSince < 0 || read.start() < key.quietSince || open) {
          continue;
        }
        boolean differs = one != null && one != last && !(one.absent() && last.absent());
        one = last;
        if (differs || last.absent() != key.newest.absent()) {
          count(Anomaly.DIVERGENT_REPLICAS);
          keep(
              new Occurrence(
                  Anomaly.DIVERGENT_REPLICAS, read.start(), -1, last.key, "last reads differ"));
          broken.merge("eventual", 1L, Long::sum);
          break;
        }
      }
    }
  }

  /** When all was over, something was wrong with a key. */
  void left(Anomaly anomaly, String model, int key, String what) {
    count(anomaly);
    broken.merge(model, 1L, Long::sum);
    keep(new Occurrence(anomaly, -1, -1, key, what));
  }

  /** An anomaly occurred. */
  void occurred(Anomaly anomaly, Call call, String what) {
    count(anomaly);
    keep(new Occurrence(anomaly, call.position, call.client.process, call.key, what));
  }

  /** An operation breaks a consistency model. */
  void broken(String model, Call call) {
    broken.merge(model, 1L, Long::sum);
    List<Long> indexes = culprits.computeIfAbsent(model, ignored -> new ArrayList<>());
    if (indexes.size() < MOST_KEPT) {
      indexes.add(call.position);
    }
  }

  private void count(Anomaly anomaly) {
    anomalies.merge(anomaly, 1L, Long::sum);
  }

  private void keep(Occurrence occurrence) {
    if (occurrences.size() < MOST_KEPT) {
      occurrences.add(occurrence);
    }
  }

  /** The anomalies with how often each occurred. */
  Map<Anomaly, Long> anomalies() {
    return anomalies;
  }

  /** The broken models with how often: keys for linearizability and convergence, else reads. */
  Map<String, Long> broken() {
    return broken;
  }

  /** Where the operations that break a model were invoked. */
  List<Long> culprits(String model) {
    return culprits.getOrDefault(model, List.of());
  }

  /** The first {@value #MOST_KEPT} occurrences. */
  List<Occurrence> occurrences() {
    return occurrences;
  }
}
