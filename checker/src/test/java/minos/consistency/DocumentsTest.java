package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.register.Drawing;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages made from the tables are current, and the tables' examples are what they say. To make
 * the pages anew: {@code mvn -pl checker -am test -Dtest=DocumentsTest -Dminos.docs.write=true}.
 */
final class DocumentsTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void pagesAreCurrent() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("consistency-models.md", models());
    pages.put("anomalies/README.md", index());
    for (AnomalyEntry entry : AnomalyCatalog.all()) {
      pages.put("anomalies/" + entry.anomaly().id() + ".md", page(entry));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = DOCS.resolve(page.getKey());
      if (Boolean.getBoolean("minos.docs.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, page.getValue());
      }
      assertThat(file).as(page.getKey()).hasContent(page.getValue());
    }
  }

  static Stream<AnomalyEntry> drawn() {
    return AnomalyCatalog.all().stream().filter(entry -> !entry.breaks().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void theExampleBreaksWhatItSays(AnomalyEntry entry) {
    assertThat(EnumSet.copyOf(place(entry).weakestViolated()))
        .as(entry.anomaly().id())
        .isEqualTo(EnumSet.copyOf(entry.breaks()));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void someCheckOfTheExampleNamesTheAnomaly(AnomalyEntry entry) {
    boolean others = Set.of("not-linearizable", "new-old-inversion").contains(entry.anomaly().id());
    if (!others) {
      assertThat(anomalies(entry)).contains(entry.anomaly().id());
    }
  }

  private static Set<String> anomalies(AnomalyEntry entry) {
    History history = history(entry);
    Set<String> named = new java.util.TreeSet<>();
    for (ConsistencyModel model : ConsistencyModel.values()) {
      Verdict verdict = checks().byName(model.id()).check(history, Budget.unlimited()).verdict();
      if (verdict instanceof Verdict.Violated violated) {
        violated.violations().stream().map(Violation::anomaly).forEach(a -> named.add(a.id()));
      }
    }
    return named;
  }

  private static Placement place(AnomalyEntry entry) {
    return checks().all().place(history(entry), Budget.unlimited());
  }

  private static History history(AnomalyEntry entry) {
    return Drawing.of(entry.example().toArray(new String[0]));
  }

  private static ConsistencyChecks checks() {
    RegisterOptions options = RegisterOptions.DEFAULTS.withVersionOrder(VersionOrder.REAL_TIME);
    return ConsistencyChecks.of(options, new BruteForceLinearizability(options));
  }

  private static String page(AnomalyEntry entry) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(entry.title()).append("\n\n");
    text.append("`").append(entry.anomaly().id()).append("`\n\n");
    text.append(wrap(entry.seen())).append("\n\n## The smallest example\n\n```\n");
    entry.example().forEach(line -> text.append(line.stripTrailing()).append('\n'));
    text.append("```\n\n");
    if (!entry.breaks().isEmpty()) {
      text.append(
              "A line is a process, time goes from left to right; `w x 1` writes 1 to x, `r` reads,\n")
          .append("`c x 1 2` is a compare-and-set from 1 to 2, `d` deletes.\n\n");
      text.append("## Which models it breaks\n\n");
      text.append(wrap("The example breaks " + list(entry.breaks()) + stronger(entry) + "."))
          .append("\n\n");
    }
    text.append("## What usually causes it\n\n").append(wrap(entry.cause())).append('\n');
    return text.toString();
  }

  private static String stronger(AnomalyEntry entry) {
    Set<ConsistencyModel> stronger = EnumSet.noneOf(ConsistencyModel.class);
    entry.breaks().forEach(model -> stronger.addAll(model.stronger(VersionOrder.REAL_TIME)));
    stronger.removeAll(entry.breaks());
    return stronger.isEmpty() ? "" : ", and with that what implies it: " + list(stronger);
  }

  private static String list(Set<ConsistencyModel> models) {
    return EnumSet.copyOf(models).stream()
        .map(model -> "`" + model.id() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String index() {
    StringBuilder text = new StringBuilder("# Anomalies\n\n");
    text.append(
        wrap(
            "Named patterns that some consistency models forbid. Each page says what was seen, gives the"
                + " smallest example, the models that it breaks, and what usually causes it. Made from"
                + " the table that the code uses, `AnomalyCatalog`."));
    text.append("\n\n");
    for (AnomalyEntry entry : AnomalyCatalog.all()) {
      text.append(
          wrap("- [" + entry.title() + "](" + entry.anomaly().id() + ".md): " + entry.seen()));
      text.append('\n');
    }
    return text.toString();
  }

  private static String models() {
    StringBuilder text = new StringBuilder("# Consistency models\n\n");
    text.append(
        wrap(
            "What `--consistency` names, from the strongest to the weakest. Made from the table that the"
                + " code uses, `ConsistencyModel`. *Session order* is the order of one session's"
                + " operations; *reads-from* leads from a write to the reads that saw it; *causal order*"
                + " is what follows from both; *real time* puts an operation before another if it ended"
                + " before the other began."));
    text.append("\n\n");
    for (ConsistencyModel model : ConsistencyModel.values()) {
      text.append("## `").append(model.id()).append("`: ").append(model.title()).append("\n\n");
      text.append(wrap(model.definition())).append("\n\n");
      text.append(wrap("Implies: " + implies(model) + ".")).append("\n\n");
      text.append(wrap("Source: " + model.citation() + ".")).append("\n\n");
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String implies(ConsistencyModel model) {
    List<String> parts = new ArrayList<>();
    Set<ConsistencyModel> always = model.implies(VersionOrder.SERVER);
    if (!always.isEmpty()) {
      parts.add(list(always));
    }
    more(parts, model.implies(VersionOrder.REAL_TIME), always, "real-time");
    more(parts, model.implies(VersionOrder.NONE), always, "none");
    return parts.isEmpty() ? "nothing here" : String.join("; ", parts);
  }

  private static void more(
      List<String> parts, Set<ConsistencyModel> all, Set<ConsistencyModel> always, String order) {
    Set<ConsistencyModel> more = EnumSet.noneOf(ConsistencyModel.class);
    more.addAll(all);
    more.removeAll(always);
    if (!more.isEmpty()) {
      parts.add("with `--version-order " + order + "` also " + list(more));
    }
  }

  /** Breaks lines at 120 characters. */
  private static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > 120) {
        wrapped.append('\n');
        length = 0;
        if (text.startsWith("- ")) {
          wrapped.append("  ");
          length = 2;
        }
      } else if (length > 0) {
        wrapped.append(' ');
        length++;
      }
      wrapped.append(word);
      length += word.length();
    }
    return wrapped.toString();
  }
}
