package minos.counterexample;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Value;

/**
 * How prose names operations, values and times: an operation in full at first, {@code `write 7` by
 * process 1 (lines 3-4)}, then by what it did alone, where no other did the same. Not thread-safe.
 */
final class Told {
  private static final int MOST = 60;
  private static final Set<String> READS = Set.of("read", "get", "r");

  private final boolean answered;
  private final List<String> deeds;
  private final boolean keyed;
  private final Set<Operation> introduced = new HashSet<>();

  /**
   * For prose about some operations.
   *
   * @param answered whether their names say what they answered
   */
  Told(List<Operation> operations, boolean answered) {
    this.answered = answered;
    this.deeds = operations.stream().map(this::deed).toList();
    this.keyed = operations.stream().map(Operation::key).distinct().count() > 1;
  }

  /** The name of an operation where it is mentioned. */
  String name(Operation operation) {
    String deed = deed(operation);
    if (!introduced.add(operation) && deeds.stream().filter(deed::equals).count() == 1) {
      return deed;
    }
    return deed
        + (keyed ? operation.key().map(key -> " on key " + value(key)).orElse("") : "")
        + (operation.process().isNil() ? "" : " by process " + operation.process().letters())
        + place(operation);
  }

  /** With its answer, unless that is told otherwise: {@code `read 2`}, {@code `write 7`}. */
  private String deed(Operation operation) {
    boolean answers = answered && operation.outcome() == Outcome.OK;
    Value said = answers ? operation.output() : operation.input();
    boolean silent = said.isNil() && !(answers && READS.contains(operation.f()));
    return "`" + operation.f() + (silent ? "" : " " + value(said)) + "`";
  }

  private static String place(Operation operation) {
    OptionalLong from = operation.invokeLine();
    OptionalLong to = operation.completeLine();
    if (from.isPresent() && to.isPresent()) {
      return " (lines " + from.getAsLong() + "-" + to.getAsLong() + ")";
    } else if (from.isPresent() || to.isPresent()) {
      return " (line " + (from.isPresent() ? from.getAsLong() : to.getAsLong()) + ")";
    }
    return "";
  }

  static String value(Value value) {
    return value(value.toString());
  }

  static String value(String text) {
    return text.length() > MOST ? text.substring(0, MOST - 3) + "..." : text;
  }

  /** {@code 13.2 s after }, from the end of the first to the beginning of the second. */
  static String gap(Operation first, Operation second) {
    if (first.completeTime().isEmpty() || second.invokeTime().isEmpty()) {
      return "after ";
    }
    long nanos = second.invokeTime().getAsLong() - first.completeTime().getAsLong();
    if (nanos <= 0) {
      return "after ";
    }
    double millis = nanos / 1e6;
    if (millis < 1) {
      return String.format(Locale.ROOT, "%.3f ms after ", millis);
    } else if (millis < 1000) {
      return String.format(Locale.ROOT, "%.1f ms after ", millis);
    }
    return String.format(Locale.ROOT, "%.1f s after ", millis / 1000);
  }

  static String unstopped(String text) {
    String plain = text.strip();
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  static String sentence(String text) {
    return unstopped(text) + ".";
  }
}
