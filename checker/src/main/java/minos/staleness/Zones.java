package minos.staleness;

import java.util.Arrays;
import minos.history.Event;
import minos.history.History;
import minos.register.RegisterHistory;

/**
 * For each value of a key: when it was written or read first and last. A cluster is a write, or the
 * initial value of a key, with the reads that saw it.
 *
 * <p>Positions in the history; {@link #time} turns one into nanoseconds where the history tells
 * times.
 */
final class Zones {
  final RegisterHistory history;

  /** For each cluster when the first of its operations finished. */
  final int[] finish;

  /** For each cluster when the last of its operations started. */
  final int[] start;

  /** For each cluster when its write started; -1 for an initial value. */
  final int[] writeStart;

  /** For each cluster when the last of its reads started; -1 if there is none. */
  final int[] readStart;

  /** For each cluster when the first of its reads finished. */
  final int[] readFinish;

  private final long[] timeAt;

  Zones(RegisterHistory history) {
    this.history = history;
    int size = history.size() + history.keyCount();
    finish = new int[size];
    start = new int[size];
    writeStart = new int[size];
    readStart = new int[size];
    readFinish = new int[size];
    Arrays.fill(finish, History.NEVER);
    Arrays.fill(readFinish, History.NEVER);
    Arrays.fill(start, -1);
    Arrays.fill(writeStart, -1);
    Arrays.fill(readStart, -1);
    timeAt = new long[history.history().eventCount() + 1];
    Arrays.fill(timeAt, Event.ABSENT);
    for (int node = 0; node < history.size(); node++) {
      int cluster = cluster(node);
      if (history.completed(node) != History.NEVER) {
        timeAt[history.completed(node)] = history.history().completeTime(history.op(node));
      }
      timeAt[history.invoked(node)] = history.history().invokeTime(history.op(node));
      finish[cluster] = Math.min(finish[cluster], history.completed(node));
      start[cluster] = Math.max(start[cluster], history.invoked(node));
      if (history.isWrite(node)) {
        writeStart[cluster] = history.invoked(node);
      } else {
        readStart[cluster] = Math.max(readStart[cluster], history.invoked(node));
        readFinish[cluster] = Math.min(readFinish[cluster], history.completed(node));
      }
    }
  }

  int cluster(int node) {
    if (history.isWrite(node)) {
      return node;
    }
    int source = history.source(node);
    return source < 0 ? history.size() + history.key(node) : source;
  }

  int key(int cluster) {
    return cluster < history.size() ? history.key(cluster) : cluster - history.size();
  }

  /** Whether a cluster has operations. */
  boolean exists(int cluster) {
    return start[cluster] >= 0;
  }

  boolean isInitial(int cluster) {
    return cluster >= history.size();
  }

  /** Nanoseconds at a position, or {@link Event#ABSENT}. */
  long time(int position) {
    return position == History.NEVER || position < 0 ? Event.ABSENT : timeAt[position];
  }

  /** The clusters of each key. */
  int[][] byKey() {
    int[] count = new int[history.keyCount()];
    for (int c = 0; c < start.length; c++) {
      boolean counts = exists(c) && (isInitial(c) || history.isWrite(c));
      count[key(c)] += counts ? 1 : 0;
    }
    int[][] clusters = new int[count.length][];
    for (int x = 0; x < count.length; x++) {
      clusters[x] = new int[count[x]];
    }
    for (int c = start.length - 1; c >= 0; c--) {
      if (exists(c) && (isInitial(c) || history.isWrite(c))) {
        clusters[key(c)][--count[key(c)]] = c;
      }
    }
    return clusters;
  }
}
