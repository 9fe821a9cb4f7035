package minos.benchmark;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One measurement.
 *
 * @param operations how many the history has
 * @param verdict what the check said
 * @param algorithm what decided
 * @param checkNanos the median time of a check after warm-up
 * @param readNanos the shortest time that reading the file took
 * @param historyBytes what the history takes, after a collection
 * @param peakBytes the most that the heap held during the check, history and garbage included
 */
record Measured(
    long operations,
    String verdict,
    String algorithm,
    long checkNanos,
    long readNanos,
    long historyBytes,
    long peakBytes) {
  private static final String TAB = "\t";

  /** As a line that {@link #parse} reads. */
  String line() {
    return Stream.of(operations, verdict, algorithm, checkNanos, readNanos, historyBytes, peakBytes)
        .map(Object::toString)
        .collect(Collectors.joining(TAB));
  }

  static Measured parse(String line) {
    String[] fields = line.split(TAB, -1);
    if (fields.length != 7) {
      throw new IllegalArgumentException("not a measurement: " + Arrays.toString(fields));
    }
    return new Measured(
        Long.parseLong(fields[0]),
        fields[1],
        fields[2],
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]));
  }
}
