package minos.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.counterexample.Counterexample;
import minos.counterexample.Form;
import minos.counterexample.Reduction;
import minos.history.Operation;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** One violation: what it is called, what was seen, the proof, and a picture. */
final class ViolationText {
  /** States, edges or findings that are shown; the others are counted. */
  private static final int FIRST = 6;

  private final List<Violation> alike;
  private final Violation violation;
  private final Optional<Counterexample> counterexample;

  /** What changed the numbers that are shown, which are not those of the history. */
  private final Optional<Reduction> adjusted;

  private final Ink ink;
  private final List<String> lines = new ArrayList<>();

  /**
   * A text.
   *
   * @param alike the violation, and others that the same counterexample shows
   * @param counterexample the violation made small, which is then told in its place
   */
  ViolationText(List<Violation> alike, Optional<Counterexample> counterexample, Ink ink) {
    this.counterexample = counterexample.filter(small -> !small.proof().steps().isEmpty());
    this.violation = this.counterexample.map(Counterexample::violation).orElse(alike.get(0));
    this.adjusted =
        this.counterexample.flatMap(Counterexample::narrowed).filter(Reduction::adjusts);
    boolean own = alike.size() == 1 && adjusted.isEmpty();
    this.alike = own ? List.of(violation) : List.copyOf(alike);
    this.ink = ink;
  }

  private void heading(Violation violation) {
    String name = violation.anomaly().id().replace('-', ' ');
    String key = violation.key().map(k -> Words.clip(", key " + k, 40)).orElse("");
    lines.add("  " + ink.paint(Ink.Shade.BOLD, name + key));
    wrap("    ", Words.sentence(violation.summary()));
  }

  List<String> lines() {
    alike.forEach(this::heading);
    int before = lines.size();
    lines.add("");
    Explanation explanation = violation.explanation();
    if (counterexample.isPresent()) {
      adjusted.ifPresent(how -> wrap("    - ", Words.sentence(adjusted(how))));
      counterexample.get().proof().steps().stream()
          .filter(step -> !Words.sentence(step.text()).equals(Words.sentence(violation.summary())))
          .forEach(step -> wrap("    - ", step.text()));
    } else if (explanation instanceof Explanation.DeadEnd deadEnd) {
      deadEnd(deadEnd);
    } else if (explanation instanceof Explanation.Cycle cycle) {
      cycle(cycle);
    } else if (explanation instanceof Explanation.Findings findings) {
      List<String> sentences =
          findings.sentences().stream()
              .map(Words::sentence)
              .filter(sentence -> !sentence.equals(Words.sentence(violation.summary())))
              .toList();
      some(sentences, "finding", sentence -> wrap("    - ", sentence));
    }
    if (lines.size() == before + 1) {
      lines.remove(before);
    }
    List<String> picture = new Timeline(culprit(), ink).draw(drawn());
    if (!picture.isEmpty()) {
      lines.add("");
      lines.addAll(picture);
    }
    counterexample.ifPresent(this::reduced);
    return lines;
  }

  /** The operations that the proof speaks of: all are too many. */
  private List<Operation> window(Counterexample large) {
    Set<Operation> spoken = new LinkedHashSet<>(violation.operations());
    large.proof().steps().forEach(step -> spoken.addAll(step.operations()));
    return List.copyOf(spoken);
  }

  /** What is told of the adjusted numbers, if it is another thing than of the history's. */
  private String adjusted(Reduction how) {
    String told = violation.summary();
    return told.equals(alike.get(0).summary()) ? how.shown() : how.shown() + ": " + told;
  }

  /** What was left out to get here. */
  private void reduced(Counterexample small) {
    int all = small.operations().get(0).history().size();
    Optional<Reduction> narrowed = small.narrowed().filter(how -> adjusted.isEmpty());
    if (small.history().size() == all && small.narrowed().isEmpty()) {
      return;
    }
    Words.wrap(
            "    ",
            "(reduced to "
                + small.history().size()
                + " of "
                + Words.count(all, "operation")
                + (small.minimal()
                    ? ": none of them can be left out)"
                    : "; perhaps fewer show it as well)")
                + narrowed.map(how -> " (" + how.shown() + ")").orElse(""))
        .forEach(line -> lines.add(ink.paint(Ink.Shade.DIM, line)));
  }

  private Optional<Operation> culprit() {
    if (violation.culprit().isPresent()) {
      return violation.culprit();
    }
    return violation.explanation() instanceof Explanation.DeadEnd end
        ? Optional.of(end.culprit())
        : Optional.empty();
  }

  /** What the picture shows: the violation's operations, and those that the proof names first. */
  private List<Operation> drawn() {
    if (counterexample.isPresent()) {
      return counterexample.get().form() == Form.SMALL
          ? counterexample.get().history().operations()
          : window(counterexample.get());
    }
    Set<Operation> drawn = new LinkedHashSet<>(violation.operations());
    if (violation.explanation() instanceof Explanation.DeadEnd end) {
      drawn.add(end.culprit());
      end.lastPlaced().ifPresent(drawn::add);
      end.states().forEach(state -> drawn.addAll(state.pending()));
    } else if (violation.explanation() instanceof Explanation.Cycle cycle) {
      cycle.edges().forEach(edge -> drawn.add(edge.from()));
    }
    return List.copyOf(drawn);
  }

  private void deadEnd(Explanation.DeadEnd end) {
    wrap("    does not fit     ", told(end.culprit()));
    end.lastPlaced().ifPresent(last -> wrap("    last that fitted ", told(last)));
    if (end.states().isEmpty()) {
      return;
    }
    lines.add("    by then the state could be");
    some(
        end.states(),
        "other state",
        state -> {
          wrap("      ", state.state() + ": " + state.reason() + pending(state.pending()));
        });
    if (!end.complete()) {
      lines.add("      ... and others, of which none fits either");
    }
  }

  private static String pending(List<Operation> pending) {
    if (pending.isEmpty()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    for (Operation operation : pending.subList(0, Math.min(FIRST, pending.size()))) {
      words.add(Words.deed(operation, 24));
    }
    if (pending.size() > FIRST) {
      words.add((pending.size() - FIRST) + " more");
    }
    return " (not yet: " + String.join(", ", words) + ")";
  }

  private void cycle(Explanation.Cycle cycle) {
    List<Operation> members = new ArrayList<>();
    for (Explanation.Edge edge : cycle.edges()) {
      if (!members.contains(edge.from())) {
        members.add(edge.from());
      }
      if (!members.contains(edge.to())) {
        members.add(edge.to());
      }
    }
    int width = members.stream().mapToInt(o -> Words.name(o).length()).max().orElse(0);
    for (Operation member : members) {
      String name = Words.name(member);
      wrap("    " + name + " ".repeat(width - name.length() + 2), told(member));
    }
    lines.add("");
    List<Explanation.Edge> edges = cycle.edges();
    for (int i = 0; i < edges.size(); i++) {
      Explanation.Edge edge = edges.get(i);
      String from = Words.name(edge.from());
      String to = Words.name(edge.to());
      String end = i == edges.size() - 1 ? ": a contradiction" : "";
      wrap(
          "    " + from + " before " + to + "  ",
          "(" + edge.relation() + ") " + Words.unstopped(edge.evidence()) + end);
    }
  }

  private <T> void some(List<T> items, String noun, java.util.function.Consumer<T> each) {
    items.subList(0, Math.min(FIRST, items.size())).forEach(each);
    if (items.size() > FIRST) {
      lines.add("      ... and " + Words.count(items.size() - FIRST, noun));
    }
  }

  private static String told(Operation operation) {
    return Words.deed(operation, 400)
        + ", "
        + Words.process(operation.process())
        + ", "
        + Words.place(operation);
  }

  private void wrap(String first, String text) {
    lines.addAll(Words.wrap(first, text));
  }
}
