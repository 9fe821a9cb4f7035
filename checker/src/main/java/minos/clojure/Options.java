package minos.clojure;

import clojure.lang.IPersistentMap;
import clojure.lang.ISeq;
import clojure.lang.Keyword;
import clojure.lang.Named;
import clojure.lang.RT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.linearizability.Algorithm;
import org.jspecify.annotations.Nullable;

/** Options given as a Clojure map with keywords. */
record Options(IPersistentMap map) {
  @Nullable Object get(String name) {
    return map.valAt(Keyword.intern(name));
  }

  /** A name: a keyword, a symbol or a string; empty if there is none. */
  Optional<String> name(String option) {
    Object given = get(option);
    return given == null ? Optional.empty() : Optional.of(name(option, given));
  }

  /** Names: one, or a collection of them. */
  List<String> names(String option) {
    Object given = get(option);
    if (given == null || given instanceof String || !RT.canSeq(given)) {
      return name(option).stream().toList();
    }
    List<String> names = new ArrayList<>();
    for (ISeq seq = RT.seq(given); seq != null; seq = seq.next()) {
      names.add(name(option, seq.first()));
    }
    return names;
  }

  private static String name(String option, @Nullable Object given) {
    if (given instanceof Named named) {
      return named.getName();
    } else if (given instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        ":" + option + " takes names, such as keywords, not " + RT.printString(given));
  }

  /** {@code :timeout} in milliseconds, {@code :memory} in bytes, {@code :threads}. */
  Budget budget() {
    return Budget.of(
        get("timeout") instanceof Number millis
            ? Optional.of(Duration.ofMillis(millis.longValue()))
            : Optional.empty(),
        get("memory") instanceof Number bytes
            ? OptionalLong.of(bytes.longValue())
            : OptionalLong.empty(),
        get("threads") instanceof Number count
            ? count.intValue()
            : Runtime.getRuntime().availableProcessors());
  }

  /** {@code :algorithm} by our names, or those of Knossos. */
  Algorithm algorithm() {
    String name = get("algorithm") instanceof Keyword word ? word.getName() : "auto";
    return switch (name) {
      case "linear" -> Algorithm.JUST_IN_TIME;
      case "wgl" -> Algorithm.WING_GONG;
      case "competition" -> Algorithm.RACE;
      default ->
          Algorithm.byId(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no algorithm :"
                              + name
                              + "; known are :auto, :linear, :wgl, :competition and those of"
                              + " minos check --algorithm"));
    };
  }
}
