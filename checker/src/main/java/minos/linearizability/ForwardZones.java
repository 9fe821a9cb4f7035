package minos.linearizability;

import java.util.Arrays;

/**
 * The forward zones of a register's values, from the earliest operation's completion to the latest
 * one's invocation, in the order of the completions. Not thread-safe: a look-up begins where the
 * last one ended, because values are asked for nearly in the order of time.
 */
final class ForwardZones {
  /** So many moves per zone are cheaper than sorting anew. */
  private static final int MOVES = 8;

  /** For each zone where it begins, above the value's number. */
  private final long[] zones;

  private int cursor;

  private ForwardZones(long[] zones) {
    this.zones = zones;
  }

  /**
   * The forward zones among the values.
   *
   * @param write the write of each value, -1 if nobody wrote it
   * @param finish for each value where its earliest completion is
   * @param start for each value where its latest invocation is
   */
  static ForwardZones of(int[] write, int[] finish, int[] start) {
    int count = 0;
    for (int value = 1; value < write.length; value++) {
      count += write[value] != -1 && finish[value] < start[value] ? 1 : 0;
    }
    long[] zones = new long[count];
    int n = 0;
    for (int value = 1; value < write.length; value++) {
      if (write[value] != -1 && finish[value] < start[value]) {
        zones[n++] = (long) finish[value] << 32 | value;
      }
    }
    sort(zones);
    return new ForwardZones(zones);
  }

  /**
   * Values are numbered as they are met, so their zones are nearly in order: each lies behind at
   * most as many as there are clients. Insertion is linear then; what is further from order is
   * sorted from scratch.
   */
  private static void sort(long[] zones) {
    long moves = (long) MOVES * zones.length;
    for (int i = 1; i < zones.length; i++) {
      long zone = zones[i];
      int at = i;
      while (at > 0 && zones[at - 1] > zone) {
        zones[at] = zones[at - 1];
        at--;
      }
      zones[at] = zone;
      moves -= i - at;
      if (moves < 0) {
        Arrays.sort(zones);
        return;
      }
    }
  }

  /** The value of a zone. */
  int value(int zone) {
    return (int) zones[zone];
  }

  private int finish(int zone) {
    return (int) (zones[zone] >> 32);
  }

  /** The first zone that begins before the one before it ends; -1 if no two zones overlap. */
  int firstThatOverlaps(int[] start) {
    for (int i = 1; i < zones.length; i++) {
      if (finish(i) < start[value(i - 1)]) {
        return i;
      }
    }
    return -1;
  }

  /** The value whose zone the moment lies in; -1 if there is none. The zones must not overlap. */
  int around(int moment, int[] start) {
    int low = cursor;
    int high = cursor;
    for (int step = 1; low > 0 && finish(low - 1) >= moment; step *= 2) {
      high = low - 1;
      low = Math.max(0, low - step);
    }
    for (int step = 1; high < zones.length && finish(high) < moment; step *= 2) {
      low = high + 1;
      high = Math.min(zones.length, high + step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (finish(middle) < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    cursor = low;
    return low > 0 && start[value(low - 1)] > moment ? value(low - 1) : -1;
  }
}
