package minos.simulation.published;

import java.util.PriorityQueue;

/** The largest of many numbers, for high percentiles. Memory for so many as are kept. */
final class Tail {
  private final int most;
  private final PriorityQueue<Double> largest = new PriorityQueue<>();

  /** Keeps the largest of a thousandth of so many. */
  Tail(int numbers) {
    most = Math.max(1, numbers / 1000);
  }

  void add(double number) {
    if (largest.size() < most) {
      largest.add(number);
    } else if (number > largest.element()) {
      largest.remove();
      largest.add(number);
    }
  }

  /** The 99.9th percentile. */
  double percentile() {
    return largest.isEmpty() ? 0 : largest.element();
  }
}
