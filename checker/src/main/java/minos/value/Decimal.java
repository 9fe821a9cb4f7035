package minos.value;

import java.math.BigDecimal;

/**
 * An exact decimal number, written {@code 1.50M} in EDN. The scale is part of the value, as in
 * {@link BigDecimal#equals}.
 */
public record Decimal(BigDecimal value) implements Value {
  @Override
  public String toString() {
    return value + "M";
  }
}
