package minos.value;

import org.jspecify.annotations.Nullable;

/**
 * An integer that fits in 64 bits. Every such integer is an {@code Int}, never a {@link BigInt}.
 */
public record Int(long value) implements Value {
  // The hash of a map is the sum of its entries' and that of a list a polynomial in 31, so plain
  // small integers as members make small hashes, and millions of different values collide.
  @Override
  public int hashCode() {
    return (int) ((value * 0x9E3779B97F4A7C15L) >>> Integer.SIZE);
  }

  // Written out here and in the other records that are keys of maps: what a record gets from the
  // compiler is put together when it is first called, for 10 ms in a young JVM.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Int that && value == that.value;
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
