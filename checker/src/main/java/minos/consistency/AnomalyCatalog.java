package minos.consistency;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.verdict.Anomaly;

/**
 * The anomalies of registers, locks and replicated data: what was seen, the smallest example, which
 * models it breaks, what usually causes it. The pages in {@code docs/anomalies} are made from it.
 */
public final class AnomalyCatalog {
  private static final Map<Anomaly, AnomalyEntry> ENTRIES = entries();

  private AnomalyCatalog() {}

  /**
   * What there is to know of an anomaly; empty if it is of another kind, such as of transactions.
   */
  public static Optional<AnomalyEntry> of(Anomaly anomaly) {
    return Optional.ofNullable(ENTRIES.get(anomaly));
  }

  /** All entries, in the order of the anomalies. */
  public static List<AnomalyEntry> all() {
    return List.copyOf(ENTRIES.values());
  }

  private static Map<Anomaly, AnomalyEntry> entries() {
    Map<Anomaly, AnomalyEntry> entries = new EnumMap<>(Anomaly.class);
    for (AnomalyEntry entry : registers()) {
      entries.put(entry.anomaly(), entry);
    }
    for (AnomalyEntry entry : orders()) {
      entries.put(entry.anomaly(), entry);
    }
    for (AnomalyEntry entry : others()) {
      entries.put(entry.anomaly(), entry);
    }
    return entries;
  }

  private static List<AnomalyEntry> registers() {
    return List.of(
        new AnomalyEntry(
            Anomaly.STALE_READ,
            "Stale read",
            "A read returned a value that had been overwritten before the read began.",
            List.of(
                "a |w x 1| |w x 2|", //
                "b                 |r x 1|"),
            Set.of(ConsistencyModel.SAFE),
            "The read went to a replica or cache that the write had not reached, or to a leader that"
                + " had been deposed without knowing it."),
        new AnomalyEntry(
            Anomaly.THIN_AIR_READ,
            "Read out of thin air",
            "A read returned a value that nobody had written, or that was written only later.",
            List.of(
                "a |w x 1|", //
                "b         |r x 7|"),
            Set.of(ConsistencyModel.SAFE, ConsistencyModel.NO_THIN_AIR),
            "A write was recorded as failed although it took effect; another workload used the same"
                + " keys; data was left over from an earlier run; a value was corrupted; or the"
                + " recorder's clocks differ."),
        new AnomalyEntry(
            Anomaly.LOST_WRITE,
            "Lost write",
            "A write succeeded, but in the end what it had replaced is back and stays.",
            List.of(
                "a |w x 1|", //
                "b         |r x nil|",
                "c                   |r x nil|"),
            Set.of(ConsistencyModel.SAFE, ConsistencyModel.EVENTUAL),
            "The write was acknowledged before it was durable, or before enough replicas had it, and"
                + " was dropped by a failover; or the last writer by the clock won, and that clock was"
                + " behind."),
        new AnomalyEntry(
            Anomaly.LOST_UPDATE,
            "Lost update",
            "Two updates took effect on the same old value, so one of them is lost.",
            List.of(
                "a |w x 1| |c x 1 2|", //
                "b         |c x 1 3|"),
            Set.of(ConsistencyModel.PER_KEY_SEQUENTIAL),
            "A condition was checked and the value written in two steps; or two leaders each accepted"
                + " one of the updates."),
        new AnomalyEntry(
            Anomaly.NON_MONOTONIC_READ,
            "Non-monotonic read",
            "A session read a version and later an older one.",
            List.of(
                "a |w x 1|", //
                "b         |r x 1| |r x nil|"),
            Set.of(
                ConsistencyModel.PER_KEY_SEQUENTIAL,
                ConsistencyModel.CAUSAL,
                ConsistencyModel.PRAM,
                ConsistencyModel.MONOTONIC_READS,
                ConsistencyModel.SAFE,
                ConsistencyModel.EVENTUAL),
            "The session's requests were balanced over replicas, and a later one went to one that lags"
                + " further behind."),
        new AnomalyEntry(
            Anomaly.OWN_WRITE_NOT_SEEN,
            "Own write not seen",
            "A session did not see what it had written itself.",
            List.of("a |w x 1| |w x 2| |r x 1|"),
            Set.of(
                ConsistencyModel.PER_KEY_SEQUENTIAL,
                ConsistencyModel.CAUSAL,
                ConsistencyModel.PRAM,
                ConsistencyModel.READ_YOUR_WRITES,
                ConsistencyModel.SAFE),
            "Writes go to a leader and reads to a replica, without a token that makes the replica wait;"
                + " or a cache before the store was not told."),
        new AnomalyEntry(
            Anomaly.NON_MONOTONIC_WRITE,
            "Non-monotonic write",
            "Somebody saw a session's later write without, or before, its earlier one.",
            List.of(
                "a |w x 1| |w y 1|", //
                "b                 |r y 1| |r x nil|"),
            Set.of(
                ConsistencyModel.CAUSAL,
                ConsistencyModel.PRAM,
                ConsistencyModel.MONOTONIC_WRITES,
                ConsistencyModel.SAFE,
                ConsistencyModel.EVENTUAL),
            "Writes are replicated each by itself, by key or by connection, and the later one overtook"
                + " the earlier."),
        new AnomalyEntry(
            Anomaly.WRITES_FOLLOW_READS_VIOLATED,
            "Writes do not follow reads",
            "Somebody saw a write, but not what its session had read before writing: the answer without"
                + " the question.",
            List.of(
                "a |w x 1|", //
                "b         |r x 1| |w y 1|",
                "c                         |r y 1| |r x nil|"),
            Set.of(
                ConsistencyModel.CAUSAL,
                ConsistencyModel.WRITES_FOLLOW_READS,
                ConsistencyModel.SAFE,
                ConsistencyModel.EVENTUAL),
            "Replication keeps the order of each sender, but not what a sender had received."),
        new AnomalyEntry(
            Anomaly.RESURRECTED_DELETE,
            "Resurrected delete",
            "A deleted value is back.",
            List.of("a |w x 1| |d x nil| |r x 1|"),
            Set.of(
                ConsistencyModel.PER_KEY_SEQUENTIAL,
                ConsistencyModel.CAUSAL,
                ConsistencyModel.PRAM,
                ConsistencyModel.READ_YOUR_WRITES,
                ConsistencyModel.SAFE),
            "The mark that a deletion leaves was collected before all replicas had seen it, and one that"
                + " had not repaired the others; or a delayed write arrived after the deletion."),
        new AnomalyEntry(
            Anomaly.NEW_OLD_INVERSION,
            "New-old inversion",
            "While a write was under way one read saw the new value, and a later one still the old.",
            List.of(
                "a |w x 1| |---------w x 2---------|", //
                "b           |r x 2|",
                "c                   |r x 1|"),
            Set.of(ConsistencyModel.LINEARIZABLE),
            "Reads ask a quorum but don't write back what they found, so the register is regular and not"
                + " atomic. Documented behaviour of many stores."));
  }

  private static List<AnomalyEntry> orders() {
    return List.of(
        new AnomalyEntry(
            Anomaly.CAUSALITY_VIOLATION,
            "Causality violation",
            "A read returned a version although a newer one was in its causal past.",
            List.of(
                "a |w x 1| |w y 1|", //
                "b                 |r y 1| |w x 2| |w y 2|",
                "c                                         |r y 2| |r x 1|"),
            Set.of(
                ConsistencyModel.PROCESSOR,
                ConsistencyModel.CAUSAL,
                ConsistencyModel.MONOTONIC_WRITES,
                ConsistencyModel.SAFE),
            "Keys or partitions replicate independently, without carrying what a write depends on."),
        new AnomalyEntry(
            Anomaly.CAUSAL_CYCLE,
            "Causal cycle",
            "Operations each of which depends on the next, and the last on the first.",
            List.of(
                "a |r x 1| |w y 1|", //
                "b |r y 1| |w x 1|"),
            Set.of(
                ConsistencyModel.CAUSAL,
                ConsistencyModel.WRITES_FOLLOW_READS,
                ConsistencyModel.SAFE,
                ConsistencyModel.CONSISTENT_PREFIX),
            "Uncommitted or speculative values were shown to others; or clocks of recorders differ so"
                + " much that a session's order is wrong."),
        new AnomalyEntry(
            Anomaly.FORK,
            "Fork",
            "Sessions saw concurrent writes in orders that no single order explains.",
            List.of(
                "a |w x 1| |r x 2|", //
                "b |w x 2| |r x 1|"),
            Set.of(
                ConsistencyModel.PER_KEY_SEQUENTIAL,
                ConsistencyModel.CAUSAL_CONVERGENCE,
                ConsistencyModel.EVENTUAL),
            "Each replica applies writes in the order in which they arrive, with no rule that orders"
                + " concurrent ones; or a network partition let both sides go on."),
        new AnomalyEntry(
            Anomaly.DIVERGENT_REPLICAS,
            "Divergent replicas",
            "Replicas that received the same updates, or had time to, answer differently.",
            List.of(
                "a |w x 1|         |r x 1|", //
                "b |w x 2|         |r x 2|"),
            Set.of(ConsistencyModel.EVENTUAL),
            "Updates that do not commute are applied in different orders; anti-entropy is off, or skips a"
                + " range; or the workload did not wait for replication."),
        new AnomalyEntry(
            Anomaly.NOT_LINEARIZABLE,
            "Not linearizable",
            "No order of the operations that keeps real time explains one of them. No narrower name"
                + " fits.",
            List.of(
                "a |-------------w x 1-------------|",
                "b |-------------w x 2-------------|",
                "c   |r x 1|",
                "d           |r x 2|",
                "e                   |r x 1|"),
            Set.of(ConsistencyModel.LINEARIZABLE),
            "Some replicas order concurrent operations differently from others, or answer from a state"
                + " that others have left."),
        new AnomalyEntry(
            Anomaly.NOT_SEQUENTIAL,
            "Not sequential",
            "No one order of all operations explains them, even if real time is disregarded.",
            List.of(
                "a |w x 1| |r y nil|", //
                "b |w y 1| |r x nil|"),
            Set.of(ConsistencyModel.SEQUENTIAL, ConsistencyModel.SAFE, ConsistencyModel.EVENTUAL),
            "Each key is consistent by itself, but reads of different keys don't wait for each other's"
                + " writes: sequential consistency of each key does not add up to that of all."));
  }

  private static List<AnomalyEntry> others() {
    return List.of(
        new AnomalyEntry(
            Anomaly.CLOCK_VIOLATION,
            "Vector clock violation",
            "The store's own vector clocks do not contain what sessions observed, or run backwards.",
            List.of(
                "a |w x 1, clock a:1|", //
                "b                    |r x 1, clock a:1| |w x 2, clock b:1|"),
            Set.of(),
            "The client did not hand back the context of its read; the server made a new entry instead of"
                + " merging; or clock entries were pruned."),
        new AnomalyEntry(
            Anomaly.VERSION_ORDER_VIOLATION,
            "Version order violation",
            "The store's own numbers of versions are not in the order of real time, or one number has"
                + " two values.",
            List.of(
                "a |w x 1, version 7|", //
                "b                    |w x 2, version 6|"),
            Set.of(),
            "Versions are timestamps of machines whose clocks differ, and the last writer by the clock"
                + " wins; or a leader that had been deposed went on numbering."),
        new AnomalyEntry(
            Anomaly.DOUBLE_ACQUIRE,
            "Double acquire",
            "Two clients hold a lock at once.",
            List.of(
                "a |acquire|             |release|", //
                "b           |acquire|"),
            Set.of(),
            "A lease ran out while its holder was paused; or two nodes each took themselves for the"
                + " leader that grants it."),
        new AnomalyEntry(
            Anomaly.RELEASE_WITHOUT_HOLD,
            "Release without hold",
            "A lock was released that nobody held.",
            List.of("a |acquire| |release| |release|"),
            Set.of(),
            "A release was retried although the first had succeeded; or the lock had expired and gone to"
                + " another."));
  }
}
