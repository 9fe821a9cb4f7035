package minos.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Whether what one operation, or one process after another operation, sends and polls of a key is
 * in the order of its log, and polls without gaps. Not thread-safe.
 */
final class KafkaOrder {
  private static final int NONE = KafkaRecords.NONE;

  /** What a process polled or sent last of a key: the message and the operation's place. */
  private record Last(int message, int place) {}

  private final KafkaRecords records;
  private final KafkaLogs logs;
  private final KafkaErrors errors;
  private final History history;
  // Of the operation at hand, by key: the first and the last message.
  private final Map<Integer, int[]> polls = new LinkedHashMap<>();
  private final Map<Integer, int[]> sends = new LinkedHashMap<>();

  KafkaOrder(KafkaRecords records, KafkaLogs logs, KafkaErrors errors) {
    this.records = records;
    this.logs = logs;
    this.errors = errors;
    this.history = records.history();
  }

  void check(Progress progress) {
    List<Map<Integer, Last>> lastPolls = new ArrayList<>();
    List<Map<Integer, Last>> lastSends = new ArrayList<>();
    for (int p = 0; p < history.processCount(); p++) {
      lastPolls.add(new HashMap<>());
      lastSends.add(new HashMap<>());
    }
    for (int place = 0; place < records.operations(); place++) {
      progress.step();
      int operation = records.operation(place);
      String f = history.functionName(history.function(operation));
      Map<Integer, Last> lastPoll = lastPolls.get(history.process(operation));
      Map<Integer, Last> lastSend = lastSends.get(history.process(operation));
      if (f.equals("assign") || f.equals("subscribe")) {
        if (records.outcome(place) != Outcome.FAIL) {
          Set<Integer> kept = keys(records.assigned(place));
          lastPoll.keySet().retainAll(kept);
          lastSend.keySet().retainAll(kept);
        }
        continue;
      }
      within(place, progress);
      if (!polls.isEmpty()) {
        polls(place, lastPoll);
      }
      if (!sends.isEmpty() && records.outcome(place) != Outcome.FAIL) {
        sends(place, lastSend);
      }
    }
  }

  private Set<Integer> keys(@Nullable Collection<Value> names) {
    Set<Integer> keys = new HashSet<>();
    if (names != null) {
      names.forEach(name -> keys.add(records.key(name)));
    }
    return keys;
  }

  /** Neighbours within one operation. */
  private void within(int place, Progress progress) {
    polls.clear();
    sends.clear();
    Set<Integer> rebalanced = Set.of();
    boolean looked = false;
    for (int r = records.start(place); r < records.start(place + 1); r++) {
      progress.step();
      int m = records.message(r);
      boolean send = records.isSend(r);
      if (send && logs.lastIndex(m) == NONE) {
        // Nobody knows where it is, so the next one follows on the last of which that is known.
        continue;
      }
      int[] ends = (send ? sends : polls).get(records.keyOf(m));
      if (ends == null) {
        (send ? sends : polls).put(records.keyOf(m), new int[] {m, m});
        continue;
      }
      int delta = delta(ends[1], m);
      if (delta != 1 && !send && !looked) {
        looked = true;
        rebalanced = rebalanced(place);
      }
      if (delta != 1 && (send || !rebalanced.contains(records.keyOf(m)))) {
        KafkaErrors.Type type =
            send
                ? delta > 1
                    ? KafkaErrors.Type.INT_SEND_SKIP
                    : KafkaErrors.Type.INT_NONMONOTONIC_SEND
                : delta > 1
                    ? KafkaErrors.Type.INT_POLL_SKIP
                    : KafkaErrors.Type.INT_NONMONOTONIC_POLL;
        jump(type, ends[1], m, delta, place, place);
      }
      ends[1] = m;
    }
  }

  private Set<Integer> rebalanced(int place) {
    Set<Integer> keys = new HashSet<>();
    history
        .field(records.operation(place), "rebalance-log")
        .filter(Seq.class::isInstance)
        .ifPresent(
            log -> {
              for (Value event : ((Seq) log).items()) {
                Value names = event instanceof Dict dict ? dict.get("keys") : null;
                keys.addAll(keys(names == null ? null : Shapes.collection(names)));
              }
            });
    return keys;
  }

  /** How far on in the log; 1 where that is not known. */
  private int delta(int from, int to) {
    int i = logs.lastIndex(from);
    int j = logs.lastIndex(to);
    return i == NONE || j == NONE ? 1 : j - i;
  }

  private void polls(int place, Map<Integer, Last> lastPoll) {
    boolean ok = records.outcome(place) == Outcome.OK;
    polls.forEach(
        (key, ends) -> {
          Last before = lastPoll.get(key);
          int delta = before == null ? 1 : delta(before.message(), ends[0]);
          if (before != null && delta != 1) {
            jump(
                delta > 1 ? KafkaErrors.Type.POLL_SKIP : KafkaErrors.Type.NONMONOTONIC_POLL,
                before.message(),
                ends[0],
                delta,
                before.place(),
                place);
          }
          if (ok) {
            lastPoll.put(key, new Last(ends[1], place));
          }
        });
  }

  private void sends(int place, Map<Integer, Last> lastSend) {
    sends.forEach(
        (key, ends) -> {
          Last before = lastSend.get(key);
          int delta = before == null ? 1 : delta(before.message(), ends[0]);
          if (before != null && delta < 1) {
            jump(
                KafkaErrors.Type.NONMONOTONIC_SEND,
                before.message(),
                ends[0],
                delta,
                before.place(),
                place);
          }
          lastSend.put(key, new Last(ends[1], place));
        });
  }

  private void jump(
      KafkaErrors.Type type, int from, int to, int delta, int firstPlace, int secondPlace) {
    if (errors.full(type)) {
      return;
    }
    int key = records.keyOf(to);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", records.keyName(key));
    fields.put("values", List.of(records.name(from), records.name(to)));
    fields.put("delta", delta);
    List<Value> skipped = new ArrayList<>();
    int missed = NONE;
    for (int i = logs.lastIndex(from) + 1; i < logs.lastIndex(to) && skipped.size() < 32; i++) {
      int m = logs.messageAt(key, i);
      skipped.add(records.name(m));
      missed = missed == NONE ? Math.max(logs.writer(m), logs.reader(m)) : missed;
    }
    if (delta > 1) {
      fields.put("skipped", skipped);
    }
    int first = records.operation(firstPlace);
    int second = records.operation(secondPlace);
    fields.put(
        "ops",
        first == second
            ? List.of(Shapes.operation(history, second))
            : List.of(Shapes.operation(history, first), Shapes.operation(history, second)));
    boolean send =
        type == KafkaErrors.Type.INT_SEND_SKIP
            || type == KafkaErrors.Type.INT_NONMONOTONIC_SEND
            || type == KafkaErrors.Type.NONMONOTONIC_SEND;
    String who =
        first == second
            ? "one operation"
            : "process " + history.processName(history.process(second));
    String did = send ? " sent " : " polled ";
    String where =
        delta > 1
            ? ", skipping " + (delta - 1) + " of the log: " + IntervalSet.of(skipped).value() + "."
            : delta == 0 ? ", the same again." : ", which is " + -delta + " earlier in the log.";
    errors.add(
        type,
        fields,
        who
            + did
            + records.name(from)
            + " and next "
            + records.name(to)
            + " of the log "
            + records.keyName(key)
            + where,
        second,
        first,
        KafkaErrors.operation(records, missed));
  }
}
