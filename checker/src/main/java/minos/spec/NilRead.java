package minos.spec;

import java.util.Locale;

/** What a read that answered nil is taken to say. */
public enum NilRead {
  /** The object had no value at that time: a 404. */
  ABSENT,
  /** Nothing was learned. */
  UNKNOWN;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
