package minos.history;

import minos.value.Value;

/**
 * The micro-operations of a transaction, as the ids of their parts: a view into a {@link
 * Dictionary}, for those who would rather not have values made of them.
 */
public final class MicroOperations {
  private final Dictionary dictionary;
  private final int[] words;
  private final int at;

  MicroOperations(Dictionary dictionary, int[] words, int at) {
    this.dictionary = dictionary;
    this.words = words;
    this.at = at;
  }

  /** How many there are. */
  public int size() {
    return words[at];
  }

  /** The letters of what one does: {@code r}, {@code w} or {@code append}. */
  public String letters(int micro) {
    return function(micro).letters();
  }

  Value function(int micro) {
    return dictionary.value(word(micro, 0) >>> PackedTransactions.KIND_BITS);
  }

  /** The id of the key of one. */
  public int key(int micro) {
    return word(micro, 1);
  }

  /** Whether one says nothing of a value: it is a pair. */
  public boolean isPair(int micro) {
    return kind(micro) == PackedTransactions.PAIR;
  }

  /** Whether one read a list. */
  public boolean isList(int micro) {
    return kind(micro) == PackedTransactions.LIST;
  }

  /**
   * The value of one: if it read a list, its number among the dictionary's {@link Lists}, else its
   * id; of a pair {@link Dictionary#ABSENT}.
   */
  public int value(int micro) {
    return word(micro, 2);
  }

  private int kind(int micro) {
    return word(micro, 0) & PackedTransactions.KIND;
  }

  private int word(int micro, int part) {
    return words[at + 1 + PackedTransactions.WORDS * micro + part];
  }
}
