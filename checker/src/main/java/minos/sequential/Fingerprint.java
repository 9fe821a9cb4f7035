package minos.sequential;

/**
 * A fingerprint, 128 bits, of a state that changes a little at a time.
 *
 * <p>The idea [1]: every value of every part of the state has a random number, and the fingerprint
 * is their sum. When a part changes, one number is taken out and another put in. The numbers are
 * not stored but mixed from the part and the value.
 *
 * <p>Cost: constant for each change, whatever the size of the state.
 *
 * <ol>
 *   <li>A. Zobrist, "A new hashing method with application for game playing", University of
 *       Wisconsin, 1970.
 * </ol>
 */
final class Fingerprint {
  private long high;
  private long low;

  /** Says that a part of the state changed. */
  void change(int part, int before, int after) {
    high += mix(part, after, 1) - mix(part, before, 1);
    low += mix(part, after, 2) - mix(part, before, 2);
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /** The finalizer of SplitMix64, of the part and the value. */
  private static long mix(int part, int value, int salt) {
    long z = ((long) part << 32 ^ (value & 0xffffffffL)) + salt * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
