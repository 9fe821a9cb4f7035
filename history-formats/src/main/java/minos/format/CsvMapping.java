package minos.format;

import java.util.Map;

/**
 * Which column of a table is what.
 *
 * @param columns the name (or the number, from 1) of the column for each field
 */
public record CsvMapping(Map<String, String> columns) {
  /** Copies the map. */
  public CsvMapping {
    columns = Map.copyOf(columns);
  }
}
