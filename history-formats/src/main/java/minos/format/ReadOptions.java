package minos.format;

import java.util.Optional;
import minos.format.input.ReadLimits;
import minos.history.OrderBy;

/**
 * How to read a history. Begin with {@link #DEFAULT} and change what differs.
 *
 * @param format the format; empty to detect it
 * @param orderBy what to take for real time
 * @param limits how much of what a reader takes before it calls the input malformed
 * @param csv which column of a table is what; empty to go by the names in its header row
 * @param keyed whether the operations are on independent keys
 */
public record ReadOptions(
    Optional<Format> format,
    OrderBy orderBy,
    ReadLimits limits,
    Optional<CsvMapping> csv,
    Keyed keyed) {
  /** Detects the format, orders by index, keeps to the usual limits. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          Optional.empty(), OrderBy.INDEX, ReadLimits.DEFAULT, Optional.empty(), Keyed.AUTO);

  /** These options with a format that is not to be detected. */
  public ReadOptions withFormat(Format known) {
    return new ReadOptions(Optional.of(known), orderBy, limits, csv, keyed);
  }

  /** These options with another idea of real time. */
  public ReadOptions withOrderBy(OrderBy order) {
    return new ReadOptions(format, order, limits, csv, keyed);
  }

  /** These options with other limits. */
  public ReadOptions withLimits(ReadLimits other) {
    return new ReadOptions(format, orderBy, other, csv, keyed);
  }

  /** These options with the meaning of a table's columns. */
  public ReadOptions withCsv(CsvMapping mapping) {
    return new ReadOptions(format, orderBy, limits, Optional.of(mapping), keyed);
  }

  /** These options with another decision about independent keys. */
  public ReadOptions withKeyed(Keyed decision) {
    return new ReadOptions(format, orderBy, limits, csv, decision);
  }
}
