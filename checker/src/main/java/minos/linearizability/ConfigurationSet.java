package minos.linearizability;

import java.util.Arrays;
import minos.check.Budget;

/**
 * A set of configurations without dominated ones. A configuration is some words of key (state and
 * live operations) and some words of mask (crashed operations that took effect).
 *
 * <p>A configuration dominates another of the same key if its mask is a subset: what the other can
 * still do, it can do too, for a crashed operation need not take effect. So a dominated one is not
 * added. (Members that are dominated by a later one stay; that costs time, never soundness.)
 *
 * <p>Hash table with chains over flat arrays. Memory is reserved from the budget as it grows; whose
 * budget it is closes it. Not thread-safe.
 */
final class ConfigurationSet {
  private final int keyWords;
  private final int stride;
  private final Budget budget;
  private long[] words;
  private int[] next;
  private int[] heads;
  private int size;

  ConfigurationSet(int keyWords, int maskWords, Budget budget) {
    this.keyWords = keyWords;
    this.stride = keyWords + maskWords;
    this.budget = budget;
    words = new long[16 * stride];
    next = new int[16];
    heads = new int[32];
  }

  int size() {
    return size;
  }

  /** Takes all members out; in time proportional to their number, however many there were once. */
  void clear() {
    if (size > heads.length / 8) {
      Arrays.fill(heads, 0);
    } else {
      for (int member = 0; member < size; member++) {
        heads[bucket(words, member * stride)] = 0;
      }
    }
    size = 0;
  }

  /** Copies a member into the array. */
  void get(int member, long[] into) {
    System.arraycopy(words, member * stride, into, 0, stride);
  }

  /** One word of a member. */
  long word(int member, int word) {
    return words[member * stride + word];
  }

  /**
   * Adds a configuration unless it, or one that dominates it, is there already.
   *
   * @return whether it was added
   * @throws Exhaustion if the budget has no room for it
   */
  boolean add(long[] configuration) {
    int bucket = bucket(configuration, 0);
    for (int member = heads[bucket] - 1; member >= 0; member = next[member] - 1) {
      if (dominates(member, configuration)) {
        return false;
      }
    }
    if (size == next.length) {
      grow();
      bucket = bucket(configuration, 0);
    }
    System.arraycopy(configuration, 0, words, size * stride, stride);
    next[size] = heads[bucket];
    heads[bucket] = ++size;
    return true;
  }

  private boolean dominates(int member, long[] configuration) {
    int base = member * stride;
    for (int i = 0; i < keyWords; i++) {
      if (words[base + i] != configuration[i]) {
        return false;
      }
    }
    for (int i = keyWords; i < stride; i++) {
      if ((words[base + i] & ~configuration[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private int bucket(long[] configuration, int at) {
    long hash = 0;
    for (int i = 0; i < keyWords; i++) {
      hash = (hash ^ configuration[at + i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash & (heads.length - 1);
  }

  private void grow() {
    long capacity = next.length * 2L;
    long bytes = next.length * (8L * stride + 12L);
    if (capacity * stride > Integer.MAX_VALUE - 8 || !budget.reserve(bytes)) {
      throw Exhaustion.ofMemory(budget);
    }
    words = Arrays.copyOf(words, (int) capacity * stride);
    next = Arrays.copyOf(next, (int) capacity);
    heads = new int[(int) capacity * 2];
    for (int member = 0; member < size; member++) {
      int bucket = bucket(words, member * stride);
      next[member] = heads[bucket];
      heads[bucket] = member + 1;
    }
  }
}
