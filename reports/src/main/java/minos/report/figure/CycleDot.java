package minos.report.figure;

import java.util.LinkedHashSet;
import java.util.Set;
import minos.history.Operation;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.verdict.Explanation;

/** A cycle in the language of Graphviz: {@code dot -Tsvg cycle.dot}. */
public final class CycleDot {
  private CycleDot() {}

  /** The graph. */
  public static String of(Explanation.Cycle cycle) {
    StringBuilder dot = new StringBuilder("digraph cycle {\n  node [shape=box];\n");
    Set<Operation> nodes = new LinkedHashSet<>();
    for (Explanation.Edge edge : cycle.edges()) {
      nodes.add(edge.from());
      nodes.add(edge.to());
    }
    for (Operation operation : nodes) {
      dot.append("  o")
          .append(operation.ordinal())
          .append(" [label=")
          .append(
              quoted(
                  Prose.name(operation)
                      + ", "
                      + Prose.process(operation.process())
                      + ", "
                      + Prose.place(operation)
                      + "\n"
                      + Prose.deed(operation, 400)))
          .append("];\n");
    }
    for (Explanation.Edge edge : cycle.edges()) {
      dot.append("  o")
          .append(edge.from().ordinal())
          .append(" -> o")
          .append(edge.to().ordinal())
          .append(" [label=")
          .append(quoted(edge.relation()))
          .append(", tooltip=")
          .append(quoted(Printable.clip(edge.evidence(), 1000)))
          .append("];\n");
    }
    return dot.append("}\n").toString();
  }

  /** A string of the language: a backslash would begin an escape, so it is doubled. */
  static String quoted(String text) {
    return '"'
        + Printable.plain(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + '"';
  }
}
