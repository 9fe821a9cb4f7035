package minos.format.transactions;

import minos.value.Nil;
import minos.value.Value;

/**
 * One line of AWDIT's test files: {@code r key value}, {@code w key value}, {@code -----} or {@code
 * =====}, taken apart byte by byte: a file has millions of them. White space may stand around every
 * part.
 *
 * <p>Not thread-safe; says what the last line that was {@linkplain #parse parsed} says.
 */
final class AwditLine {
  /** What a line is. */
  enum Kind {
    READ,
    WRITE,
    /** Between transactions. */
    DASHES,
    /** Between sessions. */
    EQUALS_SIGNS,
    /** Nothing of these. */
    OTHER
  }

  private static final int FEWEST_SIGNS = 3;

  private Value key = Nil.NIL;
  private Value value = Nil.NIL;

  private byte[] bytes = {};
  private int from;
  private int to;
  private int end;

  /** Takes a range of bytes apart. */
  Kind parse(byte[] line, int start, int stop) {
    bytes = line;
    to = start;
    end = stop;
    if (!nextWord()) {
      return Kind.OTHER;
    }
    byte first = bytes[from];
    if (first == '-' || first == '=') {
      return separator(first);
    }
    if (to - from != 1 || (first != 'r' && first != 'w') || !nextWord()) {
      return Kind.OTHER;
    }
    Value one = Names.value(bytes, from, to);
    Value other = nextWord() ? Names.value(bytes, from, to) : null;
    if (one == null || other == null || nextWord()) {
      return Kind.OTHER;
    }
    key = one;
    value = other;
    return first == 'r' ? Kind.READ : Kind.WRITE;
  }

  /** The key of an operation. */
  Value key() {
    return key;
  }

  /** What an operation read or wrote. */
  Value value() {
    return value;
  }

  private Kind separator(byte sign) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != sign) {
        return Kind.OTHER;
      }
    }
    if (to - from < FEWEST_SIGNS || nextWord()) {
      return Kind.OTHER;
    }
    return sign == '-' ? Kind.DASHES : Kind.EQUALS_SIGNS;
  }

  /** Goes on to the next word; whether there is one. */
  private boolean nextWord() {
    from = to;
    while (from < end && TxnLine.isSpace(bytes[from])) {
      from++;
    }
    to = from;
    while (to < end && !TxnLine.isSpace(bytes[to])) {
      to++;
    }
    return to > from;
  }
}
