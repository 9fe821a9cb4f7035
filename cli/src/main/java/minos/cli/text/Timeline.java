package minos.cli.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minos.history.History;
import minos.history.Operation;
import minos.value.Value;

/**
 * A few operations drawn as intervals, one row a process, in {@value Words#WIDTH} columns:
 *
 * <pre>
 *   process 0  |-- write 1 ok --|
 *              1                3
 *   process 1                     |== read nil ok ==|
 *                                 4                 5
 * </pre>
 *
 * Left of means before. The distances mean nothing: each end gets the leftmost column that keeps
 * the order of all ends and leaves room for the labels. Labels that don't fit become names with a
 * legend. The figures below the ends are lines of the source.
 */
final class Timeline {
  /** More operations than this make no picture. */
  private static final int MOST = 12;

  private static final int INDENT = 4;
  private static final int NAME_MOST = 16;
  private static final int GAP = 2;

  private final Optional<Operation> culprit;
  private final Ink ink;

  Timeline(Optional<Operation> culprit, Ink ink) {
    this.culprit = culprit;
    this.ink = ink;
  }

  /** The picture in lines; none if there is nothing to draw. */
  List<String> draw(List<Operation> operations) {
    List<Operation> shown = nearest(operations, MOST);
    while (!shown.isEmpty()) {
      for (int most : new int[] {40, 24}) {
        Optional<List<String>> picture = picture(shown, o -> Words.deed(o, most), false);
        if (picture.isPresent()) {
          return finish(picture.get(), shown, operations.size(), false);
        }
      }
      Optional<List<String>> picture = picture(shown, Words::name, true);
      if (picture.isPresent()) {
        return finish(picture.get(), shown, operations.size(), true);
      }
      shown = nearest(shown, shown.size() - 1);
    }
    return List.of();
  }

  /** The operations nearest to the culprit (else to the end), in the order of their invocations. */
  private List<Operation> nearest(List<Operation> operations, int most) {
    List<Operation> distinct = new ArrayList<>(new HashSet<>(operations));
    int middle = culprit.map(o -> o.history().invoked(o.ordinal())).orElse(Integer.MAX_VALUE);
    distinct.sort(
        Comparator.comparingLong(
                (Operation o) -> Math.abs((long) o.history().invoked(o.ordinal()) - middle))
            .thenComparingInt(Operation::ordinal));
    List<Operation> chosen = new ArrayList<>(distinct.subList(0, Math.min(most, distinct.size())));
    chosen.sort(Comparator.comparingInt(o -> o.history().invoked(o.ordinal())));
    return chosen;
  }

  private Optional<List<String>> picture(
      List<Operation> shown, Function<Operation, String> label, boolean numbered) {
    List<Row> rows = rows(shown);
    int names = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    int room = Words.WIDTH - INDENT - names - GAP;
    Map<Operation, Bar> bars = layout(shown, label);
    int width = bars.values().stream().mapToInt(bar -> bar.to + 1).max().orElse(0);
    if (width > room) {
      return Optional.empty();
    }
    int right = width;
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      String head = " ".repeat(INDENT) + row.name + " ".repeat(names - row.name.length() + GAP);
      StringBuilder line = new StringBuilder(head);
      StringBuilder below = new StringBuilder(" ".repeat(head.length()));
      int column = 0;
      for (Operation operation : row.operations) {
        Bar bar = bars.get(operation);
        if (bar == null) {
          continue;
        }
        line.append(" ".repeat(bar.from - column));
        boolean it = culprit.isPresent() && culprit.get().equals(operation);
        String drawn = bar.draw(it, right);
        line.append(it ? ink.paint(Ink.Shade.RED, drawn) : drawn);
        column = bar.from + drawn.length();
        pad(below, head.length() + bar.from);
        below.append(bar.places);
      }
      lines.add(line.toString().stripTrailing());
      if (!numbered && !below.toString().isBlank()) {
        lines.add(ink.paint(Ink.Shade.DIM, below.toString().stripTrailing()));
      }
    }
    return Optional.of(lines);
  }

  private List<String> finish(
      List<String> picture, List<Operation> shown, int all, boolean numbered) {
    List<String> lines = new ArrayList<>(picture);
    List<String> key = new ArrayList<>();
    boolean lined = shown.stream().anyMatch(o -> o.invokeLine().isPresent());
    if (culprit.isPresent() && shown.contains(culprit.get())) {
      key.add("|==| does not fit");
    }
    if (shown.stream().anyMatch(o -> o.history().completed(o.ordinal()) == History.NEVER)) {
      key.add("… may take effect at any later time, or never");
    }
    if (!numbered && lined) {
      key.add("figures are lines");
    }
    if (numbered) {
      int width = shown.stream().mapToInt(o -> Words.name(o).length()).max().orElse(0);
      for (Operation operation : shown) {
        String name = Words.name(operation);
        String what =
            " ".repeat(INDENT + width - name.length())
                + name
                + "  "
                + Words.process(operation.process())
                + ", "
                + Words.place(operation)
                + ": ";
        lines.add(Words.clip(what + Words.deed(operation, Words.WIDTH), Words.WIDTH));
      }
    }
    if (shown.size() < all) {
      key.add(Words.count(all - shown.size(), "operation") + " not drawn");
    }
    if (!key.isEmpty()) {
      Words.wrap(" ".repeat(INDENT), "(" + String.join("; ", key) + ")")
          .forEach(line -> lines.add(ink.paint(Ink.Shade.DIM, line)));
    }
    return lines;
  }

  /**
   * One row a process; operations that overlap in one (or have no process) get rows of their own.
   */
  private static List<Row> rows(List<Operation> shown) {
    List<Row> rows = new ArrayList<>();
    Map<Value, Row> last = new LinkedHashMap<>();
    for (Operation operation : shown) {
      Value process = operation.process();
      Row row = last.get(process);
      if (row == null || row.end >= operation.history().invoked(operation.ordinal())) {
        row = new Row(process.isNil() ? "" : Words.clip(Words.process(process), NAME_MOST));
        last.put(process, row);
        rows.add(row);
      }
      row.operations.add(operation);
      row.end = operation.history().completed(operation.ordinal());
    }
    return rows;
  }

  /** Gives every end the leftmost column that keeps the order and leaves room for the labels. */
  private static Map<Operation, Bar> layout(
      List<Operation> shown, Function<Operation, String> label) {
    List<End> ends = new ArrayList<>();
    for (Operation operation : shown) {
      ends.add(new End(operation, true, operation.history().invoked(operation.ordinal())));
      ends.add(new End(operation, false, operation.history().completed(operation.ordinal())));
    }
    ends.sort(Comparator.comparingInt(End::position).thenComparing(end -> !end.start()));
    Map<Operation, Bar> bars = new LinkedHashMap<>();
    Set<Value> ended = new HashSet<>();
    int column = -1;
    int latest = 0;
    for (End end : ends) {
      Operation operation = end.operation();
      if (end.start()) {
        column += ended.remove(operation.process()) ? 2 : 1;
        Bar bar = new Bar(column, label.apply(operation), operation);
        bars.put(operation, bar);
      } else {
        Bar bar = bars.get(operation);
        if (bar == null) {
          continue;
        }
        int least = bar.from + bar.least() - 1;
        if (bar.open) {
          // Ends that never come are drawn at the right edge, all of them.
          bar.to = least;
        } else {
          column = Math.max(column + 1, least);
          bar.to = column;
          ended.add(operation.process());
        }
      }
      latest = Math.max(latest, column);
    }
    int edge = latest;
    bars.values().stream().filter(bar -> bar.open).forEach(bar -> bar.to = Math.max(bar.to, edge));
    return bars;
  }

  private static void pad(StringBuilder text, int length) {
    if (text.length() < length) {
      text.append(" ".repeat(length - text.length()));
    }
  }

  private record End(Operation operation, boolean start, int position) {}

  private static final class Row {
    final String name;
    final List<Operation> operations = new ArrayList<>();
    int end = -1;

    Row(String name) {
      this.name = name;
    }
  }

  /** An interval with its columns, which the layout assigns. */
  private static final class Bar {
    final int from;
    final String label;
    final boolean open;
    final String first;
    final String last;
    String places = "";
    int to;

    Bar(int from, String label, Operation operation) {
      this.from = from;
      this.label = label;
      this.open = operation.history().completed(operation.ordinal()) == History.NEVER;
      this.first = figure(operation.invokeLine());
      this.last = open ? "" : figure(operation.completeLine());
    }

    private static String figure(java.util.OptionalLong line) {
      return line.isPresent() ? String.valueOf(line.getAsLong()) : "";
    }

    /** The columns that the label and the figures below need. */
    int least() {
      return Math.max(label.length() + 6, first.length() + last.length() + 1);
    }

    String draw(boolean culprit, int right) {
      int end = open ? Math.max(to, right - 1) : to;
      int width = end - from + 1;
      char fill = culprit ? '=' : '-';
      int free = width - label.length() - 4;
      int left = free / 2;
      places = first + " ".repeat(Math.max(1, width - first.length() - last.length())) + last;
      return "|"
          + String.valueOf(fill).repeat(left)
          + " "
          + label
          + " "
          + String.valueOf(fill).repeat(free - left)
          + (open ? "…" : "|");
    }
  }
}
