package minos.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an operation was promised: a consistency model, and of which writes or with what bound.
 *
 * @param kind the model
 * @param toward the writes that the promise is about: those which meet all the conditions; empty
 *     for all
 * @param parameter what else the kind needs: a bound, the names of fields; empty if nothing
 */
public record Promise(Kind kind, List<Condition> toward, String parameter) {
  /** The models that an operation can be promised. */
  public enum Kind {
    /** In one order with all writes of the key, in real time. */
    LINEARIZABLE(
        "linearizable",
        "The operations that are promised this and all writes of the key have one order that contains"
            + " real time and explains them. With conditions: on keys all of whose writes meet them;"
            + " elsewhere the promise is void, and what is read must be committed."),
    /** Sees the writes that had ended before it began. */
    REGULAR(
        "regular",
        "Returns a write that it overlaps, or one that no other had certainly replaced when it began."
            + " With conditions: only writes that meet them count as replacing."),
    /** As regular, toward the writes whose quorum meets the read's. */
    QUORUM(
        "quorum",
        "As regular, toward the writes that were acknowledged by so many replicas (W) that the"
            + " replicas which the read asked (R) must include one of them: R + W > N."),
    /** At most so stale. */
    BOUNDED(
        "bounded",
        "What it returns had been replaced by at most so many versions, or for at most so long, when"
            + " it began. The bound is given, or is the value of a field: a number of seconds, or"
            + " with a unit, or a number of versions written `2 versions`."),
    /** Returns a value that somebody wrote. */
    COMMITTED(
        "committed",
        "Returns the initial value, or one whose write had begun when it ended and did not fail."
            + " A write that was seen has taken effect by then."),
    /** Returns a value that somebody wrote, perhaps to no effect. */
    WRITTEN(
        "written",
        "Returns the initial value, or one whose write had begun when it ended and did not fail."
            + " The write may not have taken effect by then, nor ever."),
    /** A new key is seen, unless it was asked for before. */
    NEW_KEY(
        "new-key",
        "Committed; and a key that was written is not answered as absent, unless somebody asked for"
            + " it before its first write ended, or had begun to delete it."),
    /** A new key is seen. */
    NEW_KEY_ALWAYS(
        "new-key-always",
        "Committed; and a key that was written is not answered as absent, unless somebody had begun"
            + " to delete it."),
    /** Exactly what was committed up to a timestamp. */
    SNAPSHOT(
        "snapshot",
        "Returns the last write at or before its timestamp. The parameter names the field with a"
            + " read's timestamp, and that with a write's."),
    /** A session guarantee. */
    READ_YOUR_WRITES("read-your-writes", "A session sees no older version than it wrote."),
    /** A session guarantee. */
    MONOTONIC_READS("monotonic-reads", "A session sees no older version than it saw."),
    /** A session guarantee. */
    MONOTONIC_WRITES(
        "monotonic-writes", "A session's writes are seen by everybody in their order."),
    /** A session guarantee. */
    WRITES_FOLLOW_READS(
        "writes-follow-reads", "A session's writes are seen after what it had read."),
    /** All reads agree in the end. */
    CONVERGES("converges", "After the last write of a key, the last reads of all sessions agree."),
    /** Sees what was committed. */
    READ_COMMITTED(
        "read-committed",
        "No transaction sees what another had not committed, or had replaced itself."),
    /** Sees one moment, and overwrites nothing that was committed since. */
    SNAPSHOT_ISOLATION(
        "snapshot-isolation",
        "A transaction reads from a snapshot of committed data, and of two at once that write the"
            + " same key only one commits."),
    /** In one order with the other transactions. */
    SERIALIZABLE(
        "serializable",
        "The transactions, and single operations of the same keys, have one order that explains them."),
    /** In one order with the other transactions, in real time. */
    STRICT_SERIALIZABLE(
        "strict-serializable", "As serializable, in an order that contains real time."),
    /** The store's own versions are in the order of real time. */
    ORDERED(
        "ordered",
        "A write that began when another of the key had ended has the greater version, a read then has"
            + " none smaller, and a version has one value. The parameter names the field with the"
            + " version; operations without it are not asked."),
    /** Nothing at all. */
    NOTHING("nothing", "Not judged.");

    private final String word;
    private final String meaning;

    Kind(String word, String meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    /** The word in contract files and reports. */
    public String word() {
      return word;
    }

    /** Whether it is about transactions on several keys. */
    boolean isOfTransactions() {
      return this == READ_COMMITTED
          || this == SNAPSHOT_ISOLATION
          || this == SERIALIZABLE
          || this == STRICT_SERIALIZABLE;
    }

    /** What it means, in a sentence or two. */
    public String meaning() {
      return meaning;
    }

    private static Optional<Kind> ofWord(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  /** Copies the list. */
  public Promise {
    toward = List.copyOf(toward);
  }

  /** A promise about all writes, without parameter. */
  static Promise of(Kind kind) {
    return new Promise(kind, List.of(), "");
  }

  /**
   * The promise that a text says: {@code regular}, {@code regular(region=same)}, {@code
   * bounded(5s)}, {@code snapshot(readTimestamp, commitTimestamp)}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Promise of(String text) {
    String stripped = text.strip();
    int open = stripped.indexOf('(');
    String word = open < 0 ? stripped : stripped.substring(0, open).strip();
    if (open >= 0 && !stripped.endsWith(")")) {
      throw new IllegalArgumentException("`" + stripped + "` lacks its closing parenthesis");
    }
    String inside = open < 0 ? "" : stripped.substring(open + 1, stripped.length() - 1).strip();
    Kind kind =
        Kind.ofWord(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "`"
                            + word
                            + "` is no promise; known are "
                            + String.join(
                                ", ", Arrays.stream(Kind.values()).map(Kind::word).toList())));
    boolean parameter = kind == Kind.BOUNDED || kind == Kind.SNAPSHOT || kind == Kind.ORDERED;
    if (parameter && inside.isEmpty()) {
      throw new IllegalArgumentException(
          "`"
              + word
              + "` needs a parameter: bounded(5s), bounded(field), ordered(field), or"
              + " snapshot(field of reads, field of writes)");
    }
    if (kind == Kind.BOUNDED && Character.isDigit(inside.charAt(0))) {
      Staleness.limit(inside);
    }
    if (kind == Kind.SNAPSHOT && inside.split(",", -1).length != 2) {
      throw new IllegalArgumentException(
          "`" + stripped + "` needs two fields: that of reads and that of writes");
    }
    List<Condition> toward = new ArrayList<>();
    if (!parameter && !inside.isEmpty()) {
      for (String condition : inside.split(" and ", -1)) {
        toward.add(Condition.of(condition));
      }
    }
    return new Promise(kind, toward, parameter ? inside : "");
  }

  /** Whether it says something of what other sessions do, so that all sessions are looked at. */
  boolean isSessionGuarantee() {
    return kind == Kind.READ_YOUR_WRITES
        || kind == Kind.MONOTONIC_READS
        || kind == Kind.MONOTONIC_WRITES
        || kind == Kind.WRITES_FOLLOW_READS;
  }

  @Override
  public String toString() {
    String inside =
        parameter.isEmpty()
            ? String.join(" and ", toward.stream().map(Condition::toString).toList())
            : parameter;
    return inside.isEmpty() ? kind.word() : kind.word() + "(" + inside + ")";
  }
}
