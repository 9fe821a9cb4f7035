package minos.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import minos.value.Value;

/**
 * What looks like a mistake of the recorder but need not be one: counts warnings of the same words,
 * keeping the first place of each. Not thread-safe.
 */
final class Suspicions {
  private static final Pattern TIMEOUT =
      Pattern.compile("time[-_ ]?d?[-_ ]?out", Pattern.CASE_INSENSITIVE);

  private final Map<String, Warning> byMessage = new LinkedHashMap<>();
  private final LongColumn lastTime = new LongColumn();

  void add(long line, String message) {
    byMessage.merge(
        message,
        new Warning(line, 1, message),
        (old, one) -> new Warning(old.line(), old.count() + 1, message));
  }

  /** Looks at the time of the next event of a process. */
  void watchClock(Event event, int process) {
    lastTime.pad(process + 1, Event.ABSENT);
    long last = lastTime.get(process);
    if (event.time() == Event.ABSENT) {
      return;
    }
    if (last != Event.ABSENT && event.time() < last) {
      add(event.line(), "the clock runs backwards within one process");
    }
    lastTime.set(process, event.time());
  }

  /** Looks at a completion that says that an operation did not happen. */
  void watchFailure(Event event) {
    if (!isRead(event.f()) && timedOut(event)) {
      add(
          event.line(),
          "a timeout recorded as fail: whoever timed out can't know that it did not happen; record info");
    }
  }

  private static boolean isRead(String f) {
    String letters = f.toLowerCase(Locale.ROOT);
    return letters.startsWith("read") || letters.startsWith("get") || letters.equals("r");
  }

  private static boolean timedOut(Event event) {
    Value error = event.extra().get("error");
    return error != null && TIMEOUT.matcher(error.toString()).find();
  }

  List<Warning> warnings() {
    return List.copyOf(byMessage.values());
  }
}
