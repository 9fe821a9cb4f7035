package minos.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to simulate. Made by {@link #of} and {@link Builder}. All durations are in nanoseconds.
 *
 * @param store the kind of store
 * @param seed decides everything that is drawn
 * @param operations how many operations clients invoke, the last reads not counted
 * @param clients how many clients there are, each with one operation at a time
 * @param keys how many keys there are
 * @param zipf the exponent of the keys' Zipf distribution; 0 for all alike
 * @param rate how many operations a second clients begin, if none had to wait
 * @param readRatio the share of reads
 * @param casRatio the share of compare-and-sets, where the store does them
 * @param data what clients do to the keys
 * @param nodes how many nodes there are
 * @param replicas how many of them have a copy of a key, in a store without a leader
 * @param reads how many replicas a read waits for, instead of what its level says
 * @param writes how many replicas a write waits for, instead of what its level says
 * @param readLevels what reads ask for, each as often
 * @param writeLevels what writes ask for, each as often
 * @param latency how long messages take
 * @param lag how much later followers get what is new, on average
 * @param skew how far nodes' clocks are off at most
 * @param clockError what the store assumes that clocks are off at most
 * @param bound how stale reads with a bound may be
 * @param ttl how long caches keep what they know
 * @param timeout after how long a client gives up
 * @param faults what goes wrong when
 * @param randomFaults how many random faults there are instead
 * @param breakages how the store breaks its promise
 * @param finalReads whether, after a pause, each client reads each key once more
 */
public record SimulationOptions(
    StoreKind store,
    long seed,
    long operations,
    int clients,
    int keys,
    double zipf,
    double rate,
    double readRatio,
    double casRatio,
    DataType data,
    int nodes,
    int replicas,
    OptionalInt reads,
    OptionalInt writes,
    List<String> readLevels,
    List<String> writeLevels,
    LatencyProfile latency,
    long lag,
    long skew,
    long clockError,
    long bound,
    long ttl,
    long timeout,
    FaultSchedule faults,
    int randomFaults,
    Set<Breakage> breakages,
    boolean finalReads) {

  /** Checks what can't be. */
  public SimulationOptions {
    readLevels = List.copyOf(readLevels);
    writeLevels = List.copyOf(writeLevels);
    breakages = Set.copyOf(breakages);
    require(operations >= 0, "operations can't be fewer than 0");
    require(clients > 0, "there must be a client");
    require(keys > 0, "there must be a key");
    require(rate > 0, "the rate must be above 0");
    require(zipf >= 0, "the exponent of the keys' distribution can't be below 0");
    require(
        readRatio >= 0 && casRatio >= 0 && readRatio + casRatio <= 1,
        "the shares of reads and compare-and-sets are from 0 to 1 together");
    require(
        nodes > 0 && nodes <= NodeClock.MOST_NODES,
        "there can be 1 to " + NodeClock.MOST_NODES + " nodes");
    require(replicas > 0 && replicas <= nodes, "a key has 1 to " + nodes + " replicas, one a node");
    require(
        reads.orElse(1) >= 1
            && reads.orElse(1) <= replicas
            && writes.orElse(1) >= 1
            && writes.orElse(1) <= replicas,
        "reads and writes wait for 1 to " + replicas + " replicas");
    Abilities abilities = new Abilities(store);
    abilities.requireWork(data, casRatio);
    abilities.requireLevels(readLevels, writeLevels);
    abilities.requireBreakages(breakages);
    for (Fault fault : faults.faults()) {
      require(
          fault.nodes().stream().allMatch(node -> node < nodes),
          "there are nodes 0 to " + (nodes - 1) + ", which " + fault + " does not respect");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** A builder with the store's defaults. */
  public static Builder of(StoreKind store) {
    return new Builder(store);
  }

  /** Whether the store breaks its promise in that way. */
  boolean breaks(Breakage breakage) {
    return breakages.contains(breakage);
  }

  /** How many replicas operations wait for, in a store without a leader. */
  Quorums quorums() {
    return new Quorums(replicas, reads, writes);
  }

  /** The same with another seed. */
  public SimulationOptions withSeed(long other) {
    return new Builder(this).seed(other).build();
  }

  /** Sets what is to differ from the defaults. Not thread-safe. */
  public static final class Builder {
    private static final long MILLI = 1_000_000;

    private final StoreKind store;
    private final StoreDefaults defaults;
    private long seed;
    private long operations = 1000;
    private int clients = 5;
    private int keys = 5;
    private double zipf;
    private double rate = 1000;
    private double readRatio = 0.5;
    private double casRatio;
    private DataType data = DataType.REGISTER;
    private int nodes = 3;
    private int replicas;
    private OptionalInt reads = OptionalInt.empty();
    private OptionalInt writes = OptionalInt.empty();
    private List<String> readLevels;
    private List<String> writeLevels;
    private LatencyProfile latency = LatencyProfile.LAN;
    private long lag;
    private long skew = -1;
    private long clockError = 5 * MILLI;
    private long bound = -1;
    private long ttl;
    private long timeout = 1000 * MILLI;
    private FaultSchedule faults = FaultSchedule.NONE;
    private int randomFaults;
    private final EnumSet<Breakage> breakages = EnumSet.noneOf(Breakage.class);
    private boolean finalReads = true;

    Builder(StoreKind store) {
      this.store = store;
      defaults = new StoreDefaults(store);
      readLevels = store.readLevels().subList(0, 1);
      writeLevels = store.writeLevels().subList(0, 1);
      lag = defaults.lag();
      ttl = defaults.ttl();
    }

    Builder(SimulationOptions from) {
      this(from.store);
      seed = from.seed;
      operations = from.operations;
      clients = from.clients;
      keys = from.keys;
      zipf = from.zipf;
      rate = from.rate;
      readRatio = from.readRatio;
      casRatio = from.casRatio;
      data = from.data;
      nodes = from.nodes;
      replicas = from.replicas;
      reads = from.reads;
      writes = from.writes;
      readLevels = from.readLevels;
      writeLevels = from.writeLevels;
      latency = from.latency;
      lag = from.lag;
      skew = from.skew;
      clockError = from.clockError;
      bound = from.bound;
      ttl = from.ttl;
      timeout = from.timeout;
      faults = from.faults;
      randomFaults = from.randomFaults;
      breakages.addAll(from.breakages);
      finalReads = from.finalReads;
    }

    /** See {@link SimulationOptions#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link SimulationOptions#operations}. */
    public Builder operations(long value) {
      operations = value;
      return this;
    }

    /** See {@link SimulationOptions#clients}. */
    public Builder clients(int value) {
      clients = value;
      return this;
    }

    /** See {@link SimulationOptions#keys}. */
    public Builder keys(int value) {
      keys = value;
      return this;
    }

    /** See {@link SimulationOptions#zipf}. */
    public Builder zipf(double value) {
      zipf = value;
      return this;
    }

    /** See {@link SimulationOptions#rate}. */
    public Builder rate(double value) {
      rate = value;
      return this;
    }

    /** See {@link SimulationOptions#readRatio}. */
    public Builder readRatio(double value) {
      readRatio = value;
      return this;
    }

    /** See {@link SimulationOptions#casRatio}. */
    public Builder casRatio(double value) {
      casRatio = value;
      return this;
    }

    /** See {@link SimulationOptions#data}. */
    public Builder data(DataType value) {
      data = value;
      return this;
    }

    /** See {@link SimulationOptions#nodes}. */
    public Builder nodes(int value) {
      nodes = value;
      return this;
    }

    /** See {@link SimulationOptions#replicas}; all nodes unless given. */
    public Builder replicas(int value) {
      replicas = value;
      return this;
    }

    /** See {@link SimulationOptions#reads}. */
    public Builder reads(OptionalInt value) {
      reads = value;
      return this;
    }

    /** See {@link SimulationOptions#writes}. */
    public Builder writes(OptionalInt value) {
      writes = value;
      return this;
    }

    /** See {@link SimulationOptions#readLevels}. */
    public Builder readLevels(List<String> value) {
      readLevels = value;
      return this;
    }

    /** See {@link SimulationOptions#writeLevels}. */
    public Builder writeLevels(List<String> value) {
      writeLevels = value;
      return this;
    }

    /** See {@link SimulationOptions#latency}. */
    public Builder latency(LatencyProfile value) {
      latency = value;
      return this;
    }

    /** See {@link SimulationOptions#lag}. */
    public Builder lag(long value) {
      lag = value;
      return this;
    }

    /** See {@link SimulationOptions#skew}; what the store can bear unless given. */
    public Builder skew(long value) {
      skew = value;
      return this;
    }

    /** See {@link SimulationOptions#clockError}. */
    public Builder clockError(long value) {
      clockError = value;
      return this;
    }

    /** See {@link SimulationOptions#bound}; 100 ms, or the time to live, unless given. */
    public Builder bound(long value) {
      bound = value;
      return this;
    }

    /** See {@link SimulationOptions#ttl}. */
    public Builder ttl(long value) {
      ttl = value;
      return this;
    }

    /** See {@link SimulationOptions#timeout}. */
    public Builder timeout(long value) {
      timeout = value;
      return this;
    }

    /** See {@link SimulationOptions#faults}. */
    public Builder faults(FaultSchedule value) {
      faults = value;
      return this;
    }

    /** See {@link SimulationOptions#randomFaults}. */
    public Builder randomFaults(int value) {
      randomFaults = value;
      return this;
    }

    /** See {@link SimulationOptions#breakages}. */
    public Builder breaking(Breakage value) {
      breakages.add(value);
      return this;
    }

    /** See {@link SimulationOptions#finalReads}. */
    public Builder finalReads(boolean value) {
      finalReads = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if they don't go together
     */
    public SimulationOptions build() {
      boolean newKeys = data == DataType.NEW_KEYS;
      return new SimulationOptions(
          store,
          seed,
          operations,
          clients,
          newKeys ? (int) Math.max(keys, Math.min(operations, Integer.MAX_VALUE)) : keys,
          zipf,
          rate,
          readRatio,
          casRatio,
          data,
          nodes,
          replicas == 0 ? nodes : replicas,
          reads,
          writes,
          readLevels,
          writeLevels,
          latency,
          lag,
          skew >= 0 ? skew : defaults.skew(clockError, breakages.contains(Breakage.CLOCK_SKEW)),
          clockError,
          bound >= 0 ? bound : defaults.bound(ttl),
          ttl,
          timeout,
          faults,
          randomFaults,
          breakages,
          finalReads && !newKeys);
    }
  }
}
