package minos.consistency;

import java.util.List;
import java.util.Set;
import minos.verdict.Anomaly;

/**
 * What there is to know of an anomaly.
 *
 * @param anomaly which
 * @param title its name for people
 * @param seen what was seen, in a sentence or two
 * @param example the smallest example, drawn: a line for each process, time from left to right,
 *     {@code w x 1} writes 1 to x and {@code r x 1} reads it
 * @param breaks the weakest models that the example breaks, with versions ordered by real time; all
 *     that imply them are broken too. Empty where the anomaly is not one of registers
 * @param cause what usually causes it
 */
public record AnomalyEntry(
    Anomaly anomaly,
    String title,
    String seen,
    List<String> example,
    Set<ConsistencyModel> breaks,
    String cause) {
  /** Copies the collections. */
  public AnomalyEntry {
    example = List.copyOf(example);
    breaks = Set.copyOf(breaks);
  }
}
