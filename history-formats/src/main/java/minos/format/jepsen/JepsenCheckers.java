package minos.format.jepsen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.value.Dict;
import minos.value.Value;

/**
 * Tells which of Jepsen's checkers wrote a result. Tests name their checkers as they like ({@code
 * :workload}, {@code :SI}), so what tells them apart are the fields that only one of them writes.
 */
public final class JepsenCheckers {
  /** The checker of linearizability, Knossos. */
  public static final String LINEARIZABLE = "linearizable";

  /** The checker of the logs of nodes. Its pattern is not among its results. */
  public static final String LOG_FILE_PATTERN = "log-file-pattern";

  /** Says nothing of a store. */
  private static final Set<String> TELLING_ONLY =
      Set.of("stats", "unhandled-exceptions", LOG_FILE_PATTERN);

  private static final String STRONG_READS = "strong reads";

  /** For each checker, fields that no other one writes together. */
  private static final Map<String, List<String>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("stats", List.of("by-f", "ok-count", "info-count"));
    FIELDS.put("set-full", List.of("stable-count", "never-read-count"));
    FIELDS.put("total-queue", List.of("duplicated-count", "recovered-count"));
    FIELDS.put("set", List.of("acknowledged-count", "recovered-count"));
    FIELDS.put("unique-ids", List.of("attempted-count", "duplicated-count"));
    FIELDS.put("queue", List.of("final-queue"));
    FIELDS.put("counter", List.of("reads", "errors"));
    FIELDS.put("pn-counter", List.of("acceptable", "errors"));
    FIELDS.put("bank", List.of("read-count", "error-count", "first-error"));
    FIELDS.put("long-fork", List.of("early-read-count", "late-read-count"));
    FIELDS.put("adya-g2", List.of("legal-count", "illegal-count"));
    FIELDS.put("dirty-reads", List.of("inconsistent-reads", "dirty-reads"));
    FIELDS.put(STRONG_READS, List.of("nodes-agree?", "on-all-count"));
    FIELDS.put("monotonic", List.of("value-reorders", "order-by-errors"));
    FIELDS.put("sequential", List.of("all-count", "none-count", "bad-count"));
    FIELDS.put("kafka", List.of("bad-error-types", "info-txn-causes"));
    FIELDS.put("unhandled-exceptions", List.of("exceptions"));
    FIELDS.put(LOG_FILE_PATTERN, List.of("count", "matches"));
    FIELDS.put(LINEARIZABLE, List.of("configs", "final-paths"));
  }

  private static final List<String> EXCEPTIONS =
      List.of("exceptions", "ex", "unhandled-exceptions");

  private JepsenCheckers() {}

  /** A result, and the checker that wrote it, by Jepsen's own name. */
  public record Result(String composedAs, String checker, Dict fields) {
    /** Whether it judged what a workload demands of a store. */
    public boolean ofWorkload() {
      return !TELLING_ONLY.contains(checker) && !checker.equals(LINEARIZABLE);
    }
  }

  /**
   * The results in a results map whose checkers are known, in its order; the map itself where it is
   * one. Those of independent keys have {@code :results}.
   */
  public static List<Result> in(Dict results) {
    List<Result> found = new ArrayList<>();
    add("", results, found);
    return List.copyOf(found);
  }

  private static void add(String composedAs, Dict result, List<Result> found) {
    boolean composed = false;
    for (Map.Entry<Value, Value> part : result.entries().entrySet()) {
      if (part.getValue() instanceof Dict dict && dict.get("valid?") != null) {
        composed = true;
        add(part.getKey().letters(), dict, found);
      }
    }
    if (!composed) {
      checker(composedAs, result)
          .ifPresent(name -> found.add(new Result(composedAs, name, result)));
    }
  }

  private static Optional<String> checker(String composedAs, Dict result) {
    for (Map.Entry<String, List<String>> checker : FIELDS.entrySet()) {
      if (checker.getValue().stream().allMatch(field -> result.get(field) != null)) {
        String name = checker.getKey();
        // The checker of dirty reads is another one where there are strong reads in the end.
        return Optional.of(name.equals(STRONG_READS) ? "dirty-reads" : name);
      }
    }
    if (composedAs.equals("queue") && result.get("error") != null) {
      return Optional.of("queue");
    }
    if (EXCEPTIONS.contains(composedAs)) {
      return Optional.of("unhandled-exceptions");
    }
    return result.get("results") instanceof Dict keys ? ofKeys(keys) : Optional.empty();
  }

  /** The checker of what an independent checker found for its keys. */
  private static Optional<String> ofKeys(Dict keys) {
    for (Value part : keys.entries().values()) {
      Optional<String> checker = part instanceof Dict dict ? checker("", dict) : Optional.empty();
      if (checker.isPresent()) {
        return checker;
      }
    }
    return Optional.empty();
  }
}
