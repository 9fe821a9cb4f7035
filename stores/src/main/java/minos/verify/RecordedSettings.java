package minos.verify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** The settings of a run as its recording has them, and back. */
final class RecordedSettings {
  private RecordedSettings() {}

  static Map<String, Object> of(Settings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("workload", settings.workload().name());
    all.put(
        "operations", settings.operations().isPresent() ? settings.operations().getAsLong() : null);
    all.put("duration-seconds", settings.duration().map(d -> d.toMillis() / 1000.0).orElse(null));
    all.put("clients", settings.clients());
    all.put("keys", settings.keys());
    all.put("key-choice", settings.choice().word());
    all.put("reads", settings.reads());
    all.put("deletes", settings.deletes());
    all.put("read-level", settings.readLevel());
    all.put("routing", settings.routing().word());
    all.put("rate", settings.rate().isPresent() ? settings.rate().getAsDouble() : null);
    all.put("max-cost", settings.maxCost().isPresent() ? settings.maxCost().getAsDouble() : null);
    all.put("seed", settings.seed());
    return all;
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a message for people, if something is missing or unknown
   */
  static Settings read(Dict all) {
    String workload = word(all, "workload");
    OptionalDouble seconds = number(all, "duration-seconds");
    return new Settings(
        Workloads.byName(workload)
            .orElseThrow(
                () -> new IllegalArgumentException("this program has no workload " + workload)),
        all.get("operations") instanceof Int n ? OptionalLong.of(n.value()) : OptionalLong.empty(),
        seconds.isPresent()
            ? Optional.of(Duration.ofMillis((long) (seconds.getAsDouble() * 1000)))
            : Optional.empty(),
        (int) whole(all, "clients"),
        (int) whole(all, "keys"),
        KeyChoice.valueOf(word(all, "key-choice").toUpperCase(Locale.ROOT)),
        number(all, "reads").orElse(0),
        number(all, "deletes").orElse(0),
        word(all, "read-level"),
        Routing.valueOf(word(all, "routing").toUpperCase(Locale.ROOT).replace('-', '_')),
        number(all, "rate"),
        number(all, "max-cost"),
        whole(all, "seed"));
  }

  private static String word(Dict all, String name) {
    return present(all, name).letters();
  }

  private static long whole(Dict all, String name) {
    return Long.parseLong(word(all, name));
  }

  private static OptionalDouble number(Dict all, String name) {
    @Nullable Value value = all.get(name);
    return value == null || value == Nil.NIL
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(value.letters()));
  }

  private static Value present(Dict all, String name) {
    Value value = all.get(name);
    if (value == null || value == Nil.NIL) {
      throw new IllegalArgumentException("the recording does not say with which " + name);
    }
    return value;
  }
}
