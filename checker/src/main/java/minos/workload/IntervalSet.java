package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/**
 * Renders a set of values compactly, runs of integers as {@code first..last}: {@code #{0..5 7 :a}}.
 * What is longer than a thousand pieces ends in how many more there are.
 */
final class IntervalSet {
  private static final int MOST_PIECES = 1000;

  private IntervalSet() {}

  /** The set of the given values, as the string that Jepsen's results have. */
  static Text of(Collection<Value> values) {
    long[] integers = new long[values.size()];
    int size = 0;
    List<String> others = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof Int integer) {
        integers[size++] = integer.value();
      } else {
        others.add(value.toString());
      }
    }
    Arrays.sort(integers, 0, size);
    StringBuilder text = new StringBuilder("#{");
    int pieces = 0;
    int from = 0;
    while (from < size && pieces < MOST_PIECES) {
      int to = from;
      while (to + 1 < size
          && (integers[to + 1] == integers[to] || integers[to + 1] - 1 == integers[to])) {
        to++;
      }
      text.append(pieces++ == 0 ? "" : " ").append(integers[from]);
      if (integers[to] != integers[from]) {
        text.append("..").append(integers[to]);
      }
      from = to + 1;
    }
    int left = size - from;
    others.sort(null);
    for (int i = 0; i < others.size(); i++) {
      if (pieces < MOST_PIECES) {
        text.append(pieces++ == 0 ? "" : " ").append(others.get(i));
      } else {
        left++;
      }
    }
    if (left > 0) {
      text.append(" ... ").append(left).append(" more");
    }
    return new Text(text.append('}').toString());
  }
}
