package minos.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * What goes wrong when.
 *
 * <p>As text, separated by commas: {@code partition:300ms-600ms:0+1} cuts nodes 0 and 1 off, {@code
 * crash:1s-2s:2} takes node 2 down, {@code loss:0s-1s:0.1} loses a tenth of the messages, {@code
 * slow:0s-1s:10} makes them ten times slower.
 *
 * @param faults each of them
 */
public record FaultSchedule(List<Fault> faults) {
  /** Nothing goes wrong. */
  public static final FaultSchedule NONE = new FaultSchedule(List.of());

  private static final Pattern FORM =
      Pattern.compile("([a-z]+):(\\d+(?:\\.\\d+)?)(ms|s)-(\\d+(?:\\.\\d+)?)(ms|s):([0-9.+]+)");

  /** Copies the list. */
  public FaultSchedule {
    faults = List.copyOf(faults);
  }

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FaultSchedule of(String text) {
    List<Fault> faults = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      faults.add(fault(part.strip()));
    }
    return new FaultSchedule(faults);
  }

  private static Fault fault(String text) {
    Matcher form = FORM.matcher(text);
    Fault.Kind kind =
        Arrays.stream(Fault.Kind.values())
            .filter(one -> form.matches() && one.word().equals(form.group(1)))
            .findFirst()
            .orElseThrow(() -> malformed(text));
    long from = nanos(form.group(2), form.group(3));
    long to = nanos(form.group(4), form.group(5));
    try {
      return switch (kind) {
        case PARTITION, CRASH -> new Fault(kind, from, to, nodes(form.group(6)), 0);
        case LOSS, SLOW -> new Fault(kind, from, to, Set.of(), Double.parseDouble(form.group(6)));
      };
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no fault; expected one such as partition:300ms-600ms:0+1, crash:1s-2s:0,"
            + " loss:0s-1s:0.1 or slow:0s-1s:10");
  }

  private static Set<Integer> nodes(String text) {
    return Arrays.stream(text.split("\\+"))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long nanos(String number, String unit) {
    return (long) (Double.parseDouble(number) * (unit.equals("s") ? 1e9 : 1e6));
  }

  /**
   * Partitions and crashes of one node at a time, one after the other, each followed by as much
   * peace.
   *
   * @param count how many
   * @param nodes how many nodes there are
   * @param horizon in nanoseconds, by when the last is over
   */
  static FaultSchedule random(RandomGenerator random, int count, int nodes, long horizon) {
    List<Fault> faults = new ArrayList<>();
    long slot = Math.max(4, horizon / Math.max(1, count));
    for (int i = 0; i < count; i++) {
      Fault.Kind kind = random.nextBoolean() ? Fault.Kind.PARTITION : Fault.Kind.CRASH;
      long from = i * slot + slot / 4;
      faults.add(new Fault(kind, from, from + slot / 2, Set.of(random.nextInt(nodes)), 0));
    }
    return new FaultSchedule(faults);
  }

  /** When the last fault is over; 0 if there is none. */
  long end() {
    return faults.stream().mapToLong(Fault::to).max().orElse(0);
  }
}
