package minos.format.jepsen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Pair;
import minos.value.Real;
import minos.value.Seq;
import minos.value.Tagged;
import minos.value.Value;

/**
 * Compares a result map of Jepsen's with ours, field by field: every field that Jepsen has must be
 * among ours and say the same. Inside of values, fields that only one side has are passed over, for
 * Jepsen shows operations with all that they carry. Sets are compared without order, for Jepsen
 * writes its multisets as such.
 */
public final class FieldComparison {
  private static final int SHOWN = 60;
  private static final double CLOSE = 1e-9;

  private final List<String> differences = new ArrayList<>();
  private int compared;
  private int agreeing;

  private FieldComparison() {}

  /** Compares what Jepsen wrote with what we found. */
  public static FieldComparison of(Dict theirs, Dict ours) {
    FieldComparison comparison = new FieldComparison();
    theirs
        .entries()
        .forEach(
            (name, value) -> {
              Value own = ours.get(name);
              comparison.compared++;
              if (own == null && !value.isNil()) {
                comparison.differences.add(name + " is not among the fields here");
              } else if (own == null || same(held(value), own)) {
                comparison.agreeing++;
              } else {
                comparison.differences.add(
                    name + " is " + shown(value) + " by Jepsen and " + shown(own) + " here");
              }
            });
    return comparison;
  }

  /** How many fields Jepsen has. */
  public int compared() {
    return compared;
  }

  /** How many of them say the same here. */
  public int agreeing() {
    return agreeing;
  }

  /** Of the others, what differs. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  private static boolean same(Value theirs, Value ours) {
    if (theirs instanceof Dict a && ours instanceof Dict b) {
      return a.entries().entrySet().stream()
          .allMatch(
              entry -> {
                Value own = b.get(entry.getKey());
                return own == null || same(entry.getValue(), own);
              });
    }
    Optional<List<Value>> a = items(theirs);
    Optional<List<Value>> b = ours instanceof Dict counts ? repeated(counts) : items(ours);
    if (a.isPresent() && b.isPresent()) {
      boolean unordered =
          theirs instanceof Members || ours instanceof Members || ours instanceof Dict;
      return unordered ? sorted(a.get()).equals(sorted(b.get())) : same(a.get(), b.get());
    }
    if (theirs.isNil() || ours.isNil()) {
      // Clojure's nil stands for an empty run.
      return a.or(() -> b).map(List::isEmpty).orElse(theirs.equals(ours));
    }
    OptionalDouble x = number(theirs);
    OptionalDouble y = number(ours);
    if (x.isPresent() && y.isPresent()) {
      double most = Math.max(1, Math.abs(x.getAsDouble()));
      return Math.abs(x.getAsDouble() - y.getAsDouble()) <= CLOSE * most;
    }
    return theirs.letters().equals(ours.letters());
  }

  private static boolean same(List<Value> theirs, List<Value> ours) {
    for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
      if (!same(theirs.get(i), ours.get(i))) {
        return false;
      }
    }
    return theirs.size() == ours.size();
  }

  private static List<String> sorted(List<Value> values) {
    return values.stream().map(Value::toString).sorted().toList();
  }

  private static Optional<List<Value>> items(Value value) {
    if (value instanceof Seq seq) {
      return Optional.of(seq.items());
    } else if (value instanceof Members members) {
      return Optional.of(List.copyOf(members.items()));
    }
    return value instanceof Pair pair
        ? Optional.of(List.of(pair.key(), pair.value()))
        : Optional.empty();
  }

  private static OptionalDouble number(Value value) {
    if (value instanceof Int integer) {
      return OptionalDouble.of((double) integer.value());
    } else if (value instanceof Real real) {
      return OptionalDouble.of(real.value());
    } else if (value instanceof Tagged tagged && tagged.tag().equals("ratio")) {
      String ratio = tagged.value().letters();
      int bar = ratio.indexOf('/');
      return OptionalDouble.of(
          Double.parseDouble(ratio.substring(0, bar))
              / Double.parseDouble(ratio.substring(bar + 1)));
    }
    return OptionalDouble.empty();
  }

  /** What a record of Knossos's queues holds; any other value as it is. */
  private static Value held(Value value) {
    Value pending =
        value instanceof Tagged tagged && tagged.value() instanceof Dict record
            ? record.get("pending")
            : null;
    return pending == null ? value : pending;
  }

  /** A multiset as what it counts. */
  private static Optional<List<Value>> repeated(Dict counts) {
    List<Value> items = new ArrayList<>();
    for (Map.Entry<Value, Value> entry : counts.entries().entrySet()) {
      if (!(entry.getValue() instanceof Int times)) {
        return Optional.empty();
      }
      items.addAll(Collections.nCopies(Math.toIntExact(times.value()), entry.getKey()));
    }
    return Optional.of(items);
  }

  private static String shown(Value value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
