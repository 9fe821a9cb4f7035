package minos.spec;

import java.util.Locale;

/** What a compare-and-set that failed is taken to say. */
public enum FailedCas {
  /** It did not happen, for whatever reason. */
  IGNORED,
  /** It was executed, and the value was not the expected one. */
  MISMATCH;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
