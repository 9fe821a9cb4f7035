package minos.linearizability;

import java.util.Arrays;
import minos.history.Dictionary;

/**
 * The operations on one register that say anything, as a kind and two values each, values numbered
 * from 0 for this register.
 *
 * <p>Values that nobody can observe, because no read returned them and no compare-and-set expected
 * them, are one value, {@link #UNOBSERVED}: no operation tells them apart, so an order for the one
 * is an order for the other.
 */
final class RegisterCalls {
  static final byte READ = 0;
  static final byte WRITE = 1;
  static final byte CAS = 2;

  /** A compare-and-set that failed because the value was not the expected one. */
  static final byte MISMATCH = 3;

  /** The number of the values that nobody can observe. */
  static final int UNOBSERVED = 0;

  private final int[] ordinals;
  private final byte[] kinds;
  private final int[] firsts;
  private final int[] seconds;
  private final int[] values;
  private final int initial;

  RegisterCalls(
      int[] ordinals, byte[] kinds, int[] firsts, int[] seconds, int[] values, int initial) {
    this.ordinals = ordinals;
    this.kinds = kinds;
    this.firsts = firsts;
    this.seconds = seconds;
    this.values = values;
    this.initial = initial;
  }

  int size() {
    return ordinals.length;
  }

  int[] ordinals() {
    return ordinals;
  }

  byte kind(int operation) {
    return kinds[operation];
  }

  /** The value read, written or expected. */
  int first(int operation) {
    return firsts[operation];
  }

  /** The new value of a compare-and-set. */
  int second(int operation) {
    return seconds[operation];
  }

  int initial() {
    return initial;
  }

  String describe(int value, Dictionary dictionary) {
    return value == UNOBSERVED
        ? "a value that nobody read"
        : dictionary.value(values[value]).toString();
  }

  /**
   * A read and a compare-and-set want the value that they saw; writes and compare-and-sets provide
   * the one that they set.
   */
  Wants wants() {
    int[] wanted = new int[size()];
    int[] provided = new int[size()];
    for (int i = 0; i < size(); i++) {
      wanted[i] = kinds[i] == READ || kinds[i] == CAS ? firsts[i] : Wants.NONE;
      provided[i] = kinds[i] == WRITE ? firsts[i] : kinds[i] == CAS ? seconds[i] : Wants.NONE;
    }
    return new Wants(values.length, wanted, provided);
  }

  /** Numbers for equal calls. */
  int[] alike() {
    int n = size();
    long[] codes = new long[n];
    for (int i = 0; i < n; i++) {
      codes[i] =
          ((long) kinds[i] << 60) ^ ((long) firsts[i] << 30) ^ (kinds[i] == CAS ? seconds[i] : 0);
    }
    long[] sorted = codes.clone();
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    int[] alike = new int[n];
    for (int i = 0; i < n; i++) {
      alike[i] = Arrays.binarySearch(sorted, 0, distinct, codes[i]);
    }
    return alike;
  }
}
