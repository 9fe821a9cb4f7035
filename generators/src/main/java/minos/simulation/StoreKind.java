package minos.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.causal.RecordedClocks;

/**
 * The simulated stores: each a configuration of a few parts, with the promise that it makes and the
 * ways in which it can be made to break it.
 */
@SuppressWarnings("ImmutableEnumChecker") // The collections are never changed.
public enum StoreKind {
  /** A replicated log with a leader and leases. */
  STRONG(
      "a leader with a lease; writes need a majority",
      List.of("strong"),
      List.of("majority"),
      EnumSet.of(
          Breakage.IGNORED_LEASE,
          Breakage.FOLLOWER_READS,
          Breakage.EARLY_ACK,
          Breakage.CHECK_THEN_ACT)),
  /** Any node takes writes; updates wait for what they depend on. */
  CAUSAL(
      "every node takes writes; updates wait for those that they depend on",
      List.of("causal"),
      List.of("causal"),
      EnumSet.of(Breakage.NO_DEPENDENCIES, Breakage.WANDERING_SESSIONS)),
  /** Followers that answer sessions whose token they have. */
  SESSION(
      "followers answer sessions that have seen no more than they have",
      List.of("session"),
      List.of("majority"),
      EnumSet.of(Breakage.NO_TOKENS)),
  /** Replicas that exchange updates some time. */
  EVENTUAL(
      "one replica answers, the others hear of it later; the last writer wins",
      List.of("eventual"),
      List.of("eventual"),
      EnumSet.of(Breakage.NO_REPAIR, Breakage.OVERWRITES, Breakage.NO_TOKENS)),
  /** Amazon S3 since December 2020. */
  S3(
      "Amazon S3 since December 2020: the newest object, conditional puts",
      List.of("strong"),
      List.of("strong"),
      EnumSet.of(Breakage.FOLLOWER_READS, Breakage.CHECK_THEN_ACT)),
  /** Amazon S3 before December 2020. */
  S3_2006(
      "Amazon S3 before December 2020: read-after-write for new keys unless they were probed",
      List.of("eventual"),
      List.of("eventual"),
      EnumSet.of(Breakage.PROBED_KEYS, Breakage.NO_REPAIR)),
  /** Amazon DynamoDB. */
  DYNAMODB(
      "Amazon DynamoDB: reads are strong (ConsistentRead) or eventual",
      List.of("strong", "eventual"),
      List.of("strong"),
      EnumSet.of(Breakage.FOLLOWER_READS, Breakage.CHECK_THEN_ACT, Breakage.IGNORED_LEASE)),
  /** Apache Cassandra. */
  CASSANDRA(
      "Apache Cassandra: levels ONE, TWO, QUORUM and ALL; the last writer wins by its clock",
      List.of("QUORUM", "ONE", "TWO", "ALL"),
      List.of("QUORUM", "ONE", "TWO", "ALL"),
      EnumSet.of(Breakage.WEAK_QUORUM, Breakage.SLOPPY_QUORUM, Breakage.CLOCK_SKEW)),
  /** MongoDB. */
  MONGODB(
      "MongoDB: read concerns linearizable, majority (causal sessions) and local",
      List.of("linearizable", "majority", "local"),
      List.of("majority", "w:1"),
      EnumSet.of(Breakage.EARLY_ACK, Breakage.FOLLOWER_READS, Breakage.CHECK_THEN_ACT)),
  /** Google Spanner. */
  SPANNER(
      "Google Spanner: two-phase commit, timestamps with a bounded error, commit wait",
      List.of("strong", TimestampStore.STALE),
      List.of("strong"),
      EnumSet.of(Breakage.NO_COMMIT_WAIT, Breakage.CLOCK_SKEW)),
  /** CockroachDB. */
  COCKROACHDB(
      "CockroachDB: timestamps without commit wait; uncertain reads begin again",
      List.of("strong", TimestampStore.STALE),
      List.of("strong"),
      EnumSet.of(Breakage.CLOCK_SKEW)),
  /** Azure Cosmos DB. */
  COSMOSDB(
      "Azure Cosmos DB: levels strong, bounded, session, consistent-prefix and eventual",
      List.of("session", "strong", "bounded", "consistent-prefix", "eventual"),
      List.of("majority"),
      EnumSet.of(Breakage.NO_TOKENS, Breakage.FOLLOWER_READS)),
  /** The domain name system. */
  DNS(
      "the domain name system: resolvers keep records for their time to live",
      List.of("resolver"),
      List.of("authoritative"),
      EnumSet.of(Breakage.OVERDUE_CACHE)),
  /** Redis with asynchronous replication. */
  REDIS_ASYNC(
      "Redis: a primary that acknowledges at once, replicas that follow; WAIT n as wait:n",
      List.of("primary", "replica"),
      List.of("async", "wait:1"),
      EnumSet.noneOf(Breakage.class));

  private final String about;
  // Names with commas: an enum's fields are immutable.
  private final String readLevels;
  private final String writeLevels;
  private final String breakages;

  StoreKind(
      String about, List<String> readLevels, List<String> writeLevels, Set<Breakage> breakages) {
    this.about = about;
    this.readLevels = String.join(",", readLevels);
    this.writeLevels = String.join(",", writeLevels);
    this.breakages = breakages.stream().map(Breakage::id).collect(Collectors.joining(","));
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is like, in a line. */
  public String about() {
    return about;
  }

  /** The levels that a read can ask for; the first is the default. */
  public List<String> readLevels() {
    return List.of(readLevels.split(",", -1));
  }

  /** The levels that a write can ask for; the first is the default. */
  public List<String> writeLevels() {
    return List.of(writeLevels.split(",", -1));
  }

  /** How its promise can be broken. */
  public Set<Breakage> breakages() {
    EnumSet<Breakage> set = EnumSet.noneOf(Breakage.class);
    for (String id : breakages.split(",", -1)) {
      Breakage.ofId(id).ifPresent(set::add);
    }
    return set;
  }

  /** The store of that name. */
  public static Optional<StoreKind> ofId(String id) {
    for (StoreKind kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether it is worth watching causality, which takes memory. */
  boolean isCausal() {
    return this == CAUSAL;
  }

  /** Whether it does compare-and-set. */
  boolean compares() {
    return switch (this) {
      case STRONG, S3, DYNAMODB, MONGODB, SPANNER, COCKROACHDB, REDIS_ASYNC -> true;
      case CAUSAL, SESSION, EVENTUAL, S3_2006, CASSANDRA, COSMOSDB, DNS -> false;
    };
  }

  /** Whether clients can do this to its keys. */
  public boolean takes(DataType type) {
    if (type.transactional()) {
      return this == SPANNER || this == COCKROACHDB;
    }
    if (type == DataType.OBJECTS) {
      return this == S3 || this == S3_2006;
    }
    return !type.replicated() || this == EVENTUAL;
  }

  /** How often followers get their next batch, in milliseconds after there is one, on average. */
  int lagMillis() {
    return switch (this) {
      case STRONG, CASSANDRA, SPANNER, COCKROACHDB, EVENTUAL, S3_2006 -> 0;
      case S3, DYNAMODB, MONGODB, DNS -> 3;
      case CAUSAL, SESSION, COSMOSDB, REDIS_ASYNC -> 10;
    };
  }

  Store build(World world) {
    int nodes = world.options().nodes();
    int replicas = world.options().replicas();
    Quorums quorums = world.options().quorums();
    return switch (this) {
      case STRONG, S3 -> leader(world, Map.of("strong", LeaderStore.Reading.LEADER), Map.of());
      case SESSION -> leader(world, Map.of("session", LeaderStore.Reading.SESSION), Map.of());
      case DYNAMODB ->
          leader(
              world,
              Map.of("strong", LeaderStore.Reading.LEADER, "eventual", LeaderStore.Reading.ANY),
              Map.of());
      case MONGODB ->
          leader(
              world,
              Map.of(
                  "linearizable", LeaderStore.Reading.LEADER,
                  "majority", LeaderStore.Reading.SESSION,
                  "local", LeaderStore.Reading.NEAREST_LATEST),
              Map.of("w:1", 1));
      case COSMOSDB ->
          leader(
              world,
              Map.of(
                  "strong", LeaderStore.Reading.LEADER,
                  "bounded", LeaderStore.Reading.BOUNDED,
                  "session", LeaderStore.Reading.SESSION,
                  "consistent-prefix", LeaderStore.Reading.NEAREST,
                  "eventual", LeaderStore.Reading.ANY),
              Map.of());
      case REDIS_ASYNC ->
          new LeaderStore(
              world,
              new LeaderStore.Options(
                  Map.of(
                      "primary", LeaderStore.Reading.LEADER_LATEST,
                      "replica", LeaderStore.Reading.NEAREST_LATEST),
                  Map.of("async", 1, "wait:1", 2),
                  true));
      case DNS ->
          new CachedStore(
              world,
              leader(world, Map.of("resolver", LeaderStore.Reading.LEADER), Map.of()),
              false);
      case CAUSAL -> new CausalStore(world);
      case EVENTUAL ->
          switch (world.options().data()) {
            case G_COUNTER, PN_COUNTER, OR_SET -> new ReplicatedStore(world);
            case SIBLINGS -> new SiblingStore(world);
            case REGISTER, NEW_KEYS, OBJECTS, LIST_APPEND, RW_REGISTER ->
                leaderless(world, replicas, Map.of("eventual", 1), false);
          };
      case S3_2006 ->
          new CachedStore(world, leaderless(world, nodes, Map.of("eventual", 1), true), true);
      case CASSANDRA ->
          new LeaderlessStore(
              world,
              new LeaderlessStore.Options(
                  replicas,
                  quorums.reading(quorums.levels()),
                  quorums.writing(quorums.levels()),
                  true,
                  LeaderlessStore.Repair.BACKGROUND,
                  false));
      case SPANNER -> new TimestampStore(world, true);
      case COCKROACHDB -> new TimestampStore(world, false);
    };
  }

  private static Store leader(
      World world, Map<String, LeaderStore.Reading> reads, Map<String, Integer> writes) {
    return new LeaderStore(world, new LeaderStore.Options(reads, writes, false));
  }

  private static Store leaderless(
      World world, int replicas, Map<String, Integer> levels, boolean searches) {
    return new LeaderlessStore(
        world,
        new LeaderlessStore.Options(
            replicas,
            world.options().quorums().reading(levels),
            world.options().quorums().writing(levels),
            false,
            LeaderlessStore.Repair.NONE,
            searches));
  }

  /**
   * What it promises: the name of a consistency model, with its bound if it has one.
   *
   * @param options the levels that operations ask for, and the bounds
   */
  public String promise(SimulationOptions options) {
    List<String> asked = options.readLevels();
    String weakest = asked.isEmpty() ? "" : asked.get(asked.size() - 1);
    if (options.data() == DataType.SIBLINGS) {
      return RecordedClocks.NAME;
    } else if (options.data().replicated()) {
      return options.data().id();
    }
    return switch (this) {
      case STRONG, S3 -> "linearizable";
      case CAUSAL -> "causal";
      case SESSION -> "session";
      case EVENTUAL, REDIS_ASYNC -> "eventual";
      case S3_2006 -> options.data() == DataType.NEW_KEYS ? "linearizable" : "eventual";
      case DYNAMODB -> weakest.equals("strong") ? "linearizable" : "eventual";
      case CASSANDRA ->
          options.quorums().meet(options.readLevels(), options.writeLevels())
              ? "regular"
              : "eventual";
      case MONGODB ->
          switch (weakest) {
            case "linearizable" -> "linearizable";
            case "majority" -> "session";
            default -> "eventual";
          };
      case COSMOSDB ->
          switch (weakest) {
            case "strong" -> "linearizable";
            case "bounded" -> bounded(options.bound());
            case "session" -> "session";
            case "consistent-prefix" -> "consistent-prefix";
            default -> "eventual";
          };
      case SPANNER, COCKROACHDB -> {
        if (options.data().transactional()) {
          yield this == SPANNER ? "strict-serializable" : "serializable";
        }
        yield weakest.equals(TimestampStore.STALE) ? bounded(options.bound()) : "linearizable";
      }
      case DNS -> bounded(options.ttl());
    };
  }

  /** The contract that its histories are to keep; empty where there is none for such a store. */
  public Optional<String> contract() {
    return switch (this) {
      case S3, S3_2006, DYNAMODB, CASSANDRA, MONGODB, SPANNER, COCKROACHDB, COSMOSDB, DNS ->
          Optional.of(id());
      case REDIS_ASYNC -> Optional.of("redis-wait");
      case SESSION -> Optional.of("sticky-sessions");
      case STRONG, CAUSAL, EVENTUAL -> Optional.empty();
    };
  }

  private static String bounded(long nanos) {
    return "bounded-staleness:" + nanos / 1_000_000 + "ms";
  }
}
