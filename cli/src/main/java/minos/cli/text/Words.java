package minos.cli.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Value;

/** How reports write things that occur in many places: times, operations, places, long lines. */
final class Words {
  /** What a report may be wide. */
  static final int WIDTH = 80;

  private Words() {}

  /** A duration with two digits that matter or more: {@code 0.42 ms}, {@code 3.1 s}. */
  static String duration(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 1) {
      return String.format(Locale.ROOT, "%.2f ms", millis);
    } else if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    } else if (millis < 1000) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    return String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  /** A number of things: {@code 1 operation}, {@code 12,345 operations}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** What an operation did and how it ended, such as {@code write 3 ok}. */
  static String deed(Operation operation, int most) {
    String value = operation.value().isNil() && bare(operation) ? "" : " " + operation.value();
    return operation.f() + clip(value, most) + " " + operation.outcome().word();
  }

  /** Whether nil says nothing: an operation that has no value at all. */
  private static boolean bare(Operation operation) {
    if (operation.outcome() == Outcome.OK
        && (operation.f().equals("read") || operation.f().equals("get"))) {
      return false;
    }
    return operation.input().isNil() && operation.output().isNil();
  }

  /** What a proof calls an operation: by its index, and T if it is a transaction. */
  static String name(Operation operation) {
    return (operation.f().equals("txn") || operation.f().isEmpty() ? "T" : "#") + operation.index();
  }

  /** Where an operation is in its file: {@code lines 3-5}; its index where there are no lines. */
  static String place(Operation operation) {
    OptionalLong from = operation.invokeLine();
    OptionalLong to = operation.completeLine();
    if (from.isPresent() && to.isPresent()) {
      return "lines " + from.getAsLong() + "-" + to.getAsLong();
    } else if (from.isPresent() || to.isPresent()) {
      return "line " + (from.isPresent() ? from.getAsLong() : to.getAsLong());
    }
    return "index " + operation.index();
  }

  /** Who invoked an operation. */
  static String process(Value process) {
    return process.isNil() ? "somebody" : "process " + process.letters();
  }

  /** The text as a sentence: a capital first, a full stop last. */
  static String sentence(String text) {
    String plain = unstopped(text);
    return plain.isEmpty() ? "" : Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + ".";
  }

  /** The text without the full stop that it may have. */
  static String unstopped(String text) {
    String plain = text.strip();
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** The text, cut to a width with an ellipsis where it is longer. */
  static String clip(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }

  /**
   * A paragraph in lines of at most {@link #WIDTH} columns: the first behind {@code first}, the
   * others behind as many blanks. A word that is longer than a line stays whole.
   */
  static List<String> wrap(String first, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.strip().split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(first.length()));
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
