package minos.workload;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import minos.history.Event;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Real;
import minos.value.Value;

/**
 * How far behind consumers were at worst: how long before a poll was invoked somebody had already
 * learned of a message beyond all that the process had polled of that log by the end of the poll.
 *
 * <p>This is a lower bound, for the poll may have looked at the log at any later time. An
 * assignment starts again at what it keeps; a subscription at nothing. The worst of all polls is
 * Jepsen's {@code :worst-realtime-lag}, in seconds. n log n in the number of messages, however many
 * logs a consumer polls: see {@link KafkaPositions}.
 */
final class KafkaLag {
  private static final double NANOS_A_SECOND = 1e9;

  private final KafkaRecords records;
  private final History history;
  private final KafkaKnown known;
  private final Map<Integer, KafkaPositions> positions = new HashMap<>();

  private long worst = -1;
  private int worstPoll;
  private int worstKey;

  private KafkaLag(KafkaRecords records, Progress progress) {
    this.records = records;
    this.history = records.history();
    this.known = new KafkaKnown(records, progress);
  }

  /** The poll that was furthest behind, in Jepsen's fields. */
  static Value worst(KafkaRecords records, Progress progress) {
    KafkaLag lag = new KafkaLag(records, progress);
    lag.follow(progress);
    Map<Value, Value> fields = new LinkedHashMap<>();
    if (lag.worst < 0) {
      fields.put(new Keyword("time"), new Int(0));
      fields.put(new Keyword("lag"), new Int(0));
    } else {
      fields.put(new Keyword("time"), seconds(lag.history.invokeTime(lag.worstPoll)));
      fields.put(new Keyword("process"), lag.history.operation(lag.worstPoll).process());
      fields.put(new Keyword("key"), records.keyName(lag.worstKey));
      fields.put(new Keyword("lag"), seconds(lag.worst));
    }
    return new Dict(fields);
  }

  private static Value seconds(long nanos) {
    return new Real(nanos / NANOS_A_SECOND);
  }

  private void follow(Progress progress) {
    int assign = history.functionNumber("assign");
    int subscribe = history.functionNumber("subscribe");
    int send = history.functionNumber("send");
    for (int place = 0; place < records.operations(); place++) {
      progress.step();
      int operation = records.operation(place);
      int f = history.function(operation);
      if (records.outcome(place) != Outcome.OK || f == send) {
        continue;
      }
      KafkaPositions own =
          positions.computeIfAbsent(history.process(operation), p -> new KafkaPositions(known));
      if (f == subscribe) {
        own.clear();
      } else if (f == assign) {
        own.assign(assigned(place));
      } else {
        poll(place, own, progress);
      }
    }
  }

  private Set<Integer> assigned(int place) {
    Set<Integer> keys = new HashSet<>();
    Collection<Value> names = records.assigned(place);
    if (names != null) {
      names.forEach(name -> keys.add(records.key(name)));
      keys.remove(-1);
    }
    return keys;
  }

  private void poll(int place, KafkaPositions own, Progress progress) {
    for (int r = records.start(place); r < records.start(place + 1); r++) {
      progress.step();
      if (records.offset(r) != KafkaRecords.NONE) {
        own.moveTo(records.keyOf(records.message(r)), records.offset(r));
      }
    }
    int operation = records.operation(place);
    long invoked = history.invokeTime(operation);
    if (invoked == Event.ABSENT || own.isEmpty()) {
      return;
    }
    KafkaPositions.Next next = own.furthest();
    long lag = Math.max(0, invoked - Math.min(invoked, next.known()));
    if (lag > worst) {
      worst = lag;
      worstPoll = operation;
      worstKey = next.key();
    }
  }
}
