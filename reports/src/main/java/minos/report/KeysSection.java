package minos.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import minos.history.History;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.value.Value;

/** The keys of a history, those with violations first. */
final class KeysSection {
  private static final int MOST = 100;

  private KeysSection() {}

  private record Row(Value name, int ok, int fail, int info, int violations) {
    int operations() {
      return ok + fail + info;
    }
  }

  static void write(History history, List<Told> told, Markup page) {
    if (history.keyCount() == 0) {
      return;
    }
    int[][] outcomes = new int[history.keyCount()][3];
    for (int i = 0; i < history.size(); i++) {
      if (history.key(i) >= 0) {
        int[] counts = outcomes[history.key(i)];
        switch (history.outcome(i)) {
          case OK -> counts[0]++;
          case FAIL -> counts[1]++;
          case INFO -> counts[2]++;
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int key = 0; key < outcomes.length; key++) {
      Value name = history.keyName(key);
      long violations =
          told.stream().filter(t -> t.violation().key().filter(name::equals).isPresent()).count();
      int[] counts = outcomes[key];
      rows.add(new Row(name, counts[0], counts[1], counts[2], (int) violations));
    }
    rows.sort(
        Comparator.comparingInt((Row row) -> -row.violations())
            .thenComparingInt(row -> -row.operations()));
    page.open("section", "aria-labelledby", "keys").element("h2", "Keys", "id", "keys");
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String head : new String[] {"Key", "Operations", "ok", "fail", "info", "Violations"}) {
      page.element("th", head, "scope", "col");
    }
    page.close().close().open("tbody");
    for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
      page.open("tr", "class", row.violations() > 0 ? "violated" : "plain");
      page.element("th", Printable.clip(row.name().toString(), 80), "scope", "row");
      number(row.operations(), page);
      number(row.ok(), page);
      number(row.fail(), page);
      number(row.info(), page);
      page.element("td", row.violations() == 0 ? "–" : "✕ " + row.violations(), "class", "number");
      page.close();
    }
    page.close().close().close();
    if (rows.size() > MOST) {
      page.element(
          "p", "… and " + Prose.count(rows.size() - MOST, "key") + " more, of fewer operations.");
    }
    page.close().line();
  }

  private static void number(long value, Markup page) {
    page.element("td", String.format(Locale.ROOT, "%,d", value), "class", "number");
  }
}
