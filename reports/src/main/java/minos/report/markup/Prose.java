package minos.report.markup;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Value;

/** How pages write what occurs in many places: numbers, times, operations. */
public final class Prose {
  private Prose() {}

  /** A number of things: {@code 1 operation}, {@code 12,345 operations}. */
  public static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** A duration with the unit that fits. */
  public static String duration(Duration duration) {
    return nanos((double) duration.toNanos());
  }

  /** Nanoseconds with the unit that fits: {@code 850 ns}, {@code 3.1 ms}, {@code 13.2 s}. */
  public static String nanos(double nanos) {
    double size = Math.abs(nanos);
    if (size == 0) {
      return "0 s";
    } else if (size < 1e3) {
      return number(nanos) + " ns";
    } else if (size < 1e6) {
      return number(nanos / 1e3) + " µs";
    } else if (size < 1e9) {
      return number(nanos / 1e6) + " ms";
    } else if (size < 600e9) {
      return number(nanos / 1e9) + " s";
    } else if (size < 36_000e9) {
      return number(nanos / 60e9) + " min";
    }
    return number(nanos / 3600e9) + " h";
  }

  /** A number with the digits that matter. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    String pattern = size < 0.01 ? "%.2g" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** What an operation did and how it ended, such as {@code write 3 ok}. */
  public static String deed(Operation operation, int most) {
    return act(operation, most) + " " + operation.outcome().word();
  }

  /** What an operation did, such as {@code write 3}; without its outcome. */
  public static String act(Operation operation, int most) {
    String value = bare(operation) ? "" : " " + operation.value();
    return Printable.clip(operation.f(), 60) + Printable.clip(value, most);
  }

  /** Whether an operation has no value at all, so that nil says nothing. */
  private static boolean bare(Operation operation) {
    boolean read =
        operation.outcome() == Outcome.OK
            && (operation.f().equals("read") || operation.f().equals("get"));
    return !read && operation.input().isNil() && operation.output().isNil();
  }

  /** What a proof calls an operation: by its index, and T if it is a transaction. */
  public static String name(Operation operation) {
    return (operation.f().equals("txn") || operation.f().isEmpty() ? "T" : "#") + operation.index();
  }

  /** Who invoked an operation. */
  public static String process(Value process) {
    return process.isNil() ? "somebody" : "process " + Printable.clip(process.letters(), 40);
  }

  /** Where an operation is in its file. */
  public static String place(Operation operation) {
    OptionalLong from = operation.invokeLine();
    OptionalLong to = operation.completeLine();
    if (from.isPresent() && to.isPresent()) {
      return "lines " + from.getAsLong() + "–" + to.getAsLong();
    } else if (from.isPresent() || to.isPresent()) {
      return "line " + (from.isPresent() ? from.getAsLong() : to.getAsLong());
    }
    return "index " + operation.index();
  }

  /** The text as a sentence: a capital first, a full stop last. */
  public static String sentence(String text) {
    String plain = text.strip();
    if (plain.isEmpty()) {
      return "";
    }
    String stopped = plain.endsWith(".") ? plain : plain + ".";
    return Character.toUpperCase(stopped.charAt(0)) + stopped.substring(1);
  }
}
