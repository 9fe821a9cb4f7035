package minos.workload;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import minos.history.Dictionary;
import minos.history.History;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Seq;
import minos.value.Value;

/**
 * Rows by their values. Their order is judged by each row and the one before it, of all or of those
 * of one process; in a list that is in order, so are the neighbours that others leave behind.
 *
 * <p>Whether processes are told apart depends on the first row, so lists in which only some rows
 * name theirs stay whole.
 */
record NarrowRows() implements Narrowing {
  @Override
  public Set<Value> elements(History history, int operation) {
    boolean read = history.functionName(history.function(operation)).equals("read");
    int output = history.output(operation);
    Value value =
        output == Dictionary.ABSENT
            ? Shapes.input(history, operation)
            : history.dictionary().value(output);
    Collection<Value> rows = read ? Shapes.collection(value) : null;
    Set<Value> elements = new LinkedHashSet<>();
    (rows == null ? List.of(value) : rows).forEach(row -> elements.add(Monotonic.val(row)));
    elements.removeIf(Value::isNil);
    return elements;
  }

  @Override
  public boolean other(History history, int operation, Predicate<Value> wanted) {
    boolean add = history.functionName(history.function(operation)).equals("add");
    return add && elements(history, operation).stream().noneMatch(wanted);
  }

  @Override
  public Value narrow(String f, boolean completed, Value value, Predicate<Value> wanted) {
    Collection<Value> rows = completed && f.equals("read") ? Shapes.collection(value) : null;
    if (rows == null || !alike(rows)) {
      return value;
    }
    List<Value> some = rows.stream().filter(row -> wanted.test(Monotonic.val(row))).toList();
    if (some.size() == rows.size()) {
      return value;
    }
    return value instanceof Members ? new Members(new LinkedHashSet<>(some)) : new Seq(some);
  }

  private static boolean alike(Collection<Value> rows) {
    long named =
        rows.stream().filter(row -> row instanceof Dict d && d.get("proc") != null).count();
    return rows.stream().allMatch(Dict.class::isInstance) && (named == 0 || named == rows.size());
  }
}
