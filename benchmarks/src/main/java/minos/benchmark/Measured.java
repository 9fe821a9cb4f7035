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
 * @param elapsedNanos the shortest time of a check after warm-up
 * @param checkNanos the mean processor time of a check, of all threads, collections included
 * @param readNanos the mean processor time of reading the file
 * @param historyBytes what the history takes, after a collection
 * @param peakBytes the most that the heap held during the check, history and garbage included
 */
record Measured(
    long operations,
    String verdict,
    String algorithm,
    long elapsedNanos,
    long checkNanos,
    long readNanos,
    long historyBytes,
    long peakBytes) {
  private static final String TAB = "\t";

  /** As a line that {@link #parse} reads. */
  String line() {
    return Stream.of(
            operations,
            verdict,
            algorithm,
            elapsedNanos,
            checkNanos,
            readNanos,
            historyBytes,
            peakBytes)
        .map(Object::toString)
        .collect(Collectors.joining(TAB));
  }

  static Measured parse(String line) {
    String[] fields = line.split(TAB, -1);
    if (fields.length != 8) {
      throw new IllegalArgumentException("not a measurement: " + Arrays.toString(fields));
    }
    return new Measured(
        Long.parseLong(fields[0]),
        fields[1],
        fields[2],
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]));
  }
}
