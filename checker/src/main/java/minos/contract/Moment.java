package minos.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import minos.value.Int;
import minos.value.Value;

/** A store's own timestamps: numbers, or instants such as {@code 2026-11-21T08:00:00.5Z}. */
final class Moment {
  private Moment() {}

  /** A timestamp as a number that orders it; empty if it is none. */
  static Optional<BigDecimal> of(Value value) {
    if (value instanceof Int number) {
      return Optional.of(BigDecimal.valueOf(number.value()));
    }
    String text = value.letters();
    if (text.matches("-?\\d{1,40}(\\.\\d{1,20})?")) {
      return Optional.of(new BigDecimal(text));
    }
    try {
      Instant instant = Instant.parse(text);
      return Optional.of(
          BigDecimal.valueOf(instant.getEpochSecond())
              .add(BigDecimal.valueOf(instant.getNano(), 9)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
