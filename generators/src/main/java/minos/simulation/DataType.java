package minos.simulation;

import java.util.Locale;
import java.util.Optional;

/** What clients do to the keys. */
public enum DataType {
  /** Reads, writes and compare-and-sets. */
  REGISTER,
  /** Each client creates keys that nobody else touches, and reads them afterwards. */
  NEW_KEYS,
  /** Objects: get, head, put with and without a condition, delete, and listings of all keys. */
  OBJECTS,
  /** Transactions that append to lists and read them. */
  LIST_APPEND,
  /** Transactions that write and read registers. */
  RW_REGISTER,
  /** A replicated counter that only grows. */
  G_COUNTER,
  /** A replicated counter. */
  PN_COUNTER,
  /** A replicated set in which adding wins. */
  OR_SET,
  /** Registers that keep concurrent versions side by side, told apart by version vectors. */
  SIBLINGS;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether operations are transactions. */
  boolean transactional() {
    return this == LIST_APPEND || this == RW_REGISTER;
  }

  /** Whether operations are updates that replicas merge. */
  boolean replicated() {
    return this == G_COUNTER || this == PN_COUNTER || this == OR_SET || this == SIBLINGS;
  }

  /** The one of that name. */
  public static Optional<DataType> ofId(String id) {
    for (DataType type : values()) {
      if (type.id().equals(id)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
