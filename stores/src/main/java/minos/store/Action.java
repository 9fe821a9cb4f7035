package minos.store;

import java.util.Locale;

/** What can be asked of a store. */
public enum Action {
  /** The value of a key. */
  READ(true),
  /** The value of a key by its description alone, such as S3's HEAD. */
  HEAD(true),
  /** Sets the value of a key. */
  WRITE(false),
  /** Sets the value of a key that has none. */
  CREATE(false),
  /** Sets the value of a key that still is what a token says. */
  REPLACE(false),
  /** Leaves a key without a value. */
  DELETE(false),
  /** The keys below a prefix, each with what the store tells of its value. */
  LIST(true),
  /** Adds to a number. */
  ADD(false),
  /** Adds an element to a set. */
  ADD_ELEMENT(false),
  /** The elements of a set. */
  READ_ELEMENTS(true),
  /** Appends an element to a list. */
  APPEND(false),
  /** The elements of a list, in their order. */
  READ_LIST(true),
  /** Several writes as one. */
  WRITE_ALL(false),
  /** Several reads as one. */
  READ_ALL(true),
  /** Reads and writes in their order, as one transaction. */
  TRANSACT(false),
  /** Several reads in one request that promises nothing of them together. */
  READ_BATCH(true);

  private final boolean readOnly;

  Action(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** Whether it changes nothing. */
  public boolean readOnly() {
    return readOnly;
  }

  /** The word for reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
