package minos.workload;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.Check;
import minos.history.History;

/**
 * The checks of Jepsen's workloads by name: {@code jepsen:set-full}, or {@code set-full} as a
 * model.
 */
public final class WorkloadChecks {
  /** What the consistency ids begin with. */
  public static final String PREFIX = "jepsen:";

  private static final String KEY_VALUE = "lin-kv";

  /** What Maelstrom calls them. */
  private static final Map<String, String> MAELSTROM =
      Map.of("txn-kafka", "kafka", "broadcast", "g-set");

  private static final Map<String, Workload> WORKLOADS =
      Stream.of(
              new SetWorkload(),
              new SetFull("set-full"),
              new SetFull("g-set"),
              new Queue(),
              new TotalQueue(),
              new UniqueIds(),
              new Counter(),
              new PnCounter(),
              new Bank(),
              new LongFork(),
              new CausalReverse("causal-reverse"),
              new CausalReverse("comments"),
              new Monotonic(),
              new Sequential(),
              new AdyaG2(),
              new DirtyReads(),
              new Lock("lock", false),
              new Lock("fenced-lock", true),
              new Kafka(),
              new Echo(),
              new Stats(),
              new UnhandledExceptions())
          .collect(
              Collectors.toMap(
                  Workload::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private WorkloadChecks() {}

  /** The names without the prefix, in the order of the documentation. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(WORKLOADS.keySet());
    names.add(KEY_VALUE);
    return names;
  }

  /** Whether there is a check of this name, with or without the prefix. */
  public static boolean isKnown(String name) {
    return names().contains(bare(name));
  }

  /**
   * The check of a name.
   *
   * @param name with or without {@link #PREFIX}
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Check byName(String name, WorkloadOptions options) {
    if (bare(name).equals(KEY_VALUE)) {
      return new KeyValue(options.keyValueCheck());
    }
    Workload workload = WORKLOADS.get(bare(name));
    if (workload == null) {
      throw new IllegalArgumentException("no workload is named " + name + "; there are " + names());
    }
    return new WorkloadCheck(workload, options);
  }

  /**
   * The check {@code jepsen:log-file-pattern}, which looks at log files and not at the history.
   *
   * @param pattern what no line may contain
   * @param files the files to search
   */
  public static Check logFilePattern(Pattern pattern, List<NodeLog> files) {
    return new LogFilePattern(pattern, files);
  }

  /** What {@code lin-kv} leaves each key to; empty for all other checks. */
  public static Optional<Check> ofKeys(Check check) {
    return check instanceof KeyValue keys ? keys.register() : Optional.empty();
  }

  /** Which checks fit a history, by its functions and values; the most specific first. */
  public static List<Proposal> proposals(History history) {
    return Detection.of(history);
  }

  private static String bare(String name) {
    String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return MAELSTROM.getOrDefault(bare, bare);
  }
}
