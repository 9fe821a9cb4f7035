package minos.cli.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import minos.simulation.Breakage;
import minos.simulation.DataType;
import minos.simulation.FaultSchedule;
import minos.simulation.LatencyProfile;
import minos.simulation.SimulationOptions;
import minos.simulation.StoreKind;
import minos.simulation.isolation.IsolationOptions;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is simulated. */
public final class Simulated {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides everything that is drawn; the same seed gives the same bytes. Default 0.")
  long seed;

  @Option(
      names = "--operations",
      paramLabel = "N",
      description = "How many operations clients invoke. Default 1000.")
  @Nullable Long operations;

  @Option(names = "--clients", paramLabel = "N", description = "How many clients. Default 5.")
  @Nullable Integer clients;

  @Option(names = "--keys", paramLabel = "N", description = "How many keys. Default 5.")
  @Nullable Integer keys;

  @Option(
      names = "--zipf",
      paramLabel = "S",
      description = "The exponent of the keys' Zipf distribution; 0, the default: all alike.")
  @Nullable Double zipf;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Operations a second, if nobody has to wait. Default 1000.")
  @Nullable Double rate;

  @Option(
      names = "--read-ratio",
      paramLabel = "X",
      description = "The share of reads. Default 0.5.")
  @Nullable Double readRatio;

  @Option(
      names = "--cas-ratio",
      paramLabel = "X",
      description = "The share of compare-and-sets, for stores that do them. Default 0.")
  @Nullable Double casRatio;

  @Option(
      names = "--data",
      paramLabel = "TYPE",
      converter = DataName.class,
      completionCandidates = DataName.class,
      description = "What clients do to the keys: ${COMPLETION-CANDIDATES}.")
  @Nullable DataType data;

  @Option(
      names = "--isolation",
      paramLabel = "LEVEL",
      description =
          "Instead of a STORE: one of transactions that keeps this isolation level and no more, "
              + "such as snapshot-isolation. --data is list-append (the default) or rw-register.")
  @Nullable String isolation;

  @Option(
      names = "--break-isolation",
      description = "The store of --isolation misses one thing that the level asks for.")
  boolean breakIsolation;

  @Option(names = "--nodes", paramLabel = "N", description = "How many nodes. Default 3.")
  @Nullable Integer nodes;

  @Option(
      names = {"-N", "--replicas"},
      paramLabel = "N",
      description = "Replicas of a key, in a store without a leader. Default: all nodes.")
  @Nullable Integer replicas;

  @Option(
      names = {"-R", "--read-quorum"},
      paramLabel = "N",
      description = "How many replicas a read waits for, whatever its level.")
  @Nullable Integer reads;

  @Option(
      names = {"-W", "--write-quorum"},
      paramLabel = "N",
      description = "How many replicas a write waits for, whatever its level.")
  @Nullable Integer writes;

  @Option(
      names = "--read-level",
      split = ",",
      paramLabel = "LEVEL",
      description = "What reads ask for; of several, each as often. --list names them.")
  List<String> readLevels = new ArrayList<>();

  @Option(
      names = "--write-level",
      split = ",",
      paramLabel = "LEVEL",
      description = "What writes ask for; of several, each as often.")
  List<String> writeLevels = new ArrayList<>();

  @Option(
      names = "--latency",
      paramLabel = "PROFILE",
      converter = ProfileName.class,
      completionCandidates = ProfileName.class,
      description = "How long messages take: ${COMPLETION-CANDIDATES}. Default lan.")
  @Nullable LatencyProfile latency;

  @Option(
      names = "--lag",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How much later followers hear of what is new, on average.")
  @Nullable Duration lag;

  @Option(
      names = "--bound",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How stale reads with a bound may be. Default 100ms.")
  @Nullable Duration bound;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How long caches keep what they know. Default 200ms, where there are caches.")
  @Nullable Duration ttl;

  @Option(
      names = "--give-up",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "After how long a client gives up. Default 1s.")
  @Nullable Duration giveUp;

  @Option(
      names = "--skew",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "How far clocks are off at most. Default: as far as the store can bear.")
  @Nullable Duration skew;

  @Option(
      names = "--clock-error",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "What the store assumes that clocks are off at most. Default 5ms.")
  @Nullable Duration clockError;

  @Option(
      names = "--faults",
      paramLabel = "SCHEDULE",
      converter = Schedule.class,
      description =
          "What goes wrong when: partition:300ms-600ms:0+1,crash:1s-2s:2,loss:0s-1s:0.1,slow:0s-1s:10")
  @Nullable FaultSchedule faults;

  @Option(
      names = "--random-faults",
      paramLabel = "N",
      description = "So many random crashes and partitions instead.")
  @Nullable Integer randomFaults;

  @Option(
      names = "--break",
      split = ",",
      paramLabel = "HOW",
      converter = BreakageName.class,
      description = "How the store breaks its promise. --list names the ways.")
  List<Breakage> breakages = new ArrayList<>();

  @Option(
      names = "--no-final-reads",
      description = "Leave out that after a pause each client reads each key once more.")
  boolean noFinalReads;

  /**
   * The options for a store.
   *
   * @throws IllegalArgumentException if they don't go together
   */
  public SimulationOptions options(StoreKind store) {
    SimulationOptions.Builder builder = SimulationOptions.of(store).seed(seed);
    set(operations, builder::operations);
    set(clients, builder::clients);
    set(keys, builder::keys);
    set(zipf, builder::zipf);
    set(rate, builder::rate);
    set(readRatio, builder::readRatio);
    set(casRatio, builder::casRatio);
    set(data, builder::data);
    set(nodes, builder::nodes);
    set(replicas, builder::replicas);
    set(reads, number -> builder.reads(OptionalInt.of(number)));
    set(writes, number -> builder.writes(OptionalInt.of(number)));
    set(readLevels.isEmpty() ? null : readLevels, builder::readLevels);
    set(writeLevels.isEmpty() ? null : writeLevels, builder::writeLevels);
    set(latency, builder::latency);
    set(lag, duration -> builder.lag(duration.toNanos()));
    set(bound, duration -> builder.bound(duration.toNanos()));
    set(ttl, duration -> builder.ttl(duration.toNanos()));
    set(giveUp, duration -> builder.timeout(duration.toNanos()));
    set(skew, duration -> builder.skew(duration.toNanos()));
    set(clockError, duration -> builder.clockError(duration.toNanos()));
    set(faults, builder::faults);
    set(randomFaults, builder::randomFaults);
    breakages.forEach(builder::breaking);
    return builder.finalReads(!noFinalReads).build();
  }

  /** The first seed. */
  public long seed() {
    return seed;
  }

  /**
   * The store of transactions that is asked for; empty if none is.
   *
   * @throws IllegalArgumentException if there is no such level, or such a store has not such data
   */
  public Optional<IsolationOptions> isolation() {
    if (isolation == null) {
      return Optional.empty();
    }
    String name = isolation;
    List<String> names = Arrays.stream(IsolationLevel.values()).map(IsolationLevel::id).toList();
    IsolationLevel level =
        IsolationLevel.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no isolation level '" + name + "'" + Similar.hint(name, names)));
    TransactionModel model =
        data == null
            ? TransactionModel.LIST_APPEND
            : TransactionModel.of(data.id())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "a store of transactions holds list-append or rw-register"));
    return Optional.of(
        new IsolationOptions(
            level,
            breakIsolation,
            model,
            seed,
            Objects.requireNonNullElse(operations, 1000L),
            Objects.requireNonNullElse(clients, 5),
            Objects.requireNonNullElse(keys, 5)));
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  /** Reads the name of one of several things. As a list, the names. */
  private abstract static class NameOf<T> implements ITypeConverter<T>, Iterable<String> {
    private final String what;
    private final List<String> names;
    private final Function<String, Optional<T>> find;

    NameOf(String what, List<String> names, Function<String, Optional<T>> find) {
      this.what = what;
      this.names = names;
      this.find = find;
    }

    @Override
    public T convert(String text) {
      return find.apply(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no " + what + " '" + text + "'" + Similar.hint(text, names)));
    }

    @Override
    public Iterator<String> iterator() {
      return names.iterator();
    }
  }

  static final class DataName extends NameOf<DataType> {
    DataName() {
      super("data type", names(DataType.values(), DataType::id), DataType::ofId);
    }
  }

  static final class ProfileName extends NameOf<LatencyProfile> {
    ProfileName() {
      super(
          "latency profile",
          names(LatencyProfile.values(), LatencyProfile::id),
          LatencyProfile::ofId);
    }
  }

  static final class BreakageName extends NameOf<Breakage> {
    BreakageName() {
      super("way of breaking", names(Breakage.values(), Breakage::id), Breakage::ofId);
    }
  }

  static final class Schedule implements ITypeConverter<FaultSchedule> {
    @Override
    public FaultSchedule convert(String text) {
      try {
        return FaultSchedule.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  private static <E> List<String> names(E[] all, Function<E, String> id) {
    return java.util.Arrays.stream(all).map(id).toList();
  }
}
