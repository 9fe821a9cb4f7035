package minos.verify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.history.History;
import minos.recorder.Past;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Pair;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a run that goes on must know of the one that was broken off: nothing that is used again may
 * be taken for something new.
 *
 * @param settings with which it went, and goes on
 * @param store what the recording says of the store
 * @param role which of several machines recorded it
 * @param operations how many operations were begun
 * @param process more than any process had
 * @param id at least what any value was
 * @param charges how much of each item on the price list was asked for
 */
public record Resumption(
    Settings settings,
    Map<Value, Value> store,
    Role role,
    long operations,
    long process,
    long id,
    Map<String, Double> charges) {
  /** Copies the maps. */
  public Resumption {
    store = Map.copyOf(store);
    charges = Map.copyOf(charges);
  }

  /**
   * Of a recording.
   *
   * @throws IllegalArgumentException with a message for people, if a run can't go on from it
   */
  public static Resumption of(Past past) {
    Dict header = past.history().origin().header();
    if (!(header.get("settings") instanceof Dict settings)) {
      throw new IllegalArgumentException(
          "the recording was not made by `minos verify`, or by an older one; it can't go on");
    }
    if (!new Text("each").equals(header.get("flush"))) {
      throw new IllegalArgumentException(
          "the recording was written from time to time only (--flush), so requests may have got "
              + "through that it does not have; it can be judged, and can't go on");
    }
    History history = past.history();
    long process = 0;
    for (int i = 0; i < history.processCount(); i++) {
      process = Math.max(process, number(history.processName(i)) + 1);
    }
    long id = 0;
    Map<String, Double> charges = new TreeMap<>();
    for (int i = 0; i < history.size(); i++) {
      id = Math.max(id, largest(history.operation(i).input()));
      Optional<Value> item = history.invokedField(i, "billed");
      Optional<Value> units = history.invokedField(i, "units");
      if (item.isPresent() && units.isPresent()) {
        charges.merge(item.get().letters(), Double.parseDouble(units.get().letters()), Double::sum);
      }
    }
    return new Resumption(
        RecordedSettings.read(settings).after(Duration.ofNanos(past.time())),
        header.get("store") instanceof Dict store ? store.entries() : Map.of(),
        header.get("role") instanceof Text role ? Role.of(role.value()) : Role.ONLY,
        history.size(),
        process,
        id,
        charges);
  }

  /** What the recording says of the store under a name; empty if nothing. */
  public String store(String name) {
    @Nullable Value value = store.get(new Text(name));
    return value == null ? "" : value.letters();
  }

  /** A process is a number, or one with the place in a list. */
  private static long number(Value process) {
    String letters = process.letters();
    int slash = letters.indexOf('/');
    String digits = slash < 0 ? letters : letters.substring(0, slash);
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  private static long largest(Value value) {
    if (value instanceof Int number) {
      return number.value();
    } else if (value instanceof Seq seq) {
      return seq.items().stream().mapToLong(Resumption::largest).max().orElse(0);
    } else if (value instanceof Members members) {
      return members.items().stream().mapToLong(Resumption::largest).max().orElse(0);
    } else if (value instanceof Pair pair) {
      return Math.max(largest(pair.key()), largest(pair.value()));
    }
    return 0;
  }
}
