package minos.contract;

import java.util.Locale;
import java.util.Optional;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;

/** What a store answered to a request, where that says more than ok, fail or info. */
enum Reply {
  /** It happened. */
  DONE,
  /** The condition did not hold: 412, ConditionalCheckFailed. It did not happen. */
  REFUSED,
  /** There is no such key: 404. */
  MISSING,
  /** The value is the one that the client has: 304. */
  UNCHANGED,
  /** It did not happen, and nothing was said of the state: 409, 403, throttled. */
  FAILED,
  /** Nobody knows. */
  UNKNOWN;

  private static final String NO_SUCH_UPLOAD = "nosuchupload";

  /** What was answered to an operation of a history. */
  static Reply of(Metadata metadata, int operation, Outcome outcome, String f) {
    if (outcome == Outcome.INFO) {
      return UNKNOWN;
    }
    String error = metadata.get(operation, "error").map(value -> plain(value.letters())).orElse("");
    if (error.contains(NO_SUCH_UPLOAD) && plain(f).contains("complete")) {
      // An earlier attempt of the same completion may have succeeded.
      return UNKNOWN;
    }
    long status = status(metadata.get(operation, "status")).orElse(0L);
    if (status == 412 || error.contains("precondition") || error.contains("conditionalcheck")) {
      return REFUSED;
    } else if (status == 404 || error.contains("nosuchkey") || error.contains("notfound")) {
      return MISSING;
    } else if (status == 304) {
      return UNCHANGED;
    }
    return outcome == Outcome.OK ? DONE : FAILED;
  }

  private static Optional<Long> status(Optional<Value> value) {
    return value.flatMap(
        v -> {
          if (v instanceof Int number) {
            return Optional.of(number.value());
          }
          return v.letters().matches("\\d{3}")
              ? Optional.of(Long.valueOf(v.letters()))
              : Optional.empty();
        });
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
