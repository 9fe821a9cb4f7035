package minos.format.jepsen;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minos.format.edn.EdnReader;
import minos.format.edn.MalformedEdnException;
import minos.format.input.ReadLimits;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Value;

/**
 * What Jepsen's own checkers said about a history.
 *
 * @param source where that stands, such as {@code results.edn}
 * @param valid of all checkers together
 * @param checkers of each checker that the test composed, by its name in the test
 * @param fields everything that it wrote, as it stands there
 */
public record JepsenResults(
    String source, Validity valid, Map<String, Validity> checkers, Dict fields) {
  private static final String FILE = "results.edn";

  /** Keeps the order of the checkers. */
  public JepsenResults {
    checkers = Collections.unmodifiableMap(new LinkedHashMap<>(checkers));
  }

  /** What Jepsen writes under {@code :valid?}. */
  public enum Validity {
    /** {@code true}. */
    VALID("valid"),
    /** {@code false}. */
    INVALID("invalid"),
    /** {@code :unknown}, or anything else. */
    UNKNOWN("unknown");

    private final String word;

    Validity(String word) {
      this.word = word;
    }

    /** The word in reports. */
    public String word() {
      return word;
    }

    static Validity of(Value value) {
      if (value instanceof Bool bool) {
        return bool.value() ? VALID : INVALID;
      }
      return UNKNOWN;
    }
  }

  /**
   * The results in a store directory.
   *
   * @return empty if it has none
   * @throws IOException if they can't be read, or are none
   */
  public static Optional<JepsenResults> in(Path directory, ReadLimits limits) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      EdnReader reader = new EdnReader(in, limits).withMultisets();
      reader.begin();
      Optional<JepsenResults> results =
          reader.peek() >= 0 && reader.read() instanceof Dict dict
              ? of(FILE, dict)
              : Optional.empty();
      if (results.isEmpty()) {
        throw new IOException(file + ": expected a map with :valid?");
      }
      return results;
    } catch (MalformedEdnException e) {
      throw new IOException(file + ":" + e.line() + ": " + e.message(), e);
    }
  }

  /** The results in a map that has {@code :valid?}; empty if it does not. */
  public static Optional<JepsenResults> of(String source, Dict results) {
    Value valid = results.get("valid?");
    if (valid == null) {
      return Optional.empty();
    }
    Map<String, Validity> checkers = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : results.entries().entrySet()) {
      Value of = entry.getValue() instanceof Dict part ? part.get("valid?") : null;
      if (of != null) {
        checkers.put(entry.getKey().letters(), Validity.of(of));
      }
    }
    return Optional.of(new JepsenResults(source, Validity.of(valid), checkers, results));
  }
}
