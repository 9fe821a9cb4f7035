package minos.staleness;

import java.util.Arrays;

/**
 * For each of many names the two writes added that end last, so that one of them can be left out.
 */
final class LastEnding {
  private final int[] last;
  private final int[] second;
  private final int[] lastEnd;
  private final int[] secondEnd;

  LastEnding(int names) {
    last = new int[names];
    second = new int[names];
    lastEnd = new int[names];
    secondEnd = new int[names];
    Arrays.fill(last, -1);
    Arrays.fill(second, -1);
  }

  void add(int name, int write, int end) {
    if (last[name] < 0 || end > lastEnd[name]) {
      second[name] = last[name];
      secondEnd[name] = lastEnd[name];
      last[name] = write;
      lastEnd[name] = end;
    } else if (second[name] < 0 || end > secondEnd[name]) {
      second[name] = write;
      secondEnd[name] = end;
    }
  }

  /** The write that ends last and is not the given one; -1 if there is none. */
  int of(int name, int but) {
    return last[name] == but && but >= 0 ? second[name] : last[name];
  }
}
