package minos.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.value.Int;
import minos.value.Value;

/**
 * How many replicas an operation asked, and whether those of a read must include one of those of a
 * write.
 *
 * <p>Counts are recorded as numbers (fields {@code n}, {@code r}, {@code w}) or as Cassandra's
 * words in the field {@code level}; what is not recorded is the contract's parameter N, R or W.
 * Words that begin with {@code LOCAL_} count the replicas of one data centre (field {@code dc}):
 * between two data centres they never must meet.
 */
final class Quorums {
  /** What matters of an operation. */
  static final List<String> FIELDS = List.of("n", "r", "w", "level", "dc");

  private static final int ALL = Integer.MAX_VALUE;

  private final Metadata metadata;
  private final Map<String, Integer> parameters;

  Quorums(Metadata metadata, Map<String, Integer> parameters) {
    this.metadata = metadata;
    this.parameters = parameters;
  }

  /** Whether what a read asked must include a replica that acknowledged a write. */
  boolean meet(int read, int write) {
    String reading = level(read);
    String writing = level(write);
    boolean localRead = reading.startsWith("local");
    boolean localWrite = writing.startsWith("local");
    if (localRead && localWrite) {
      Optional<Value> here = metadata.get(read, "dc");
      if (here.isPresent() && !here.equals(metadata.get(write, "dc"))) {
        return false;
      }
    } else if (localRead != localWrite && everywhere(localRead ? writing : reading)) {
      return true;
    } else if (localRead != localWrite) {
      // A majority of all data centres may be none of this one.
      return false;
    }
    int n = number(read, "n").orElseGet(() -> number(write, "n").orElse(parameter("N", 3)));
    long asked = count(read, reading, "r", "R", n);
    long acknowledged = count(write, writing, "w", "W", n);
    return Math.min(asked, n) + Math.min(acknowledged, n) > n;
  }

  private static boolean everywhere(String level) {
    return level.equals("all") || level.equals("eachquorum");
  }

  private String level(int operation) {
    return metadata.get(operation, "level").map(v -> Condition.plain(v.letters())).orElse("");
  }

  private long count(int operation, String level, String field, String parameter, int n) {
    Optional<Integer> number = number(operation, field);
    if (number.isPresent()) {
      return number.get();
    }
    return switch (level) {
      case "any" -> 0;
      case "one", "localone" -> 1;
      case "two" -> 2;
      case "three" -> 3;
      case "quorum", "localquorum", "eachquorum", "serial", "localserial" -> n / 2 + 1;
      case "all" -> ALL;
      default -> parameter(parameter, 1);
    };
  }

  private Optional<Integer> number(int operation, String field) {
    return metadata
        .get(operation, field)
        .filter(Int.class::isInstance)
        .map(value -> (int) ((Int) value).value());
  }

  private int parameter(String name, int otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }
}
