package minos.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts warnings of the same words, keeping the first place of each. Not thread-safe. */
final class Suspicions {
  private final Map<String, Warning> byMessage = new LinkedHashMap<>();

  void add(long line, String message) {
    byMessage.merge(
        message,
        new Warning(line, 1, message),
        (old, one) -> new Warning(old.line(), old.count() + 1, message));
  }

  List<Warning> warnings() {
    return List.copyOf(byMessage.values());
  }
}
