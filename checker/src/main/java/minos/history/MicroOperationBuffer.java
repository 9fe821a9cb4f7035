package minos.history;

import java.util.Arrays;
import minos.value.Keyword;
import minos.value.Value;

/**
 * The micro-operations of a transaction while a reader comes by them one at a time. They are kept
 * as the history keeps them, so a source of millions of short lines makes no values of them that
 * nobody would look at; what {@link HistoryBuilder#accept(Event, MicroOperationBuffer)} takes from
 * it equals what it takes from the value {@code [[:w key value] [:r key value]]}.
 *
 * <p>Goes with the builder that {@linkplain HistoryBuilder#microOperations made} it. Not
 * thread-safe.
 */
public final class MicroOperationBuffer {
  private static final Keyword READ = new Keyword("r");
  private static final int FEW = 1 + 4 * PackedTransactions.WORDS;

  private final PackedTransactions packed;
  private final int read;
  private int[] words = new int[FEW];
  private int size;

  MicroOperationBuffer(Dictionary dictionary, PackedTransactions packed) {
    this.packed = packed;
    this.read = dictionary.intern(READ);
  }

  /**
   * Adds a micro-operation with its value: what a read saw, or what was written.
   *
   * @param function {@code :r}, {@code :w} or {@code :append}
   * @throws IllegalArgumentException if it is another function
   */
  public void add(Keyword function, Value key, Value value) {
    if (!PackedTransactions.isFunction(function)) {
      throw new IllegalArgumentException(
          function + " is no micro-operation of a transaction; expected :r, :w or :append");
    }
    int at = 1 + PackedTransactions.WORDS * size;
    if (at + PackedTransactions.WORDS > words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    packed.pack(function, key, value, words, at);
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Forgets them, for the next transaction. */
  public void clear() {
    size = 0;
  }

  /** Their words. */
  int[] known() {
    int[] all = Arrays.copyOf(words, 1 + PackedTransactions.WORDS * size);
    all[0] = size;
    return all;
  }

  /** Their words without what was read. */
  int[] asked() {
    int[] all = known();
    for (int at = 1; at < all.length; at += PackedTransactions.WORDS) {
      if (all[at] >>> PackedTransactions.KIND_BITS == read) {
        all[at] = (read << PackedTransactions.KIND_BITS) | PackedTransactions.PLAIN;
        all[at + 2] = Dictionary.NIL;
      }
    }
    return all;
  }
}
