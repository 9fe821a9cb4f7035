package minos.workload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * The errors of Kafka-like logs by Jepsen's types. Those that the system is allowed are listed, but
 * are no violations. Not thread-safe.
 */
final class KafkaErrors {
  private static final int LISTED = 32;

  /** Jepsen's types of errors. */
  enum Type {
    /** Writes are not isolated in Kafka, so this is always allowed. */
    G0("G0", null),
    G1A("G1a", Anomaly.ABORTED_POLL),
    G1C("G1c", Anomaly.G1C),
    DUPLICATE("duplicate", Anomaly.DUPLICATE_OFFSET),
    INCONSISTENT_OFFSETS("inconsistent-offsets", Anomaly.INCONSISTENT_OFFSETS),
    INT_NONMONOTONIC_POLL("int-nonmonotonic-poll", Anomaly.NON_MONOTONIC_POLL),
    INT_NONMONOTONIC_SEND("int-nonmonotonic-send", Anomaly.NON_MONOTONIC_SEND),
    INT_POLL_SKIP("int-poll-skip", Anomaly.POLL_SKIP),
    /** Transactions interleave in Kafka, so this is always allowed. */
    INT_SEND_SKIP("int-send-skip", null),
    LOST_WRITE("lost-write", Anomaly.LOST_LOG_ENTRY),
    NONMONOTONIC_POLL("nonmonotonic-poll", Anomaly.NON_MONOTONIC_POLL),
    NONMONOTONIC_SEND("nonmonotonic-send", Anomaly.NON_MONOTONIC_SEND),
    POLL_SKIP("poll-skip", Anomaly.POLL_SKIP),
    PRECOMMITTED_READ("precommitted-read", Anomaly.PRECOMMITTED_READ),
    UNSEEN("unseen", Anomaly.UNSEEN_LOG_ENTRY);

    private final String jepsen;
    private final @Nullable Anomaly anomaly;

    Type(String jepsen, @Nullable Anomaly anomaly) {
      this.jepsen = jepsen;
      this.anomaly = anomaly;
    }
  }

  private static final class Found {
    private final List<Value> listed = new ArrayList<>();
    private int count;
  }

  private final Report report;
  private final boolean rebalances;
  private final Map<Type, Found> found = new EnumMap<>(Type.class);

  /**
   * No errors yet.
   *
   * @param rebalances whether consumers subscribe, so that the system may move partitions between
   *     them and polls of one consumer may jump
   */
  KafkaErrors(Report report, boolean rebalances) {
    this.report = report;
    this.rebalances = rebalances;
  }

  private boolean allowed(Type type) {
    return type == Type.INT_SEND_SKIP
        || type == Type.G0
        || (rebalances && (type == Type.POLL_SKIP || type == Type.NONMONOTONIC_POLL));
  }

  /** Whether further errors of a type are only counted. */
  boolean full(Type type) {
    Found errors = found.get(type);
    if (errors == null || errors.listed.size() < LISTED) {
      return false;
    }
    errors.count++;
    if (!allowed(type) && type.anomaly != null) {
      report.count(type.anomaly);
    }
    return true;
  }

  /** Notes an error; operations are places in the history, negative ones are left out. */
  void add(Type type, Map<String, Object> fields, String summary, int culprit, int... operations) {
    Found errors = found.computeIfAbsent(type, t -> new Found());
    errors.count++;
    if (errors.listed.size() < LISTED) {
      errors.listed.add(dict(fields));
    }
    if (!allowed(type) && type.anomaly != null) {
      report.violated(type.anomaly, summary, culprit, operations);
    }
  }

  static Dict dict(Map<String, Object> fields) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    fields.forEach((name, value) -> entries.put(new Keyword(name), Value.of(value)));
    return new Dict(entries);
  }

  void inconsistentOffset(
      KafkaRecords records, KafkaLogs logs, int key, int offset, int index, int one, int other) {
    if (full(Type.INCONSISTENT_OFFSETS)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", records.keyName(key));
    fields.put("offset", offset);
    fields.put("index", index);
    fields.put("values", List.of(records.name(one), records.name(other)));
    add(
        Type.INCONSISTENT_OFFSETS,
        fields,
        "at offset "
            + offset
            + " of the log "
            + records.keyName(key)
            + " are two messages, "
            + records.name(one)
            + " and "
            + records.name(other)
            + ".",
        operation(records, logs.writer(other)),
        operation(records, logs.writer(one)),
        operation(records, logs.reader(one)),
        operation(records, logs.reader(other)));
  }

  void duplicate(
      KafkaRecords records, KafkaLogs logs, int key, int m, int firstOffset, int offset) {
    if (full(Type.DUPLICATE)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", records.keyName(key));
    fields.put("value", records.name(m));
    fields.put("offsets", List.of(firstOffset, offset));
    add(
        Type.DUPLICATE,
        fields,
        "the message "
            + records.name(m)
            + " is at the offsets "
            + firstOffset
            + " and "
            + offset
            + " of the log "
            + records.keyName(key)
            + ", but was sent once.",
        operation(records, logs.writer(m)),
        operation(records, logs.reader(m)));
  }

  /** The operation at a place of the slice; -1 for none. */
  static int operation(KafkaRecords records, int place) {
    return place < 0 ? -1 : records.operation(place);
  }

  /** Sets Jepsen's fields. */
  void report(@Nullable Value unseen) {
    List<Value> types = new ArrayList<>();
    List<Value> bad = new ArrayList<>();
    found.forEach(
        (type, errors) -> {
          types.add(new Keyword(type.jepsen));
          if (!allowed(type)) {
            bad.add(new Keyword(type.jepsen));
          }
        });
    report.put("bad-error-types", bad);
    report.put("error-types", types);
    found.forEach(
        (type, errors) -> {
          Map<Value, Value> fields = new LinkedHashMap<>();
          fields.put(new Keyword("count"), new Int(errors.count));
          fields.put(new Keyword("errs"), Value.of(errors.listed));
          report.put(
              type.jepsen, type == Type.UNSEEN && unseen != null ? unseen : new Dict(fields));
        });
  }
}
