package minos.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.Check;

/**
 * The checks of Jepsen's workloads by name: {@code jepsen:set-full}, or {@code set-full} as a
 * model.
 */
public final class WorkloadChecks {
  /** What the consistency ids begin with. */
  public static final String PREFIX = "jepsen:";

  private static final Map<String, Workload> WORKLOADS =
      Stream.of(
              new SetWorkload(), new SetFull("set-full"), new Counter(), new Bank(), new LongFork())
          .collect(
              Collectors.toMap(
                  Workload::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private WorkloadChecks() {}

  /** The names without the prefix, in the order of the documentation. */
  public static Set<String> names() {
    return java.util.Collections.unmodifiableSet(WORKLOADS.keySet());
  }

  /** Whether there is a check of this name, with or without the prefix. */
  public static boolean isKnown(String name) {
    return WORKLOADS.containsKey(bare(name));
  }

  /**
   * The check of a name.
   *
   * @param name with or without {@link #PREFIX}
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Check byName(String name, WorkloadOptions options) {
    Workload workload = WORKLOADS.get(bare(name));
    if (workload == null) {
      throw new IllegalArgumentException(
          "no workload is named " + name + "; there are " + List.copyOf(WORKLOADS.keySet()));
    }
    return new WorkloadCheck(workload, options);
  }

  private static String bare(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
