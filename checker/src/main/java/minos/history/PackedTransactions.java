package minos.history;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Keeps transactions as ints instead of as values: {@code [[:append k v] [:r k [...]]]} becomes its
 * length and three ints for each micro-operation, and what is read of lists goes to {@link Lists}.
 *
 * <p>What is kept so depends on the value alone, so that equal values still have equal ids.
 *
 * <p>Cost: 4 bytes a transaction and 12 a micro-operation, instead of some 200.
 */
final class PackedTransactions {
  static final int WORDS = 3;
  static final int KIND_BITS = 2;
  static final int KIND = (1 << KIND_BITS) - 1;
  static final int PAIR = 0;
  static final int PLAIN = 1;
  static final int LIST = 2;

  private static final String READ = "r";
  private static final Set<String> FUNCTIONS = Set.of(READ, "w", "append");
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final Dictionary dictionary;
  private final Lists lists;
  private int[][] chunks = new int[4][];
  private int used = CHUNK;
  private int count;

  PackedTransactions(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.lists = new Lists(dictionary);
  }

  Lists lists() {
    return lists;
  }

  /** Whether a value is kept so: a sequence of {@code [f key]} and {@code [f key value]}. */
  static boolean fits(Value value) {
    if (!(value instanceof Seq micros) || micros.size() == 0) {
      return false;
    }
    for (Value item : micros.items()) {
      if (!(item instanceof Seq micro)
          || micro.size() < 2
          || micro.size() > 3
          || !isFunction(micro.get(0))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is the function of a micro-operation. */
  static boolean isFunction(Value value) {
    return FUNCTIONS.contains(value.letters());
  }

  /** The words of a transaction, all parts of which are known from then on. */
  int[] words(Value transaction) {
    List<Value> micros = ((Seq) transaction).items();
    int[] words = new int[1 + WORDS * micros.size()];
    words[0] = micros.size();
    for (int i = 0; i < micros.size(); i++) {
      Seq micro = (Seq) micros.get(i);
      Value value = micro.size() == 2 ? null : micro.get(2);
      pack(micro.get(0), micro.get(1), value, words, 1 + WORDS * i);
    }
    return words;
  }

  /** Puts the words of a micro-operation, all parts of which are known from then on. */
  void pack(Value function, Value key, @Nullable Value value, int[] words, int at) {
    int kind = kind(function, value);
    words[at] = (dictionary.intern(function) << KIND_BITS) | kind;
    words[at + 1] = dictionary.intern(key);
    if (value == null) {
      words[at + 2] = Dictionary.ABSENT;
    } else {
      words[at + 2] = kind == LIST ? lists.intern((Seq) value) : dictionary.intern(value);
    }
  }

  /** The words of a transaction; null if one of its parts is unknown. */
  int @Nullable [] known(Value transaction) {
    List<Value> micros = ((Seq) transaction).items();
    int[] words = new int[1 + WORDS * micros.size()];
    words[0] = micros.size();
    for (int i = 0; i < micros.size(); i++) {
      Seq micro = (Seq) micros.get(i);
      Value content = micro.size() == 2 ? null : micro.get(2);
      int kind = kind(micro.get(0), content);
      int function = dictionary.find(micro.get(0));
      int key = dictionary.find(micro.get(1));
      int value = Dictionary.ABSENT;
      if (content != null) {
        value = kind == LIST ? lists.find((Seq) content) : dictionary.find(content);
      }
      boolean unknown =
          function == Dictionary.ABSENT
              || key == Dictionary.ABSENT
              || (kind == PLAIN && value == Dictionary.ABSENT)
              || (kind == LIST && value < 0);
      if (unknown) {
        return null;
      }
      int at = 1 + WORDS * i;
      words[at] = (function << KIND_BITS) | kind;
      words[at + 1] = key;
      words[at + 2] = value;
    }
    return words;
  }

  private static int kind(Value function, @Nullable Value value) {
    if (value == null) {
      return PAIR;
    }
    return value instanceof Seq && function.letters().equals(READ) ? LIST : PLAIN;
  }

  // Words are small numbers, and many transactions differ in one of them only. So each is mixed
  // into all the bits: a polynomial in 31 would give millions of transactions the same hash.
  static int hash(int[] words) {
    long hash = 0;
    for (int word : words) {
      hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> Integer.SIZE;
    }
    return (int) hash;
  }

  /** Keeps words, and returns where. */
  int add(int[] words) {
    if (used + words.length > CHUNK) {
      if (count == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * count);
      }
      chunks[count++] = new int[Math.max(CHUNK, words.length)];
      used = 0;
    }
    int at = used;
    System.arraycopy(words, 0, chunks[count - 1], at, words.length);
    used += words.length;
    return ((count - 1) << CHUNK_BITS) | at;
  }

  boolean same(int place, int[] words) {
    int[] chunk = chunks[place >>> CHUNK_BITS];
    int at = place & (CHUNK - 1);
    return chunk[at] == words[0]
        && Arrays.equals(chunk, at, at + words.length, words, 0, words.length);
  }

  MicroOperations at(int place) {
    return new MicroOperations(dictionary, chunks[place >>> CHUNK_BITS], place & (CHUNK - 1));
  }

  /** The transaction as a value. */
  Seq value(int place) {
    MicroOperations micros = at(place);
    Value[] values = new Value[micros.size()];
    for (int i = 0; i < values.length; i++) {
      Value function = micros.function(i);
      Value key = dictionary.value(micros.key(i));
      if (micros.isPair(i)) {
        values[i] = Value.seq(function, key);
      } else {
        int value = micros.value(i);
        values[i] =
            Value.seq(
                function, key, micros.isList(i) ? lists.value(value) : dictionary.value(value));
      }
    }
    return Value.seq(values);
  }
}
