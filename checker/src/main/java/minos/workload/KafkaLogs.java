package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;

/**
 * The log of each key as far as offsets are known: from sends that certainly happened, and from all
 * polls, whose messages are there whatever became of the poller's transaction. Offsets are made
 * dense: an <em>index</em> counts the known ones.
 */
final class KafkaLogs {
  private static final int NONE = KafkaRecords.NONE;

  private final KafkaRecords records;
  // By message.
  private final int[] writer;
  private final boolean[] acknowledged;
  private final boolean[] failed;
  private final boolean[] polled;
  private final int[] reader;
  private final int[] firstIndex;
  private final int[] lastIndex;
  // By key: the message at each index, and the offset.
  private final List<int[]> messageAt = new ArrayList<>();
  private final List<int[]> offsetAt = new ArrayList<>();

  KafkaLogs(KafkaRecords records, Progress progress, KafkaErrors errors) {
    this.records = records;
    int messages = records.messages();
    writer = filled(messages);
    acknowledged = new boolean[messages];
    failed = new boolean[messages];
    polled = new boolean[messages];
    reader = filled(messages);
    firstIndex = filled(messages);
    lastIndex = filled(messages);
    writersAndReaders(progress);
    long[][] known = offsets(progress);
    for (int k = 0; k < records.keys(); k++) {
      index(k, known[k], progress, errors);
    }
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  private void writersAndReaders(Progress progress) {
    for (int place = 0; place < records.operations(); place++) {
      Outcome outcome = records.outcome(place);
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        int m = records.message(r);
        if (records.isSend(r)) {
          writer[m] = place;
          acknowledged[m] |= outcome == Outcome.OK;
          failed[m] |= outcome == Outcome.FAIL;
        } else if (outcome == Outcome.OK) {
          polled[m] = true;
          reader[m] = reader[m] == NONE ? place : reader[m];
        }
      }
    }
  }

  /** Whether an operation certainly happened: it says so, or somebody saw what it sent. */
  boolean committed(int place) {
    Outcome outcome = records.outcome(place);
    if (outcome != Outcome.INFO) {
      return outcome == Outcome.OK;
    }
    for (int r = records.start(place); r < records.start(place + 1); r++) {
      if (records.isSend(r) && polled[records.message(r)]) {
        return true;
      }
    }
    return false;
  }

  /** Of each key the pairs of offset and message, sorted, each once. */
  private long[][] offsets(Progress progress) {
    int[] sizes = new int[records.keys()];
    long[][] pairs = new long[records.keys()][16];
    for (int place = 0; place < records.operations(); place++) {
      boolean committed = committed(place);
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        if (records.offset(r) == NONE || (records.isSend(r) && !committed)) {
          continue;
        }
        int k = records.keyOf(records.message(r));
        if (sizes[k] == pairs[k].length) {
          pairs[k] = Arrays.copyOf(pairs[k], sizes[k] * 2);
        }
        pairs[k][sizes[k]++] = ((long) records.offset(r) << Integer.SIZE) | records.message(r);
      }
    }
    for (int k = 0; k < pairs.length; k++) {
      long[] sorted = Arrays.copyOf(pairs[k], sizes[k]);
      Arrays.sort(sorted);
      pairs[k] = Arrays.stream(sorted).distinct().toArray();
    }
    return pairs;
  }

  private void index(int key, long[] pairs, Progress progress, KafkaErrors errors) {
    int[] messages = new int[pairs.length];
    int[] offsets = new int[pairs.length];
    int size = 0;
    for (int i = 0; i < pairs.length; i++) {
      progress.step();
      int at = (int) (pairs[i] >>> Integer.SIZE);
      int m = (int) pairs[i];
      boolean same = size > 0 && offsets[size - 1] == at;
      if (!same) {
        messages[size] = m;
        offsets[size++] = at;
      } else if (i < 2 || (int) (pairs[i - 2] >>> Integer.SIZE) != at) {
        errors.inconsistentOffset(records, this, key, at, size - 1, messages[size - 1], m);
      }
      if (firstIndex[m] == NONE) {
        firstIndex[m] = size - 1;
      } else if (lastIndex[m] == firstIndex[m]) {
        errors.duplicate(records, this, key, m, offsets[firstIndex[m]], at);
      }
      lastIndex[m] = size - 1;
    }
    messageAt.add(Arrays.copyOf(messages, size));
    offsetAt.add(Arrays.copyOf(offsets, size));
  }

  History history() {
    return records.history();
  }

  /** The place of the operation that sent a message, or -1. */
  int writer(int m) {
    return writer[m];
  }

  boolean acknowledged(int m) {
    return acknowledged[m];
  }

  boolean failed(int m) {
    return failed[m];
  }

  /** Whether a successful operation polled it. */
  boolean polled(int m) {
    return polled[m];
  }

  /** The place of the first successful operation that polled a message, or -1. */
  int reader(int m) {
    return reader[m];
  }

  /** Where a message is first in its log, or -1. */
  int firstIndex(int m) {
    return firstIndex[m];
  }

  /** Where a message is last in its log, or -1. */
  int lastIndex(int m) {
    return lastIndex[m];
  }

  /** The message at an index of a key's log. */
  int messageAt(int key, int index) {
    return messageAt.get(key)[index];
  }

  /** How many offsets of a key are known. */
  int size(int key) {
    return messageAt.get(key).length;
  }
}
