package minos.simulation.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import minos.causal.RecordedClocks;
import minos.simulation.Breakage;
import minos.simulation.DataType;
import minos.simulation.FaultSchedule;
import minos.simulation.LatencyProfile;
import minos.simulation.SimulationOptions;
import minos.simulation.StoreKind;

/**
 * A store under some conditions, and what its histories are judged by.
 *
 * @param options what is simulated, but for the seed
 * @param consistency the name of the consistency model, with its bound if it has one
 * @param condition what is special, in words
 * @param truth the model by which the simulator tells whether it is broken
 */
public record Scenario(
    SimulationOptions options, String consistency, String condition, String truth) {
  /** A scenario judged by a consistency model, whose truth has the same name. */
  Scenario(SimulationOptions options, String consistency, String condition) {
    this(options, consistency, condition, Judging.model(consistency));
  }

  /**
   * Whether the verdict is to agree with the truth. Deletions leave nothing behind, so that who
   * finds nothing doesn't say which of them it saw, and some broken histories can be explained.
   */
  public boolean exact() {
    return options.data() != DataType.OBJECTS;
  }

  private static final long MILLI = 1_000_000;
  private static final int OPERATIONS = 200;

  /** Stores that keep their promise: in peace, and with two random faults. */
  public static List<Scenario> kept() {
    List<Scenario> scenarios = new ArrayList<>();
    for (StoreKind store : StoreKind.values()) {
      for (String level : store.readLevels()) {
        boolean weak = store == StoreKind.CASSANDRA && !level.equals("QUORUM");
        if (!weak) {
          scenarios.add(kept(store, DataType.REGISTER, level, 0));
          scenarios.add(kept(store, DataType.REGISTER, level, 2));
        }
      }
      for (DataType data : DataType.values()) {
        boolean special = store == StoreKind.S3_2006 && data == DataType.NEW_KEYS;
        boolean other =
            data != DataType.REGISTER && data != DataType.NEW_KEYS && data != DataType.OBJECTS;
        if (special || (other && store.takes(data))) {
          scenarios.add(kept(store, data, store.readLevels().get(0), 0));
        }
      }
    }
    scenarios.addAll(contracts());
    return scenarios;
  }

  /** Stores that keep their contract, with all levels that they have at once. */
  private static List<Scenario> contracts() {
    List<Scenario> scenarios = new ArrayList<>();
    for (StoreKind store : StoreKind.values()) {
      if (store.contract().isEmpty()) {
        continue;
      }
      for (DataType data : List.of(DataType.REGISTER, DataType.OBJECTS)) {
        for (int faults = 0; store.takes(data) && faults <= 2; faults += 2) {
          SimulationOptions.Builder builder =
              small(store).data(data).readLevels(store.readLevels()).randomFaults(faults);
          if (faults > 0) {
            builder.rate(200);
          }
          scenarios.add(
              new Scenario(
                  builder.build(),
                  Judging.CONTRACT + store.contract().get(),
                  data.id() + ", all levels" + (faults == 0 ? "" : ", " + faults + " faults")));
        }
      }
    }
    return scenarios;
  }

  private static Scenario kept(StoreKind store, DataType data, String level, int faults) {
    SimulationOptions.Builder builder =
        small(store).data(data).readLevels(List.of(level)).randomFaults(faults);
    if (faults > 0) {
      builder.rate(200);
    }
    SimulationOptions options = builder.build();
    String at = store.readLevels().size() > 1 ? ", " + level : "";
    return new Scenario(
        options,
        store.promise(options),
        data.id() + at + (faults == 0 ? "" : ", " + faults + " faults"));
  }

  private static SimulationOptions.Builder small(StoreKind store) {
    return SimulationOptions.of(store).operations(OPERATIONS);
  }

  /** Stores that break their promise. In some histories nothing comes of it. */
  public static List<Scenario> broken() {
    List<Scenario> all = new ArrayList<>();
    FaultSchedule cutLeader = FaultSchedule.of("partition:200ms-900ms:0");
    FaultSchedule cutToTheEnd = FaultSchedule.of("partition:100ms-60s:2");

    all.add(broken(StoreKind.STRONG, "linearizable", Breakage.FOLLOWER_READS));
    all.add(
        new Scenario(
            small(StoreKind.STRONG)
                .breaking(Breakage.IGNORED_LEASE)
                .faults(cutLeader)
                .timeout(50 * MILLI)
                .readRatio(0.8)
                .rate(300)
                .build(),
            "linearizable",
            "ignored-lease, leader cut off"));
    all.add(
        new Scenario(
            small(StoreKind.STRONG)
                .breaking(Breakage.EARLY_ACK)
                .faults(cutLeader)
                .timeout(50 * MILLI)
                .rate(300)
                .build(),
            "linearizable",
            "early-ack, leader cut off"));
    for (StoreKind store : List.of(StoreKind.STRONG, StoreKind.S3, StoreKind.DYNAMODB)) {
      all.add(
          new Scenario(
              small(store).breaking(Breakage.CHECK_THEN_ACT).casRatio(0.5).build(),
              "linearizable",
              "check-then-act, reads and cas"));
    }
    for (DataType data : List.of(DataType.REGISTER, DataType.OBJECTS)) {
      all.add(
          new Scenario(
              small(StoreKind.S3).data(data).breaking(Breakage.FOLLOWER_READS).build(),
              Judging.CONTRACT + "s3",
              "follower-reads, " + data.id(),
              "regular"));
    }
    all.add(broken(StoreKind.S3, "linearizable", Breakage.FOLLOWER_READS));
    all.add(broken(StoreKind.S3, "regular", Breakage.FOLLOWER_READS));
    all.add(broken(StoreKind.DYNAMODB, "linearizable", Breakage.FOLLOWER_READS));
    all.add(broken(StoreKind.MONGODB, "linearizable", Breakage.FOLLOWER_READS));
    all.add(
        new Scenario(
            small(StoreKind.MONGODB)
                .writeLevels(List.of("w:1"))
                .faults(cutLeader)
                .timeout(50 * MILLI)
                .rate(300)
                .build(),
            "linearizable",
            "w:1, leader cut off"));
    all.add(broken(StoreKind.CASSANDRA, "regular", Breakage.WEAK_QUORUM));
    all.add(broken(StoreKind.CASSANDRA, "regular", Breakage.CLOCK_SKEW));
    all.add(broken(StoreKind.CASSANDRA, "linearizable", Breakage.CLOCK_SKEW));
    all.add(
        new Scenario(
            small(StoreKind.CASSANDRA)
                .breaking(Breakage.SLOPPY_QUORUM)
                .faults(FaultSchedule.of("partition:200ms-700ms:0"))
                .rate(300)
                .build(),
            "regular",
            "sloppy-quorum, a node cut off"));
    all.add(
        new Scenario(
            small(StoreKind.CASSANDRA)
                .latency(LatencyProfile.LNKD_DISK)
                .clients(10)
                .keys(2)
                .readRatio(0.7)
                .build(),
            "linearizable",
            "QUORUM as it is, assumed linearizable"));
    all.add(broken(StoreKind.SESSION, "read-your-writes", Breakage.NO_TOKENS));
    all.add(broken(StoreKind.COSMOSDB, "monotonic-reads", Breakage.FOLLOWER_READS));
    all.add(broken(StoreKind.COSMOSDB, "read-your-writes", Breakage.NO_TOKENS));
    all.add(broken(StoreKind.CAUSAL, "causal", Breakage.WANDERING_SESSIONS));
    all.add(
        new Scenario(
            small(StoreKind.CAUSAL)
                .breaking(Breakage.NO_DEPENDENCIES)
                .nodes(5)
                .keys(3)
                .lag(50 * MILLI)
                .build(),
            "causal",
            "no-dependencies"));
    all.add(
        new Scenario(
            small(StoreKind.EVENTUAL)
                .breaking(Breakage.NO_REPAIR)
                .faults(cutToTheEnd)
                .timeout(50 * MILLI)
                .rate(300)
                .build(),
            "eventual",
            "no-repair, a node cut off"));
    all.add(replicated(DataType.G_COUNTER, Breakage.NO_REPAIR));
    all.add(replicated(DataType.PN_COUNTER, Breakage.OVERWRITES));
    all.add(replicated(DataType.OR_SET, Breakage.NO_REPAIR));
    for (Breakage breakage : StoreKind.EVENTUAL.breakages()) {
      all.add(
          new Scenario(
              small(StoreKind.EVENTUAL).data(DataType.SIBLINGS).breaking(breakage).build(),
              RecordedClocks.NAME,
              breakage.id() + ", siblings"));
    }
    all.add(
        new Scenario(
            small(StoreKind.S3_2006)
                .data(DataType.NEW_KEYS)
                .breaking(Breakage.PROBED_KEYS)
                .ttl(4 * MILLI)
                .build(),
            "linearizable",
            "probed-keys"));
    all.add(
        new Scenario(
            small(StoreKind.DNS).breaking(Breakage.OVERDUE_CACHE).rate(100).build(),
            "bounded-staleness:200ms",
            "overdue-cache"));
    for (Breakage breakage : StoreKind.SPANNER.breakages()) {
      all.add(broken(StoreKind.SPANNER, "linearizable", breakage));
      all.add(
          new Scenario(
              small(StoreKind.SPANNER).data(DataType.LIST_APPEND).breaking(breakage).build(),
              "strict-serializable",
              breakage.id() + ", list-append"));
    }
    all.add(broken(StoreKind.COCKROACHDB, "linearizable", Breakage.CLOCK_SKEW));
    all.add(
        new Scenario(
            small(StoreKind.REDIS_ASYNC).faults(cutLeader).timeout(50 * MILLI).rate(300).build(),
            "linearizable",
            "primary cut off, assumed linearizable"));
    return all;
  }

  private static Scenario broken(StoreKind store, String consistency, Breakage... breakages) {
    SimulationOptions.Builder builder = small(store);
    List<Breakage> all = List.of(breakages);
    all.forEach(builder::breaking);
    return new Scenario(
        builder.build(),
        consistency,
        all.stream().map(Breakage::id).collect(Collectors.joining(", ")));
  }

  private static Scenario replicated(DataType data, Breakage breakage) {
    return new Scenario(
        SimulationOptions.of(StoreKind.EVENTUAL)
            .operations(20)
            .keys(2)
            .data(data)
            .breaking(breakage)
            .build(),
        data.id(),
        breakage.id() + ", " + data.id());
  }
}
