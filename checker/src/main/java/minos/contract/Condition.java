package minos.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.value.Value;

/**
 * Something that is asked of what was recorded beside an operation.
 *
 * <p>Names and words are compared without regard to case, hyphens and underscores: {@code
 * ConsistentRead} is {@code consistent-read}.
 *
 * @param field the name of the field
 * @param test what is asked of it
 * @param words the words that it may be, or may not be; empty for the other tests
 */
public record Condition(String field, Test test, Set<String> words) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][\\w-]*)\\s*(?:(!?=)\\s*([^=!\\s]+)|\\s(present|absent))");

  /** What is asked. */
  public enum Test {
    /** It is one of some words. */
    IS,
    /** It is none of some words, or was not recorded. */
    IS_NOT,
    /** It was recorded. */
    PRESENT,
    /** It was not. */
    ABSENT,
    /** A read and a write have the same. */
    SAME
  }

  /** Copies the set. */
  public Condition {
    words = Set.copyOf(words);
  }

  /**
   * The condition that a text says: {@code level=ONE|TWO}, {@code level!=ANY}, {@code region=same},
   * {@code token present}, {@code token absent}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Condition of(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "`"
              + text.strip()
              + "` is no condition; expected field=word, field=word|word, field!=word, field=same,"
              + " `field present` or `field absent`");
    }
    String field = matcher.group(1);
    if (matcher.group(4) != null) {
      Test test = matcher.group(4).equals("present") ? Test.PRESENT : Test.ABSENT;
      return new Condition(field, test, Set.of());
    }
    boolean is = matcher.group(2).equals("=");
    if (is && matcher.group(3).equals("same")) {
      return new Condition(field, Test.SAME, Set.of());
    }
    Set<String> words =
        Set.of(matcher.group(3).split("\\|")).stream()
            .map(Condition::plain)
            .collect(Collectors.toSet());
    return new Condition(field, is ? Test.IS : Test.IS_NOT, words);
  }

  /** Whether a recorded value meets it. Of two operations, see {@link #sameIn}. */
  boolean holds(Optional<Value> value) {
    return switch (test) {
      case IS -> value.isPresent() && words.contains(plain(value.get().letters()));
      case IS_NOT -> value.isEmpty() || !words.contains(plain(value.get().letters()));
      case PRESENT -> value.isPresent() && !value.get().isNil();
      case ABSENT -> value.isEmpty() || value.get().isNil();
      case SAME -> true;
    };
  }

  /** Whether it holds between what a read and what a write recorded. */
  boolean sameIn(Optional<Value> read, Optional<Value> write) {
    return test == Test.SAME ? read.isPresent() && read.equals(write) : holds(write);
  }

  /** A name or word without case, hyphens and underscores. */
  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  @Override
  public String toString() {
    return switch (test) {
      case IS -> field + "=" + String.join("|", new TreeSet<>(words));
      case IS_NOT -> field + "!=" + String.join("|", new TreeSet<>(words));
      case PRESENT -> field + " present";
      case ABSENT -> field + " absent";
      case SAME -> field + "=same";
    };
  }
}
