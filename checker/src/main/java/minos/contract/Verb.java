package minos.contract;

import java.util.Locale;
import java.util.Optional;

/** Kinds of operations that rules tell apart, because they may be promised different things. */
public enum Verb {
  /** Reads one key: get, head. */
  READ("get, head, read of one key"),
  /** Reads which keys there are, a page at a time. */
  LIST("each key of a page of a listing, present or absent"),
  /** Reads by an index. */
  QUERY("each item of the answer to a query or scan"),
  /** Writes on a condition, or answers what it replaced: reads and writes in one step. */
  CONDITIONAL("conditional and read-modify-write operations: If-Match, compare-and-set, add"),
  /** Reads or writes several keys in one step. */
  TRANSACTION("transactions on several items"),
  /** Moves a key's value to another key in one step. */
  RENAME("rename of one key to another"),
  /** Writes or deletes without looking. */
  WRITE("put, delete, copy to");

  private final String description;

  Verb(String description) {
    this.description = description;
  }

  /** The word in contract files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it stands for. */
  public String description() {
    return description;
  }

  /** The verb of that word. */
  public static Optional<Verb> ofWord(String word) {
    for (Verb verb : values()) {
      if (verb.word().equals(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
