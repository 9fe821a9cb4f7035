package minos.contract;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minos.contract.Facts.Spot;
import minos.history.Derived;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Value;

/**
 * Which operations of a history that is judged by a contract can be left out together.
 *
 * <p><b>Question.</b> Some operations are to go. Which others have to go with them, so that whoever
 * kept all promises before still does?
 *
 * <p><b>Idea.</b> A contract is many promises; each is asked what it needs. <i>In one order</i>
 * (linearizable, sessions, transactions): who observed an update goes with it, as {@link #tell}
 * tells whoever asks. <i>Each read by itself</i> (regular, quorum, bounded, committed, new keys,
 * snapshots): a read goes when it is not excused any more. That is found by judging both histories:
 * what breaks its promise after, and did not before, lost its excuse: the write it returned, the
 * probe or the deletion that excuses a 404.
 *
 * <p><b>Why it is sound.</b> A history keeps its contract if it keeps each promise, so it suffices
 * to look at them one by one. For those of each read by itself the rule is the demand itself. In
 * one order: see {@code ValueDependence}, whose argument holds for each key. What could make a
 * promise say <i>more</i> when something goes is looked for, and who would have to keep it goes
 * too:
 *
 * <ul>
 *   <li>An operation that means another thing, since the ETag that it names is told by nobody.
 *   <li>A key that becomes clear, because the copy or deletion went after which nobody knew what it
 *       held: all its operations go.
 *   <li>A key with additions, or keys that renames join: values nobody recorded depend on each of
 *       their updates, so an update goes with all operations on them.
 *   <li>A promise that other writes had made void, where these are gone.
 *   <li>A weak read that says by when a value was written, if of two writers of it one is left.
 *   <li>The last read of a session before replicas must agree, if it was not the last one.
 *   <li>A promise to sessions about writes of their own region, whose example went; and fields that
 *       say how versions are ordered, of which none is left.
 * </ul>
 *
 * The store's own versions ({@code ordered}) are compared two by two, so there nothing is needed.
 *
 * <p><b>Cost.</b> That of reading the operations that are left, and of judging each read among
 * them.
 *
 * <p>Not thread-safe: it keeps what it last looked at.
 */
public final class Removal {
  /** Is told what operations read and wrote. A key that has no name is nil. */
  public interface Listener {
    /** The next operation of the history. */
    void operation();

    /**
     * It observed a value.
     *
     * @param ordered whether a promise about an order of operations was made to it
     */
    void observed(Value key, Value value, boolean ordered);

    /** It observed that a key did not hold a value. */
    void observedOther(Value key, Value value, boolean ordered);

    /**
     * It set a key to a value.
     *
     * @param certain whether that is known to have happened by its end
     */
    void wrote(Value key, Value value, boolean certain);

    /** What a key held at first. */
    void initially(Value key, Value value);
  }

  private static final Set<String> OF_VERSIONS = Set.of("version", "clock");

  private final History history;
  private final ContractCheck check;
  private final Function<History, Derived> seen;
  private final Facts whole;
  private BitSet lastKept;
  private Facts last;

  private Removal(History history, ContractCheck check, Function<History, Derived> seen) {
    this.history = history;
    this.check = check;
    this.seen = seen;
    this.lastKept = new BitSet();
    lastKept.set(0, history.size());
    this.whole = Facts.of(history, lastKept, check, seen);
    this.last = whole;
  }

  /**
   * What can be left out of a history.
   *
   * @param seen what the check sees of a history: the same, or one with other intervals
   */
  public static Removal of(History history, ContractCheck check, Function<History, Derived> seen) {
    return new Removal(history, check, seen);
  }

  /** Whether an operation changes nothing that others could see. */
  public boolean observer(int operation) {
    if (whole.of(operation).stream().anyMatch(KeyStep::writes)) {
      return false;
    }
    boolean silent = whole.of(operation).isEmpty();
    return !silent
        || history.outcome(operation) == Outcome.FAIL
        || reads(history.functionName(history.function(operation)));
  }

  private static boolean reads(String f) {
    return switch (Action.of(f).orElse(Action.PUT)) {
      case GET, HEAD, LIST, QUERY, PREPARE -> true;
      case PUT, PUT_IF_ABSENT, DELETE, COMPARE_AND_SET, ADD, COPY, RENAME, TRANSACT -> false;
    };
  }

  /** Whether every promise about an order is about one that contains real time. */
  public boolean inRealTime() {
    return whole.assignment().promised().keySet().stream()
        .noneMatch(
            promise ->
                promise.isSessionGuarantee()
                    || promise.kind() == Promise.Kind.CONVERGES
                    || promise.kind().isOfTransactions());
  }

  /** Tells what all operations read and wrote, in the order of the history. */
  public void tell(Listener listener) {
    Set<KeyStep> ordered = new HashSet<>();
    whole
        .assignment()
        .promised()
        .forEach(
            (promise, promised) -> {
              if (ordered(promise)) {
                promised.forEach(i -> ordered.add(whole.steps().all().get(i)));
              }
            });
    Value initial = check.options().model().initial().orElse(Nil.NIL);
    for (int key = 0; key < whole.steps().keyCount(); key++) {
      listener.initially(whole.steps().keyName(key).orElse(Nil.NIL), initial);
    }
    for (int operation = 0; operation < history.size(); operation++) {
      listener.operation();
      for (KeyStep step : whole.of(operation)) {
        tell(listener, step, ordered.contains(step));
      }
    }
  }

  private void tell(Listener listener, KeyStep step, boolean ordered) {
    Value key = whole.key(step).orElse(Nil.NIL);
    switch (step.role()) {
      case READ -> listener.observed(key, step.value(), ordered);
      case SAW_SOME -> listener.observedOther(key, Nil.NIL, ordered);
      case SAW_OTHER -> listener.observedOther(key, step.expected(), ordered);
      case WRITE -> listener.wrote(key, step.value(), step.ok());
      case REPLACE -> {
        listener.observed(key, step.expected(), true);
        listener.wrote(key, step.value(), step.ok());
      }
      case ADD, MOVE_FROM, MOVE_TO -> {
        // Their keys go whole.
      }
    }
  }

  private static boolean ordered(Promise promise) {
    return switch (promise.kind()) {
      case LINEARIZABLE,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          CONVERGES,
          READ_COMMITTED,
          SNAPSHOT_ISOLATION,
          SERIALIZABLE,
          STRICT_SERIALIZABLE ->
          true;
      case REGULAR,
          QUORUM,
          BOUNDED,
          COMMITTED,
          WRITTEN,
          NEW_KEY,
          NEW_KEY_ALWAYS,
          SNAPSHOT,
          ORDERED,
          NOTHING ->
          false;
    };
  }

  /** The operations that touch a key, or one that renames join to it. */
  public BitSet about(Optional<Value> key) {
    Components components = Components.of(whole.steps());
    Set<Integer> joined = new HashSet<>();
    for (int other = 0; other < whole.steps().keyCount(); other++) {
      if (whole.steps().keyName(other).equals(key)) {
        joined.add(components.of(other));
      }
    }
    BitSet about = new BitSet();
    for (KeyStep step : whole.steps().all()) {
      if (joined.contains(components.of(step.key()))) {
        about.set(whole.operation(step));
      }
    }
    for (int operation = 0; operation < history.size(); operation++) {
      // What says nothing of a key may excuse others: a probe of it that failed.
      if (history.key(operation) >= 0
          && Optional.of(history.keyName(history.key(operation))).equals(key)) {
        about.set(operation);
      }
    }
    return about;
  }

  /**
   * What else has to go.
   *
   * @param kept the operations as they were
   * @param left those of them that are left
   * @return those of the latter that have to go too, apart from who observed what went
   */
  public BitSet unexplained(BitSet kept, BitSet left) {
    Facts before = facts(kept);
    Facts after = Facts.of(history, left, check, seen);
    if (OF_VERSIONS.stream().anyMatch(field -> before.has(field) && !after.has(field))) {
      return (BitSet) left.clone();
    }
    BitSet more = new BitSet();
    left.stream().filter(op -> !after.saysNoMore(op, before)).forEach(more::set);
    Set<Optional<Value>> whole = wholeKeys(before, after, left);
    for (KeyStep step : after.steps().all()) {
      if (whole.contains(after.key(step))) {
        more.set(after.operation(step));
      }
    }
    revived(before, after, more);
    Set<Spot> excused = after.broken();
    if (!excused.isEmpty()) {
      excused.removeAll(before.broken());
    }
    excused.forEach(spot -> more.set(spot.operation()));
    Set<Spot> lasting = after.lastReads();
    if (!lasting.isEmpty()) {
      lasting.removeAll(before.lastReads());
    }
    lasting.forEach(spot -> more.set(spot.operation()));
    more.and(left);
    return more;
  }

  private Facts facts(BitSet kept) {
    if (!kept.equals(lastKept)) {
      last = Facts.of(history, kept, check, seen);
      lastKept = (BitSet) kept.clone();
    }
    return last;
  }

  /** Keys that lost something without which nothing is known of them. */
  private static Set<Optional<Value>> wholeKeys(Facts before, Facts after, BitSet left) {
    Set<Optional<Value>> keys = before.unclear();
    keys.removeAll(after.unclear());
    Components components = Components.of(before.steps());
    Set<Integer> lost = new HashSet<>();
    for (KeyStep step : before.steps().all()) {
      if (!components.plain(step.key()) && step.writes() && !left.get(before.operation(step))) {
        lost.add(components.of(step.key()));
      }
    }
    for (int key = 0; key < before.steps().keyCount(); key++) {
      if (lost.contains(components.of(key))) {
        keys.add(before.steps().keyName(key));
      }
    }
    return keys;
  }

  /** Adds the operations of promises that say more than they did. */
  private static void revived(Facts before, Facts after, BitSet more) {
    Map<Promise, Set<Optional<Value>>> voided = after.voided();
    before
        .voided()
        .forEach(
            (promise, keys) -> {
              keys.removeAll(voided.getOrDefault(promise, Set.of()));
              BitSet promised = after.promisedTo(promise);
              for (KeyStep step : after.steps().all()) {
                int operation = after.operation(step);
                if (keys.contains(after.key(step)) && promised.get(operation)) {
                  more.set(operation);
                }
              }
            });
    Map<Promise, Integer> examples = after.examples();
    before
        .examples()
        .forEach(
            (promise, example) -> {
              if (!example.equals(examples.getOrDefault(promise, example))) {
                more.or(after.promisedTo(promise));
              }
            });
    Set<Object> known = new HashSet<>(before.seenOfOneWriter().keySet());
    after
        .seenOfOneWriter()
        .forEach(
            (value, readers) -> {
              if (!known.contains(value)) {
                more.or(readers);
              }
            });
  }
}
