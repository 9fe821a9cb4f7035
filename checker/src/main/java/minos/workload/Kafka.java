package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * {@code kafka}: transactions that send to and poll from append-only logs.
 *
 * <p><b>Question.</b> Do all sends and polls agree about each log: one message at an offset, one
 * offset for a message, nothing lost below what was polled, nothing from failed transactions,
 * nobody going back or skipping, and everything acknowledged polled in the end?
 *
 * <p><b>Idea.</b> Offsets from sends that certainly happened and from all polls give each key's log
 * ({@link KafkaLogs}). Against it are held: what each operation and each process sent and polled in
 * turn ({@link KafkaOrder}); the messages below the highest that was polled; what failed
 * transactions sent; what a transaction itself sent.
 *
 * <p><b>Soundness.</b> What is reported contradicts the agreement above; unseen messages rest on
 * final polls that reach the end of each log, which the report says. Cycles between transactions:
 * {@link KafkaCycles}.
 *
 * <p><b>Allowed.</b> As in Jepsen: cycles of sends (G0); gaps between the sends of one transaction;
 * for consumers that subscribe, polls of one process that jump, for partitions move between
 * consumers.
 *
 * <p><b>Cost.</b> n log n in the number of messages sent and polled; 17 bytes for each of these.
 */
final class Kafka implements Workload {
  private static final int SHOWN = 32;

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String algorithm() {
    return "logs from offsets";
  }

  @Override
  public Keys keys() {
    return Keys.ALL_TOGETHER;
  }

  /** As {@link KafkaExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    KafkaExcuses.tell(slice, excuses);
  }

  /** As {@link NarrowLogs} says. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(new NarrowLogs());
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve(150L * slice.operations().length);
    boolean subscribes = history.functionNumber("subscribe") >= 0;
    if (subscribes) {
      report.assume("consumers subscribe, so polls of one process may skip and go back");
    }
    KafkaErrors errors = new KafkaErrors(report, subscribes);
    KafkaRecords records = KafkaRecords.of(slice, progress, report);
    KafkaLogs logs = new KafkaLogs(records, progress, errors);
    new KafkaOrder(records, logs, errors).check(progress);
    new KafkaCycles(records, logs, errors).check(progress.budget(), progress);
    transactions(records, logs, progress, errors);
    lost(records, logs, progress, errors);
    Value unseen = unseen(records, logs, progress, errors, report);
    errors.report(unseen);
    report.put("info-txn-causes", causes(slice));
    report.put("worst-realtime-lag", KafkaLag.worst(records, progress));
    if (!anyPolled(records, logs)) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "no message was polled");
    }
  }

  private static boolean anyPolled(KafkaRecords records, KafkaLogs logs) {
    for (int m = 0; m < records.messages(); m++) {
      if (logs.polled(m)) {
        return true;
      }
    }
    return false;
  }

  /** Polls of what failed transactions sent, and of what the transaction itself sent. */
  private static void transactions(
      KafkaRecords records, KafkaLogs logs, Progress progress, KafkaErrors errors) {
    Set<Integer> own = new LinkedHashSet<>();
    for (int place = 0; place < records.operations(); place++) {
      own.clear();
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        if (records.isSend(r)) {
          own.add(records.message(r));
        }
      }
      boolean precommitted = false;
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        int m = records.message(r);
        if (records.isSend(r)) {
          continue;
        }
        if (own.contains(m) && !precommitted) {
          precommitted = true;
          found(KafkaErrors.Type.PRECOMMITTED_READ, records, logs, errors, place, m);
        }
        if (records.outcome(place) == Outcome.OK && logs.failed(m) && !logs.acknowledged(m)) {
          found(KafkaErrors.Type.G1A, records, logs, errors, place, m);
        }
      }
    }
  }

  private static void found(
      KafkaErrors.Type type,
      KafkaRecords records,
      KafkaLogs logs,
      KafkaErrors errors,
      int place,
      int m) {
    if (errors.full(type)) {
      return;
    }
    int reader = records.operation(place);
    int writer = KafkaErrors.operation(records, logs.writer(m));
    boolean aborted = type == KafkaErrors.Type.G1A;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", records.keyName(records.keyOf(m)));
    fields.put("value", records.name(m));
    if (aborted) {
      fields.put("writer", Shapes.operation(records.history(), writer));
      fields.put("reader", Shapes.operation(records.history(), reader));
    } else {
      fields.put("op", Shapes.operation(records.history(), reader));
    }
    errors.add(
        type,
        fields,
        "a transaction polled "
            + records.name(m)
            + " of the log "
            + records.keyName(records.keyOf(m))
            + (aborted
                ? ", which a failed transaction had sent."
                : ", which it had sent itself and not committed yet."),
        reader,
        writer);
  }

  /** Messages of certain sends, below the highest that was polled, that nobody polled. */
  private static void lost(
      KafkaRecords records, KafkaLogs logs, Progress progress, KafkaErrors errors) {
    int[] bound = new int[records.keys()];
    int[] highest = new int[records.keys()];
    Arrays.fill(bound, KafkaRecords.NONE);
    for (int m = 0; m < records.messages(); m++) {
      int k = records.keyOf(m);
      if (logs.polled(m) && logs.firstIndex(m) > bound[k]) {
        bound[k] = logs.firstIndex(m);
        highest[k] = m;
      }
    }
    for (int m = 0; m < records.messages(); m++) {
      progress.step();
      int k = records.keyOf(m);
      int writer = logs.writer(m);
      if (logs.polled(m)
          || logs.lastIndex(m) == KafkaRecords.NONE
          || logs.lastIndex(m) > bound[k]
          || writer == KafkaRecords.NONE
          || !logs.committed(writer)
          || errors.full(KafkaErrors.Type.LOST_WRITE)) {
        continue;
      }
      int reader = KafkaErrors.operation(records, logs.reader(highest[k]));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", records.keyName(k));
      fields.put("value", records.name(m));
      fields.put("index", logs.firstIndex(m));
      fields.put("max-read-index", bound[k]);
      fields.put("writer", Shapes.operation(records.history(), records.operation(writer)));
      fields.put("max-read", Shapes.operation(records.history(), reader));
      errors.add(
          KafkaErrors.Type.LOST_WRITE,
          fields,
          "the message "
              + records.name(m)
              + " was sent to the log "
              + records.keyName(k)
              + " and nobody polled it, though "
              + records.name(highest[k])
              + " further on was polled.",
          records.operation(writer),
          reader);
    }
  }

  /** Acknowledged messages that nobody polled up to the end; nil if there are none. */
  private static Value unseen(
      KafkaRecords records, KafkaLogs logs, Progress progress, KafkaErrors errors, Report report) {
    Map<Value, Integer> counts = new LinkedHashMap<>();
    Map<Value, List<Value>> messages = new LinkedHashMap<>();
    for (int m = 0; m < records.messages(); m++) {
      progress.step();
      if (!logs.acknowledged(m) || logs.polled(m)) {
        continue;
      }
      Value key = records.keyName(records.keyOf(m));
      counts.merge(key, 1, Integer::sum);
      List<Value> some = messages.computeIfAbsent(key, k -> new ArrayList<>());
      if (some.size() < SHOWN) {
        some.add(records.name(m));
      }
      if (!errors.full(KafkaErrors.Type.UNSEEN)) {
        errors.add(
            KafkaErrors.Type.UNSEEN,
            Map.of("key", key, "value", records.name(m)),
            "the message "
                + records.name(m)
                + " was acknowledged by the log "
                + key
                + ", and nobody polled it up to the end.",
            records.operation(logs.writer(m)));
      }
    }
    if (counts.isEmpty()) {
      return Nil.NIL;
    }
    report.assume("the final polls reached the end of each log");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("unseen", counts);
    fields.put("messages", messages);
    return KafkaErrors.dict(fields);
  }

  private static List<Value> causes(Slice slice) {
    History history = slice.history();
    Set<Value> causes = new LinkedHashSet<>();
    for (int operation : slice.operations()) {
      if (history.outcome(operation) == Outcome.INFO && causes.size() < SHOWN) {
        history.field(operation, "error").ifPresent(causes::add);
      }
    }
    return List.copyOf(causes);
  }
}
