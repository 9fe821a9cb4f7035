package minos.verdict;

import java.util.Locale;

/** The three answers, from the least serious to the most serious. */
public enum Judgement {
  /** The history satisfies the consistency model. */
  CONSISTENT,
  /** Nobody knows: neither was shown. */
  UNDECIDED,
  /** The history does not satisfy it. */
  VIOLATED;

  /** The word in reports and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The more serious of the two: violated, then undecided, then consistent. */
  public Judgement and(Judgement other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
