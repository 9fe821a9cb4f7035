package minos.format;

import java.util.Arrays;
import minos.history.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Finds an operation in a line of text: {@code process :type :f value}, separated by white space,
 * after whatever prefix a log puts before it. Used again for each line; not thread-safe.
 */
final class OperationLine {
  /** What a line is. */
  enum Kind {
    /** Something else, such as a line of a log. */
    OTHER,
    /** An operation. */
    OPERATION,
    /** The beginning of one: a function or a value is missing. */
    INCOMPLETE
  }

  private static final EventType[] TYPES = EventType.values();
  private static final byte[] TYPE = {'t', 'y', 'p', 'e'};

  private EventType type = EventType.INFO;
  private int processFrom;
  private int processTo;
  private int functionFrom;
  private int functionTo;
  private int valueFrom;

  /**
   * Looks at a line.
   *
   * @param anyPrefix whether other text may come before the process, which then must be a number or
   *     a keyword
   */
  Kind find(byte[] bytes, int from, int to, boolean anyPrefix) {
    for (int i = from + 1; i < to; i++) {
      if (bytes[i] == ':' && isSpace(bytes[i - 1])) {
        EventType found = type(bytes, i + 1, to);
        if (found != null && process(bytes, from, i, anyPrefix)) {
          type = found;
          return rest(bytes, i + 1 + found.word().length(), to);
        }
        if (!anyPrefix) {
          return Kind.OTHER;
        }
      }
    }
    return Kind.OTHER;
  }

  EventType type() {
    return type;
  }

  int processFrom() {
    return processFrom;
  }

  int processTo() {
    return processTo;
  }

  /** Where the function's letters begin, after the colon. */
  int functionFrom() {
    return functionFrom;
  }

  int functionTo() {
    return functionTo;
  }

  /** Where the value begins; it goes on to the end of the line, or to an error after it. */
  int valueFrom() {
    return valueFrom;
  }

  private boolean process(byte[] bytes, int from, int colon, boolean anyPrefix) {
    processTo = colon;
    while (processTo > from && isSpace(bytes[processTo - 1])) {
      processTo--;
    }
    processFrom = processTo;
    while (processFrom > from && !isSpace(bytes[processFrom - 1])) {
      processFrom--;
    }
    if (processFrom == processTo) {
      return false;
    }
    if (!anyPrefix) {
      int start = from;
      while (isSpace(bytes[start])) {
        start++;
      }
      return start == processFrom;
    }
    return bytes[processFrom] == ':'
        ? processTo - processFrom > 1
            && !Arrays.equals(bytes, processFrom + 1, processTo, TYPE, 0, TYPE.length)
        : isNumber(bytes, processFrom, processTo);
  }

  private Kind rest(byte[] bytes, int afterType, int to) {
    int i = skipSpace(bytes, afterType, to);
    if (i == to || bytes[i] != ':') {
      return i == to ? Kind.INCOMPLETE : Kind.OTHER;
    }
    functionFrom = i + 1;
    while (i < to && !isSpace(bytes[i])) {
      i++;
    }
    functionTo = i;
    valueFrom = skipSpace(bytes, i, to);
    return valueFrom == to || functionFrom == functionTo ? Kind.INCOMPLETE : Kind.OPERATION;
  }

  /** The type that begins at a place and ends with white space or the line; else null. */
  private static @Nullable EventType type(byte[] bytes, int from, int to) {
    for (EventType candidate : TYPES) {
      String word = candidate.word();
      int end = from + word.length();
      if (end <= to && (end == to || isSpace(bytes[end]))) {
        int i = 0;
        while (i < word.length() && bytes[from + i] == word.charAt(i)) {
          i++;
        }
        if (i == word.length()) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static boolean isNumber(byte[] bytes, int from, int to) {
    for (int i = bytes[from] == '-' && to - from > 1 ? from + 1 : from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static int skipSpace(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
