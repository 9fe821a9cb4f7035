package minos.value;

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

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
