package minos.format.transactions;

import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One line {@code r(key,value,session,txn)} or {@code w(key,value,session,txn)}, taken apart byte
 * by byte: a file has millions of them. White space may stand around every part. Session and
 * transaction are integers of at most 18 digits, key and value integers or names.
 *
 * <p>Not thread-safe; says what the last line that was {@linkplain #parse parsed} says.
 */
final class TxnLine {
  private static final int MOST_DIGITS = 18;

  private boolean write;
  private Value key = Nil.NIL;
  private Value value = Nil.NIL;
  private long session;
  private long transaction;

  private byte[] bytes = {};
  private int at;
  private int end;

  /** Takes a range of bytes apart; answers whether it is such a line. */
  boolean parse(byte[] line, int from, int to) {
    bytes = line;
    at = from;
    end = to;
    skipSpace();
    if (end - at < 2 || (bytes[at] != 'r' && bytes[at] != 'w') || bytes[at + 1] != '(') {
      return false;
    }
    write = bytes[at] == 'w';
    at += 2;
    Value first = name();
    Value second = first == null ? null : name();
    if (first == null || second == null) {
      return false;
    }
    key = first;
    value = second;
    if (!integer(',')) {
      return false;
    }
    session = transaction;
    if (!integer(')')) {
      return false;
    }
    skipSpace();
    return at == end;
  }

  /** Whether it writes. */
  boolean write() {
    return write;
  }

  Value key() {
    return key;
  }

  Value value() {
    return value;
  }

  long session() {
    return session;
  }

  long transaction() {
    return transaction;
  }

  /** The integer or name up to the next comma, which is skipped; null if there is none. */
  private @Nullable Value name() {
    int start = at;
    if (integer(',')) {
      return new Int(transaction);
    }
    at = start;
    skipSpace();
    int from = at;
    int to = at;
    for (; at < end && bytes[at] != ','; at++) {
      if (bytes[at] == '(' || bytes[at] == ')') {
        return null;
      }
      to = isSpace(bytes[at]) ? to : at + 1;
    }
    if (at == end || from == to) {
      return null;
    }
    at++;
    return Names.value(bytes, from, to);
  }

  /** Takes an integer into {@link #transaction}, and what must follow it; answers if it did. */
  private boolean integer(char then) {
    skipSpace();
    boolean negative = at < end && bytes[at] == '-';
    at += negative ? 1 : 0;
    long number = 0;
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < MOST_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    boolean some = at > from;
    skipSpace();
    transaction = negative ? -number : number;
    return some && at < end && bytes[at++] == then;
  }

  private void skipSpace() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
