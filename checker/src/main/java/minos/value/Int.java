package minos.value;

/**
 * An integer that fits in 64 bits. Every such integer is an {@code Int}, never a {@link BigInt}.
 */
public record Int(long value) implements Value {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
