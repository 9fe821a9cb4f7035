package minos.value;

import java.math.BigInteger;

/**
 * An integer that does not fit in 64 bits. Made by {@link #of}, so that equal integers are equal
 * values.
 */
public record BigInt(BigInteger value) implements Value {
  /** Rejects integers that fit in 64 bits: those are {@link Int}s. */
  public BigInt {
    if (value.bitLength() < Long.SIZE) {
      throw new IllegalArgumentException(
          value + " fits in 64 bits: use BigInt.of, which makes an Int of it");
    }
  }

  /** An {@link Int} where the integer fits in 64 bits, else a {@code BigInt}. */
  public static Value of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? new Int(value.longValue()) : new BigInt(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
