package minos.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which column of a table is what: {@code process=client,type=event,f=op,key=k,value=v,time=ts} for
 * a table of events, {@code process=client,f=op,start=begin,end=finish,outcome=status} for one of
 * operations.
 *
 * <p>Fields of events: {@code process}, {@code type}, {@code f}, {@code key}, {@code value}, {@code
 * time}, {@code index}. Of operations: {@code process}, {@code f}, {@code key}, {@code value},
 * {@code result}, {@code start}, {@code end}, {@code outcome}. Any other name becomes a further
 * field of that name.
 *
 * @param columns for each field the name of its column in the header row, or its number from 1
 */
public record CsvMapping(Map<String, String> columns) {
  /** Copies the map. */
  public CsvMapping {
    columns = Map.copyOf(columns);
  }

  /**
   * A mapping from its text, {@code field=column} separated by commas.
   *
   * @throws IllegalArgumentException if it is not of that form; the message says why
   */
  public static CsvMapping parse(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String field = equals < 0 ? "" : part.substring(0, equals).strip();
      String column = part.substring(equals + 1).strip();
      if (field.isEmpty() || column.isEmpty()) {
        throw new IllegalArgumentException(
            "expected field=column, separated by commas, such as process=client,f=op; found \""
                + part
                + "\"");
      }
      if (columns.put(field, column) != null) {
        throw new IllegalArgumentException("the field " + field + " has two columns");
      }
    }
    return new CsvMapping(columns);
  }
}
