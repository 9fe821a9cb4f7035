package minos.report;

import java.util.List;
import java.util.Locale;
import minos.counterexample.Counterexample;
import minos.counterexample.Form;
import minos.counterexample.Proof;
import minos.counterexample.Reduction;
import minos.history.Operation;
import minos.report.figure.CycleFigure;
import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.report.markup.Prose;
import minos.report.timeline.Evidence;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** A violation in words: what it is called, what was seen, and the proof, step by step. */
final class ViolationCard {
  private static final int MOST_STEPS = 24;

  private final Markup page;
  private final int clip;
  private final int all;

  /**
   * Writes into a page.
   *
   * @param clip how many characters of a sentence or a value are kept
   * @param all how many operations the history has
   */
  ViolationCard(Markup page, int clip, int all) {
    this.page = page;
    this.clip = clip;
    this.all = all;
  }

  void write(Told one, int number) {
    Violation violation = one.violation();
    page.open("article", "class", "card violation", "data-violation", Integer.toString(number));
    page.open("h2");
    page.text(violation.anomaly().id().replace('-', ' '));
    violation
        .key()
        .ifPresent(
            key ->
                page.element("span", "key " + Printable.clip(key.toString(), 60), "class", "key"));
    page.close();
    page.element("p", "violates " + one.check().consistency(), "class", "of");
    page.open("p", "class", "summary");
    marked(Prose.sentence(violation.summary())).close();
    // Sums are told in the history's numbers: what was read is in the picture.
    boolean told =
        one.counterexample()
            .filter(small -> small.narrowed().filter(how -> how == Reduction.SUMS).isEmpty())
            .filter(this::proof)
            .isPresent();
    if (told) {
      page.open("details", "class", "data").element("summary", "What was found, as data");
    }
    explanation(violation);
    if (told) {
      page.close();
    }
    one.counterexample().ifPresent(small -> reduced(small, all, violation.summary()));
    page.close().line();
  }

  /** The proof in words; false if there is none. */
  private boolean proof(Counterexample small) {
    List<Proof.Step> steps = small.proof().steps();
    if (steps.isEmpty()) {
      return false;
    }
    page.open("ol", "class", "steps");
    for (Proof.Step step : first(steps)) {
      page.open("li");
      marked(step.text());
      for (Operation operation : step.operations().stream().distinct().limit(4).toList()) {
        page.text(" ");
        chip(operation);
      }
      page.close();
    }
    more(steps.size(), "step");
    page.close();
    return true;
  }

  /** How small it was made, and what vouches for it. */
  private void reduced(Counterexample small, int all, String summary) {
    int left = small.history().size();
    page.element(
        "p",
        "Reduced to "
            + Prose.count(left, "operation")
            + " of "
            + String.format(Locale.ROOT, "%,d", all)
            + (small.minimal()
                ? ", none of which can be left out"
                : ", perhaps not the fewest: there was no time to try all")
            + small.recheckedBy().map(by -> "; judged again by " + by).orElse("")
            + "."
            + small.narrowed().map(how -> " " + narrowed(small, how, summary)).orElse("")
            + (small.form() == Form.WINDOW && small.minimal()
                ? " No few operations show it, so what counts is the end: the states that were"
                    + " possible there, and what none of them allows."
                : ""),
        "class",
        "reduced");
  }

  private static String narrowed(Counterexample small, Reduction how, String summary) {
    String told = small.violation().summary();
    boolean other = how.adjusts() && !told.equals(summary);
    return Prose.sentence(other ? how.shown() + ": " + told : how.shown());
  }

  private void explanation(Violation violation) {
    Explanation explanation = violation.explanation();
    if (explanation instanceof Explanation.DeadEnd deadEnd) {
      deadEnd(deadEnd);
    } else if (explanation instanceof Explanation.Cycle cycle) {
      cycle(cycle);
    } else if (explanation instanceof Explanation.Findings findings) {
      findings(findings, violation);
    }
  }

  private Markup marked(String sentence) {
    return page.marked(clipped(sentence));
  }

  private void deadEnd(Explanation.DeadEnd deadEnd) {
    page.open("dl", "class", "proof");
    page.element("dt", "Does not fit").open("dd");
    operation(deadEnd.culprit()).close();
    deadEnd
        .lastPlaced()
        .ifPresent(
            last -> {
              page.element("dt", "Last that fits").open("dd");
              operation(last).close();
            });
    page.close();
    if (!deadEnd.states().isEmpty()) {
      page.element(
          "p",
          deadEnd.complete()
              ? "By then the state could be, and nothing else:"
              : "By then the state could be, among others:",
          "class",
          "lead");
      page.open("ul", "class", "states");
      for (Explanation.StateThen state : first(deadEnd.states())) {
        page.open("li").element("code", clipped(state.state()));
        page.text(": " + clipped(state.reason()));
        if (!state.pending().isEmpty()) {
          page.open("div", "class", "pending").text("not yet: ");
          for (Operation pending : first(state.pending())) {
            chip(pending).text(" ");
            page.element("code", clipped(Prose.deed(pending, 80))).text(" ");
          }
          page.close();
        }
        page.close();
      }
      more(deadEnd.states().size(), "state");
      page.close();
    }
  }

  private void cycle(Explanation.Cycle cycle) {
    page.open("ol", "class", "steps");
    List<Explanation.Edge> edges = first(cycle.edges());
    for (int i = 0; i < edges.size(); i++) {
      Explanation.Edge edge = edges.get(i);
      page.open("li");
      chip(edge.from()).text(" before ");
      chip(edge.to()).text(" ");
      page.element("span", Printable.clip(edge.relation(), 24), "class", "relation-name");
      page.text(" " + clipped(Prose.sentence(edge.evidence())));
      if (i == cycle.edges().size() - 1) {
        page.element("strong", " A contradiction.");
      }
      page.close();
    }
    more(cycle.edges().size(), "step");
    page.close();
    page.open("details", "class", "cycle").element("summary", "The cycle, drawn");
    page.trusted(CycleFigure.of(cycle).inline()).close();
  }

  private void findings(Explanation.Findings findings, Violation violation) {
    page.open("ul", "class", "findings");
    List<String> sentences =
        findings.sentences().stream()
            .map(Prose::sentence)
            .filter(sentence -> !sentence.equals(Prose.sentence(violation.summary())))
            .toList();
    for (String sentence : first(sentences)) {
      page.element("li", clipped(sentence));
    }
    more(sentences.size(), "finding");
    page.close();
    List<Operation> operations = Evidence.of(violation, MOST_STEPS);
    if (!operations.isEmpty()) {
      page.open("ul", "class", "operations");
      for (Operation operation : operations) {
        page.open("li");
        operation(operation).close();
      }
      page.close();
    }
  }

  private Markup operation(Operation operation) {
    chip(operation).text(" ");
    page.element("code", clipped(Prose.deed(operation, Math.min(clip, 160))));
    page.element(
        "span",
        " " + Prose.process(operation.process()) + ", " + Prose.place(operation),
        "class",
        "where");
    return page;
  }

  /** The name of an operation, which leads to it in the timeline. */
  private Markup chip(Operation operation) {
    return page.element(
        "button",
        Prose.name(operation),
        "type",
        "button",
        "class",
        "chip",
        "data-index",
        Long.toString(operation.index()));
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_STEPS, all.size()));
  }

  private void more(int all, String noun) {
    if (all > MOST_STEPS) {
      page.element("li", "… and " + Prose.count(all - MOST_STEPS, noun) + " more", "class", "more");
    }
  }

  private String clipped(String text) {
    return Printable.clip(text, clip);
  }
}
