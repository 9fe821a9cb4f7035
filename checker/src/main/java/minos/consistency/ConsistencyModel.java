package minos.consistency;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import minos.register.VersionOrder;

/**
 * Which register histories a store may produce. Models form a lattice: what a stronger one allows,
 * each weaker one allows.
 *
 * <p>Words used by the definitions: <i>session order</i> is the order of one session's operations;
 * <i>reads-from</i> leads from a write to the reads that saw it; <i>causal order</i> is what
 * follows from both; <i>real time</i> puts an operation before another if it ended before the other
 * began.
 */
public enum ConsistencyModel {
  /** As if every operation took effect at once, at some point between its begin and its end. */
  LINEARIZABLE(
      "linearizable",
      "Linearizability",
      "There is one order of all operations that contains real time and in which every read returns"
          + " the last write of its key.",
      "M. Herlihy, J. Wing, \"Linearizability: A Correctness Condition for Concurrent Objects\","
          + " TOPLAS 12(3), 1990"),
  /** One order for everybody, that need not be that of real time. */
  SEQUENTIAL(
      "sequential",
      "Sequential consistency",
      "There is one order of all operations that contains session order and in which every read"
          + " returns the last write of its key.",
      "L. Lamport, \"How to Make a Multiprocessor Computer That Correctly Executes Multiprocess"
          + " Programs\", IEEE Transactions on Computers C-28(9), 1979"),
  /** Each key by itself is sequentially consistent. */
  PER_KEY_SEQUENTIAL(
      "per-key-sequential",
      "Per-key sequential consistency (coherence)",
      "For each key there is an order of the operations on it that contains session order and in"
          + " which every read returns the last write.",
      "J. Goodman, \"Cache Consistency and Sequential Consistency\", SCI Committee report 61, 1989;"
          + " B. Cooper et al., \"PNUTS: Yahoo!'s Hosted Data Serving Platform\", VLDB 2008"),
  /** Pipelined memory whose sessions agree on the order of each key's writes. */
  PROCESSOR(
      "processor",
      "Processor consistency",
      "As pram, and the sessions' orders agree on the order of the writes of each key.",
      "M. Ahamad, R. Bazzi, R. John, P. Kohli, G. Neiger, \"The Power of Processor Consistency\","
          + " SPAA 1993"),
  /** Causal consistency with one arbitration of concurrent writes for all. */
  CAUSAL_CONVERGENCE(
      "causal-convergence",
      "Causal convergence (CCv)",
      "There is one order of all writes that contains causal order and in which every read returns"
          + " the last write of its key among those in its causal past.",
      "S. Burckhardt, \"Principles of Eventual Consistency\", 2014; patterns: A. Bouajjani, C. Enea,"
          + " R. Guerraoui, J. Hamza, \"On Verifying Causal Consistency\", POPL 2017"),
  /** Causal consistency in which each session keeps to one order. */
  CAUSAL_MEMORY(
      "causal-memory",
      "Causal memory (CM)",
      "For each session there is an order of the writes in its causal past and of its own reads that"
          + " contains causal order and in which each of its reads returns the last write of its key.",
      "M. Ahamad, G. Neiger, J. Burns, P. Kohli, P. Hutto, \"Causal memory: definitions,"
          + " implementation, and programming\", Distributed Computing 9, 1995; patterns: Bouajjani"
          + " et al., POPL 2017"),
  /** Nobody sees an effect without its causes. */
  CAUSAL(
      "causal",
      "Causal consistency (CC)",
      "For each read there is an order of the operations in its causal past that contains causal"
          + " order and in which the read returns the last write of its key.",
      "A. Bouajjani, C. Enea, R. Guerraoui, J. Hamza, \"On Verifying Causal Consistency\", POPL"
          + " 2017"),
  /** Each session sees every session's writes in the order in which they were made. */
  PRAM(
      "pram",
      "Pipelined RAM",
      "For each session there is an order of all writes and of its own reads that contains every"
          + " session's order and in which each of its reads returns the last write of its key.",
      "R. Lipton, J. Sandberg, \"PRAM: A Scalable Shared Memory\", Princeton CS-TR-180-88, 1988"),
  /** All four session guarantees. */
  SESSION(
      "session",
      "Session guarantees",
      "read-your-writes, monotonic-reads, monotonic-writes and writes-follow-reads. Without an order"
          + " of versions (--version-order none) all four together: for each session there is one"
          + " order of the writes that explains its reads under all of them.",
      "D. Terry, A. Demers, K. Petersen, M. Spreitzer, M. Theimer, B. Welch, \"Session Guarantees for"
          + " Weakly Consistent Replicated Data\", PDIS 1994"),
  /** A session sees its own writes. */
  READ_YOUR_WRITES(
      "read-your-writes",
      "Read your writes",
      "A read returns no version older than one that its session wrote before.",
      "Terry et al., PDIS 1994"),
  /** A session's reads don't go back. */
  MONOTONIC_READS(
      "monotonic-reads",
      "Monotonic reads",
      "A read returns no version older than one that its session read before, nor one that the"
          + " session had left for another.",
      "Terry et al., PDIS 1994"),
  /** A session's writes are seen in their order. */
  MONOTONIC_WRITES(
      "monotonic-writes",
      "Monotonic writes",
      "Who has read a write reads no version older than one that the write's session wrote before"
          + " it; and a session's writes of a key are versions in the same order.",
      "Terry et al., PDIS 1994"),
  /** A write is seen after what its session had read. */
  WRITES_FOLLOW_READS(
      "writes-follow-reads",
      "Writes follow reads",
      "Who has read a write reads no version older than one that the write's session read before it;"
          + " and a write is a newer version than those that its session read before.",
      "Terry et al., PDIS 1994"),
  /** A read sees the last complete write, or one that overlaps. */
  REGULAR(
      "regular",
      "Regular register",
      "A read returns a write that it overlaps, or one that ended before it with no other write"
          + " entirely between them in real time. (For several writers: each read by itself.)",
      "L. Lamport, \"On Interprocess Communication\", Distributed Computing 1, 1986; several writers:"
          + " C. Shao, J. Welch, E. Pierce, H. Lee, \"Multiwriter Consistency Conditions for Shared"
          + " Memory Registers\", SIAM J. Comput. 40(1), 2011, condition MWRegWeak"),
  /** A read that overlaps no write is right. */
  SAFE(
      "safe",
      "Safe register",
      "A read that overlaps no write returns one that ended before it with no other write entirely"
          + " between them; a read that overlaps a write may return anything.",
      "L. Lamport, \"On Interprocess Communication\", Distributed Computing 1, 1986"),
  /** Reads lag behind by so much at most. */
  BOUNDED_STALENESS(
      "bounded-staleness",
      "Bounded staleness",
      "A read returns a version that at most K newer ones (:K), or none that was complete for longer"
          + " than D (:Dms, :Ds), had certainly replaced in real time when it began.",
      "D. Terry, \"Replicated Data Consistency Explained Through Baseball\", CACM 56(12), 2013; Azure"
          + " Cosmos DB, \"Consistency levels\""),
  /** A read sees a state that the store was in at some time. */
  CONSISTENT_PREFIX(
      "consistent-prefix",
      "Consistent prefix",
      "There is one order of all writes, and every read returns what some prefix of it leaves, of"
          + " writes that had begun when the read ended. (With reads of one key that is: nobody reads"
          + " the future.)",
      "D. Terry, \"Replicated Data Consistency Explained Through Baseball\", CACM 56(12), 2013"),
  /** Replicas that received the same updates answer the same. */
  STRONG_EVENTUAL(
      "strong-eventual",
      "Strong eventual consistency",
      "As eventual, and reads of a key whose replicas had received the same updates, as far as the"
          + " history records what they had received (field clock), return the same.",
      "M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, \"Conflict-free Replicated Data Types\", SSS"
          + " 2011"),
  /** When updates stop, all come to read the same. */
  EVENTUAL(
      "eventual",
      "Eventual consistency",
      "The last reads of the sessions after the last write of a key had ended return the same value,"
          + " and one that was written if any write succeeded.",
      "W. Vogels, \"Eventually Consistent\", CACM 52(1), 2009; S. Burckhardt, \"Principles of Eventual"
          + " Consistency\", 2014"),
  /** Nobody reads what was never written. */
  NO_THIN_AIR(
      "no-thin-air",
      "No values out of thin air",
      "Every read returns the initial value or one that an operation wrote which may have happened.",
      "Bouajjani et al., POPL 2017, pattern ThinAirRead; part of every definition above but safe");

  private final String id;
  private final String title;
  private final String definition;
  private final String citation;

  ConsistencyModel(String id, String title, String definition, String citation) {
    this.id = id;
    this.title = title;
    this.definition = definition;
    this.citation = citation;
  }

  /** The name on the command line and in reports. */
  public String id() {
    return id;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** What it means, in a sentence or two. */
  public String definition() {
    return definition;
  }

  /** Who defined it where. */
  public String citation() {
    return citation;
  }

  /** The model of that name, without a parameter. */
  public static Optional<ConsistencyModel> ofId(String id) {
    for (ConsistencyModel model : values()) {
      if (model.id.equals(id)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  /**
   * The models that this one directly implies.
   *
   * @param order what the session guarantees are judged against: in real time only linearizability
   *     implies them, because nothing weaker knows of real time; against the server's own account
   *     nothing does; by their pure definition much does
   */
  public Set<ConsistencyModel> implies(VersionOrder order) {
    Set<ConsistencyModel> always = always();
    switch (order) {
      case SERVER -> {
        // What the server says of its versions can contradict what its clients saw.
      }
      case REAL_TIME -> {
        if (this == LINEARIZABLE) {
          always.add(SESSION);
        }
      }
      case NONE -> always.addAll(byDefinition());
    }
    return always;
  }

  private Set<ConsistencyModel> always() {
    return switch (this) {
      case LINEARIZABLE -> EnumSet.of(SEQUENTIAL, REGULAR, EVENTUAL);
      case SEQUENTIAL -> EnumSet.of(PROCESSOR, CAUSAL_CONVERGENCE, CAUSAL_MEMORY);
      case PROCESSOR -> EnumSet.of(PER_KEY_SEQUENTIAL, PRAM);
      case CAUSAL_CONVERGENCE -> EnumSet.of(CAUSAL);
      case CAUSAL_MEMORY -> EnumSet.of(CAUSAL, PRAM);
      case SESSION ->
          EnumSet.of(READ_YOUR_WRITES, MONOTONIC_READS, MONOTONIC_WRITES, WRITES_FOLLOW_READS);
      case REGULAR -> EnumSet.of(BOUNDED_STALENESS, SAFE);
      case BOUNDED_STALENESS -> EnumSet.of(CONSISTENT_PREFIX);
      case STRONG_EVENTUAL -> EnumSet.of(EVENTUAL);
      case PER_KEY_SEQUENTIAL,
          CAUSAL,
          PRAM,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          CONSISTENT_PREFIX,
          EVENTUAL ->
          EnumSet.of(NO_THIN_AIR);
      case SAFE, NO_THIN_AIR -> EnumSet.noneOf(ConsistencyModel.class);
    };
  }

  /** What follows only for the pure definitions of the session guarantees. */
  private Set<ConsistencyModel> byDefinition() {
    return switch (this) {
      case CAUSAL_CONVERGENCE, CAUSAL_MEMORY -> EnumSet.of(SESSION);
      case SESSION -> EnumSet.of(CAUSAL);
      // And READ_YOUR_WRITES, unless operations of one session overlap: then two reads may differ
      // as
      // to which of its overlapping writes came last.
      case CAUSAL -> EnumSet.of(MONOTONIC_WRITES, WRITES_FOLLOW_READS);
      case PRAM, PER_KEY_SEQUENTIAL ->
          EnumSet.of(READ_YOUR_WRITES, MONOTONIC_READS, MONOTONIC_WRITES);
      case LINEARIZABLE,
          SEQUENTIAL,
          PROCESSOR,
          READ_YOUR_WRITES,
          MONOTONIC_READS,
          MONOTONIC_WRITES,
          WRITES_FOLLOW_READS,
          REGULAR,
          SAFE,
          BOUNDED_STALENESS,
          CONSISTENT_PREFIX,
          STRONG_EVENTUAL,
          EVENTUAL,
          NO_THIN_AIR ->
          EnumSet.noneOf(ConsistencyModel.class);
    };
  }

  /** All weaker models: what this one implies directly or by way of others. */
  public Set<ConsistencyModel> weaker(VersionOrder order) {
    Set<ConsistencyModel> weaker = EnumSet.noneOf(ConsistencyModel.class);
    collect(order, weaker);
    return weaker;
  }

  private void collect(VersionOrder order, Set<ConsistencyModel> weaker) {
    for (ConsistencyModel model : implies(order)) {
      if (weaker.add(model)) {
        model.collect(order, weaker);
      }
    }
  }

  /** All models that imply this one. */
  public Set<ConsistencyModel> stronger(VersionOrder order) {
    Set<ConsistencyModel> stronger = EnumSet.noneOf(ConsistencyModel.class);
    for (ConsistencyModel model : values()) {
      if (model.weaker(order).contains(this)) {
        stronger.add(model);
      }
    }
    return stronger;
  }
}
