package minos.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.format.input.Input;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problems;

/**
 * Decides by content, never by a file's name, which format an input has: by its first bytes, then
 * by its first character that is no white space, then by its first lines.
 */
final class Detection {
  private static final Pattern TRANSACTION = Pattern.compile("\\s*[rw]\\([^()]*,[^()]*\\)\\s*");
  private static final Pattern AWDIT =
      Pattern.compile("\\s*(?:[rw]\\s+\\S+\\s+\\S+|-{3,}|={3,})\\s*");
  private static final Pattern JEPSEN =
      Pattern.compile("(?m)^.*\\b(?:INFO|WARN|ERROR|DEBUG)\\b.*\\bjepsen\\b");

  private final byte[] bytes;
  private final String text;

  private Detection(byte[] prefix) {
    this.bytes = prefix;
    this.text = new String(prefix, StandardCharsets.ISO_8859_1);
  }

  /**
   * The format of an input.
   *
   * @throws MalformedHistoryException if it is none that we know; the message says what was tried
   */
  static Detected detect(Input input, Problems problems)
      throws IOException, MalformedHistoryException {
    Detection detection = new Detection(input.prefix());
    Optional<Detected> detected = detection.detect();
    if (detected.isPresent()) {
      return detected.get();
    }
    throw problems.fatal(Event.ABSENT, detection.unknown(input));
  }

  private Optional<Detected> detect() {
    if (text.startsWith("JEPSEN")) {
      return found(Format.JEPSEN_STORE, "it begins with JEPSEN");
    } else if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
      return Optional.empty();
    }
    int first = significant(0);
    if (first == text.length()) {
      return found(Format.JEPSEN_EDN, "it is empty, as the history of a run without operations");
    }
    Optional<Detected> structured =
        switch (text.charAt(first)) {
          case '{' -> map(first);
          case '[' -> list(first);
          case '(' -> found(Format.JEPSEN_EDN, "it begins with a list in EDN");
          case '#' -> tagged(first);
          default -> Optional.empty();
        };
    return structured.isPresent() ? structured : lines();
  }

  // By the first character.

  private Optional<Detected> map(int open) {
    if (!isObject(open)) {
      return found(Format.JEPSEN_EDN, "it begins with a map in EDN");
    }
    List<String> keys = JsonKeys.of(text, open);
    if (keys.contains("event") && keys.contains("client_id")) {
      return found(Format.S2, "its first JSON object has \"event\" and \"client_id\"");
    } else if (keys.contains("ClientId") && keys.contains("Call")) {
      return found(Format.ETCD_ROBUSTNESS, "its first JSON object has \"ClientId\" and \"Call\"");
    } else if (keys.contains("type")) {
      return found(Format.JSONL, "its first JSON object has \"type\"");
    } else if (keys.contains("header")) {
      return found(Format.JSONL, "it begins with a \"header\"");
    } else if (keys.contains("data")) {
      return found(Format.DBCOP, "its JSON object has \"data\"");
    }
    return Optional.empty();
  }

  private Optional<Detected> list(int open) {
    int next = significant(open + 1);
    char inner = at(next);
    if (inner == '{' && isObject(next)) {
      List<String> keys = JsonKeys.of(text, next);
      if (keys.contains("type")) {
        return found(Format.JSON, "the first object of its JSON array has \"type\"");
      } else if (keys.contains("tid") || keys.contains("ops")) {
        return found(Format.TIMEKILLER, "the first object of its JSON array has \"ops\"");
      } else if (keys.contains("ClientId") && keys.contains("Call")) {
        return found(Format.ETCD_ROBUSTNESS, "the first object of its array has \"ClientId\"");
      }
      return Optional.empty();
    } else if (inner == '[') {
      int object = significant(next + 1);
      return at(object) == '{' && isObject(object)
          ? found(Format.DBCOP, "it begins with sessions of transactions in JSON")
          : Optional.empty();
    } else if (inner == '{' || inner == ']' || inner == '#' || next == text.length()) {
      return found(Format.JEPSEN_EDN, "it begins with a vector in EDN");
    }
    return Optional.empty();
  }

  /** Whether the brace opens an object of JSON, not a map of EDN. */
  private boolean isObject(int open) {
    int next = space(open + 1);
    return at(next) == '"' && JsonKeys.isKey(text, next);
  }

  private Optional<Detected> tagged(int sign) {
    char next = at(sign + 1);
    return next == '_' || next == ':' || Character.isLetter(next)
        ? found(Format.JEPSEN_EDN, "it begins with a tag in EDN")
        : Optional.empty();
  }

  // By the first lines.

  private Optional<Detected> lines() {
    String first = firstLine();
    if (TRANSACTION.matcher(first).matches()) {
      return found(Format.TXN_TEXT, "its first line is like r(key,value,session,txn)");
    } else if (AWDIT.matcher(first).matches()) {
      return found(Format.AWDIT_TEST, "its first line is like 'r key value'");
    }
    OperationLine line = new OperationLine();
    int from = 0;
    boolean log = false;
    for (int number = 1; from < bytes.length; number++) {
      int to = end(from);
      if (line.find(bytes, from, to, false) == OperationLine.Kind.OPERATION && !log) {
        return found(Format.JEPSEN_TXT, "line " + number + " is 'process :type :f value'");
      } else if (line.find(bytes, from, to, true) == OperationLine.Kind.OPERATION) {
        return found(Format.JEPSEN_LOG, "line " + number + " ends in 'process :type :f value'");
      }
      log |= to > from;
      from = to + 1;
    }
    if (CsvColumns.looksLikeHeader(first)) {
      return found(Format.CSV, "its first line names columns of a history");
    } else if (JEPSEN.matcher(text).find()) {
      return found(Format.JEPSEN_LOG, "it has lines that Jepsen logs");
    }
    return Optional.empty();
  }

  private String firstLine() {
    int from = space(0);
    return text.substring(from, end(from)).stripTrailing();
  }

  private int end(int from) {
    int to = text.indexOf('\n', from);
    return to < 0 ? bytes.length : to;
  }

  // Characters.

  /** The next character that EDN does not skip: no white space, no comma, no comment. */
  private int significant(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ';') {
        i = end(i);
      } else if (c == ',' || isSpace(c)) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private int space(int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private char at(int position) {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static Optional<Detected> found(Format format, String reason) {
    return Optional.of(new Detected(format, reason));
  }

  // What to say when nothing fits.

  private String unknown(Input input) {
    if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
      return "a text in UTF-16; recode it as UTF-8";
    }
    String begins =
        text.indexOf(0) >= 0
            ? "binary data"
            : "a text that begins with \"" + Shown.brief(firstLine()) + "\"";
    return "unknown format: "
        + begins
        + input.cutOff().map(how -> " (" + how + ")").orElse("")
        + ". None of these fits; say which it is with --format:\n"
        + Arrays.stream(Format.values())
            .map(format -> "  " + format.id() + ": " + format.looks())
            .collect(Collectors.joining("\n"));
  }
}
