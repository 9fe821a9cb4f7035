package minos.store.cassandra;

import java.util.Locale;

/** How many replicas must answer, and whether a read joins in what conditions decide. */
public enum Level {
  /** One replica. */
  ONE(0x1),
  /** Two replicas. */
  TWO(0x2),
  /** A majority. */
  QUORUM(0x4),
  /** All replicas. */
  ALL(0x5),
  /** A majority of this data centre. */
  LOCAL_QUORUM(0x6),
  /** Of reads: after completing what a condition may have left half done. */
  SERIAL(0x8);

  private final int code;

  Level(int code) {
    this.code = code;
  }

  /** What the protocol calls it. */
  int code() {
    return code;
  }

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
