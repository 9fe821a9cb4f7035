package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Jepsen's {@code :worst-realtime-lag}, in seconds. n log n in the number of messages.
 */
final class KafkaLag {
  private static final double NANOS_A_SECOND = 1e9;

  private final KafkaRecords records;
  private final History history;
  // By key: offsets, ascending, and when one of at least that offset was first known.
  private final long[][] offsets;
  private final long[][] known;

  private long worst = -1;
  private int worstPoll;
  private int worstKey;

  private KafkaLag(KafkaRecords records) {
    this.records = records;
    this.history = records.history();
    this.offsets = new long[records.keys()][];
    this.known = new long[records.keys()][];
  }

  /** The poll that was furthest behind, in Jepsen's fields. */
  static Value worst(KafkaRecords records, Progress progress) {
    KafkaLag lag = new KafkaLag(records);
    lag.learn(progress);
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

  /** When it was known of each offset that the log reached it. */
  private void learn(Progress progress) {
    List<List<long[]>> seen = new ArrayList<>();
    for (int k = 0; k < records.keys(); k++) {
      seen.add(new ArrayList<>());
    }
    for (int place = 0; place < records.operations(); place++) {
      long time = history.completeTime(records.operation(place));
      if (records.outcome(place) == Outcome.FAIL || time == Event.ABSENT) {
        continue;
      }
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        if (records.offset(r) != KafkaRecords.NONE) {
          seen.get(records.keyOf(records.message(r))).add(new long[] {records.offset(r), time});
        }
      }
    }
    for (int k = 0; k < records.keys(); k++) {
      long[][] all = seen.get(k).toArray(new long[0][]);
      Arrays.sort(all, (a, b) -> Long.compare(a[0], b[0]));
      offsets[k] = new long[all.length];
      known[k] = new long[all.length];
      long first = Long.MAX_VALUE;
      for (int i = all.length - 1; i >= 0; i--) {
        first = Math.min(first, all[i][1]);
        offsets[k][i] = all[i][0];
        known[k][i] = first;
      }
    }
  }

  private void follow(Progress progress) {
    Map<Integer, Map<Integer, Integer>> positions = new HashMap<>();
    int assign = history.functionNumber("assign");
    int subscribe = history.functionNumber("subscribe");
    int send = history.functionNumber("send");
    for (int place = 0; place < records.operations(); place++) {
      progress.step();
      int operation = records.operation(place);
      if (records.outcome(place) != Outcome.OK) {
        continue;
      }
      int f = history.function(operation);
      int process = history.process(operation);
      if (f == subscribe) {
        positions.put(process, new HashMap<>());
      } else if (f == assign) {
        positions.put(process, assigned(place, positions.getOrDefault(process, Map.of())));
      } else if (f != send && records.start(place) < records.start(place + 1)) {
        poll(place, positions.computeIfAbsent(process, p -> new HashMap<>()), progress);
      } else if (f != send && positions.containsKey(process)) {
        poll(place, positions.get(process), progress);
      }
    }
  }

  private Map<Integer, Integer> assigned(int place, Map<Integer, Integer> before) {
    Map<Integer, Integer> now = new HashMap<>();
    Collection<Value> keys = records.assigned(place);
    for (Value name : keys == null ? List.<Value>of() : keys) {
      int key = records.key(name);
      if (key >= 0) {
        now.put(key, before.getOrDefault(key, -1));
      }
    }
    return now;
  }

  private void poll(int place, Map<Integer, Integer> position, Progress progress) {
    for (int r = records.start(place); r < records.start(place + 1); r++) {
      if (records.offset(r) != KafkaRecords.NONE) {
        position.merge(records.keyOf(records.message(r)), records.offset(r), Math::max);
      }
    }
    int operation = records.operation(place);
    long invoked = history.invokeTime(operation);
    if (invoked == Event.ABSENT) {
      return;
    }
    position.forEach(
        (key, offset) -> {
          progress.step();
          int at = Arrays.binarySearch(offsets[key], offset + 1L);
          at = at < 0 ? -at - 1 : first(offsets[key], at);
          long lag = at == offsets[key].length ? 0 : Math.max(0, invoked - known[key][at]);
          if (lag > worst) {
            worst = lag;
            worstPoll = operation;
            worstKey = key;
          }
        });
  }

  /** The first place of the value at a place. */
  private static int first(long[] sorted, int at) {
    int first = at;
    while (first > 0 && sorted[first - 1] == sorted[at]) {
      first--;
    }
    return first;
  }
}
