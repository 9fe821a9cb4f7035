package minos.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minos.history.MalformedHistoryException;
import minos.history.Problems;

/**
 * What the columns of a table are: as the mapping says, else as their names say.
 *
 * @param fields the field that each column is, in the order of the columns
 */
record CsvColumns(List<String> fields) {
  /** Names that a field's column goes by, beside the field's own. */
  private static final Map<String, List<String>> KNOWN_AS =
      Map.of(
          "process", List.of("client", "client_id", "clientid", "process_id", "thread", "worker"),
          "type", List.of("event", "event_type"),
          "f", List.of("op", "operation", "function"),
          "key", List.of("k", "object"),
          "value", List.of("v", "val", "input", "argument"),
          "result", List.of("output"),
          "time", List.of("ts", "timestamp"),
          "start", List.of("call", "invoked", "start_time", "call_time", "begin"),
          "end", List.of("return", "completed", "end_time", "return_time", "finish"),
          "outcome", List.of("status"));

  CsvColumns {
    fields = List.copyOf(fields);
  }

  /** Whether each row is an operation with a start and an end, instead of an event. */
  boolean perOperation() {
    return fields.contains("start") && !fields.contains("type");
  }

  /** Whether the columns include what a history needs. */
  boolean suffice() {
    return fields.contains("f") && (fields.contains("type") || fields.contains("start"));
  }

  /** What the columns of a header row are. */
  static CsvColumns of(List<String> header, Optional<CsvMapping> mapping, Problems problems)
      throws MalformedHistoryException {
    List<String> fields = new ArrayList<>(header);
    Map<Integer, String> mapped = new HashMap<>();
    if (mapping.isPresent()) {
      for (Map.Entry<String, String> entry : mapping.get().columns().entrySet()) {
        int column = column(header, entry.getValue());
        if (column < 0) {
          problems.add(
              1,
              "no column "
                  + Shown.brief(entry.getValue())
                  + " for "
                  + entry.getKey()
                  + "; the header row names "
                  + Shown.brief(String.join(", ", header)));
        } else if (mapped.put(column, entry.getKey()) != null) {
          problems.add(1, "the column " + Shown.brief(entry.getValue()) + " is mapped twice");
        }
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      String field = mapped.get(i);
      if (field == null) {
        field = field(header.get(i));
        // A name of the field's own goes before one that it is also known by.
        boolean taken = mapped.containsValue(field) || fields.subList(0, i).contains(field);
        if (taken
            || (isField(field) && !field.equals(lower(header.get(i))) && exact(header, field))) {
          field = header.get(i);
        }
      }
      fields.set(i, field);
    }
    for (int i = 0; i < fields.size(); i++) {
      if (fields.subList(0, i).contains(fields.get(i))) {
        problems.add(1, "two columns named " + Shown.brief(fields.get(i)));
      }
    }
    return new CsvColumns(fields);
  }

  /** Whether the first line of a text may be such a header row. */
  static boolean looksLikeHeader(String line) {
    List<String> names = new ArrayList<>();
    for (String name : line.split("[,;\t]", -1)) {
      names.add(field(name.strip().replace("\"", "")));
    }
    return names.size() >= 3 && new CsvColumns(names).suffice();
  }

  private static boolean exact(List<String> header, String field) {
    return header.stream().anyMatch(name -> lower(name).equals(field));
  }

  private static int column(List<String> header, String column) {
    int byName = header.indexOf(column);
    if (byName >= 0 || !column.matches("[1-9][0-9]{0,4}")) {
      return byName;
    }
    int number = Integer.parseInt(column) - 1;
    return number < header.size() ? number : -1;
  }

  private static boolean isField(String name) {
    return KNOWN_AS.containsKey(name) || name.equals("index");
  }

  private static String field(String name) {
    String lower = lower(name);
    if (isField(lower)) {
      return lower;
    }
    for (Map.Entry<String, List<String>> entry : KNOWN_AS.entrySet()) {
      if (entry.getValue().contains(lower)) {
        return entry.getKey();
      }
    }
    return name;
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
