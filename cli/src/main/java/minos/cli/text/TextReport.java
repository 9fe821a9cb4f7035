package minos.cli.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.cli.run.FileReport;
import minos.cli.run.Placement;
import minos.cli.run.Proofs;
import minos.contract.Tier;
import minos.counterexample.Counterexample;
import minos.format.verdict.JepsenOpinion;
import minos.history.History;
import minos.staleness.StalenessReport;
import minos.value.Text;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Writes reports for a person, file by file as they come: the verdict; what was read and assumed;
 * for each check how long it took and, if it was not passed, why. Not thread-safe.
 */
public final class TextReport {
  /** Violations of one check that are shown in full; the others are counted. */
  private static final int FIRST = 3;

  private final PrintStream out;
  private final Ink ink;
  private final boolean quiet;
  private final List<Optional<Judgement>> judgements = new ArrayList<>();

  /**
   * A report.
   *
   * @param out where to
   * @param quiet only the verdicts
   */
  public TextReport(PrintStream out, Ink ink, boolean quiet) {
    this.out = out;
    this.ink = ink;
    this.quiet = quiet;
  }

  /** Writes what one file came to. */
  public void file(FileReport report) {
    if (!judgements.isEmpty() && !quiet) {
      line("");
    }
    judgements.add(report.judgement());
    line(verdict(report) + "  " + report.file());
    if (quiet) {
      return;
    }
    report.history().ifPresent(this::facts);
    Set<String> assumptions = new LinkedHashSet<>();
    report.results().forEach(result -> assumptions.addAll(result.assumptions()));
    String head = "  assumed   ";
    for (String assumption : assumptions) {
      wrap(head, assumption);
      head = " ".repeat(head.length());
    }
    report.results().stream()
        .filter(result -> !result.algorithm().startsWith("as "))
        .forEach(this::checked);
    if (report.results().size() > 1) {
      placement(report.placement());
    }
    if (!report.placement().picture().isEmpty()) {
      lattice(report.placement().picture());
    }
    report.staleness().ifPresent(this::staleness);
    report.jepsen().ifPresent(this::jepsen);
    Set<Object> shown = new HashSet<>();
    report.results().stream()
        .filter(result -> tells(report, result) && shown.add(proof(result)))
        .forEach(result -> details(result, report.proofs()));
  }

  /**
   * A violation of one model is one of every stronger model: its proof is shown once, where it says
   * most.
   */
  private static boolean tells(FileReport report, CheckResult result) {
    return result.verdict().judgement() != Judgement.VIOLATED
        || result.consistency().startsWith("jepsen:")
        || report.placement().violated().contains(result.consistency());
  }

  /** What is the same for two models is told once. */
  private static Object proof(CheckResult result) {
    return result.verdict() instanceof Verdict.Violated violated
        ? violated.violations()
        : result.verdict();
  }

  private void lattice(List<String> picture) {
    line("");
    line("  the lattice ([+] holds, [-] violated, [?] undecided)");
    picture.forEach(drawn -> line("    " + drawn));
  }

  private void jepsen(JepsenOpinion opinion) {
    String checkers =
        opinion.results().checkers().entrySet().stream()
            .map(checker -> checker.getKey() + " " + checker.getValue().word())
            .collect(Collectors.joining(", "));
    wrap(
        "  jepsen    ",
        opinion.results().valid().word()
            + ", by its "
            + opinion.results().source()
            + (checkers.isEmpty() ? "" : ": " + checkers)
            + (opinion.agrees() ? "; Minos agrees" : "; Minos differs")
            + (opinion.compared() == 0
                ? ""
                : ", with "
                    + opinion.agreeing()
                    + " of "
                    + Words.count(opinion.compared(), "result field")
                    + " the same"));
    opinion.differences().forEach(difference -> wrap("  differs   ", difference));
  }

  private void staleness(StalenessReport report) {
    line("");
    line("  staleness");
    new StalenessText(report).lines().forEach(this::line);
  }

  /** A violation by itself, as lines. */
  public static List<String> violation(Violation violation, Ink ink) {
    return new ViolationText(List.of(violation), Optional.empty(), ink).lines();
  }

  /** The word for a verdict, painted. */
  public static String verdict(CheckResult result, Ink ink) {
    Judgement judgement = result.verdict().judgement();
    return ink.paint(shade(judgement), judgement.word());
  }

  /** Why a result is undecided, and what to do, as lines; none if it is decided. */
  public static List<String> undecided(CheckResult result) {
    List<String> lines = new ArrayList<>();
    if (result.verdict() instanceof Verdict.Undecided undecided) {
      lines.addAll(Words.wrap("  ", Words.sentence(undecided.cause().message())));
      lines.addAll(Words.wrap("  ", Advice.on(result.model(), undecided.cause().kind())));
    }
    return lines;
  }

  private void placement(Placement placement) {
    if (!placement.strongest().isEmpty()) {
      wrap("  strongest ", String.join(", ", placement.strongest()));
    }
    if (!placement.violated().isEmpty()) {
      wrap("  weakest   ", "violated: " + String.join(", ", placement.violated()));
    }
  }

  /** Writes what the files came to together, if there are several. */
  public void summary() {
    if (judgements.size() < 2) {
      return;
    }
    if (!quiet) {
      line("");
    }
    String counts =
        List.of(Judgement.VIOLATED, Judgement.UNDECIDED, Judgement.CONSISTENT).stream()
            .map(
                judgement ->
                    part(
                        judgements.stream().filter(Optional.of(judgement)::equals).count(),
                        judgement.word()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    String without =
        part(judgements.stream().filter(Optional::isEmpty).count(), "without a verdict");
    line(
        Words.count(judgements.size(), "file")
            + ": "
            + counts
            + (counts.isEmpty() || without.isEmpty() ? "" : ", ")
            + without);
  }

  private static String part(long number, String what) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d %s", number, what);
  }

  private String verdict(FileReport report) {
    return report
        .judgement()
        .map(judgement -> ink.paint(shade(judgement), judgement.word()))
        .orElseGet(() -> ink.paint(Ink.Shade.YELLOW, "no verdict"));
  }

  private static Ink.Shade shade(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> Ink.Shade.GREEN;
      case UNDECIDED -> Ink.Shade.YELLOW;
      case VIOLATED -> Ink.Shade.RED;
    };
  }

  private void facts(History history) {
    String keys = history.keyCount() == 0 ? "" : " on " + Words.count(history.keyCount(), "key");
    wrap(
        "  read      ",
        Words.count(history.size(), "operation")
            + keys
            + ", "
            + Words.count(history.eventCount(), "event")
            + ", "
            + history.origin().format()
            + history.origin().truncated().map(how -> "; it breaks off: " + how).orElse(""));
  }

  private void checked(CheckResult result) {
    Judgement judgement = result.verdict().judgement();
    wrap(
        "  checked   ",
        result.consistency()
            + (result.consistency().contains(result.model()) ? "" : ", model " + result.model())
            + ": "
            + judgement.word()
            + " in "
            + Words.duration(result.elapsed())
            + " ("
            + result.algorithm()
            + ")");
    stronger(result)
        .ifPresent(
            other ->
                wrap(
                    "  stronger  ",
                    other + ": what is often assumed, but not documented (--tier stronger)"));
  }

  /** What the other tier of a contract came to, if the documented one was judged. */
  private static Optional<String> stronger(CheckResult result) {
    boolean documented = result.details().get(new Text(Tier.DOCUMENTED.word())) != null;
    Value why = result.details().get(new Text("strongerCause"));
    return documented
        ? Optional.ofNullable(result.details().get(new Text(Tier.STRONGER.word())))
            .map(came -> came.letters() + (why == null ? "" : " (" + why.letters() + ")"))
        : Optional.empty();
  }

  private void details(CheckResult result, Proofs proofs) {
    if (result.verdict() instanceof Verdict.Violated violated) {
      violations(violated.violations(), proofs);
    } else if (result.verdict() instanceof Verdict.Undecided undecided) {
      line("");
      wrap("  ", Words.sentence(undecided.cause().message()));
      wrap("  ", Advice.on(result.model(), undecided.cause().kind()));
    }
  }

  private void violations(List<Violation> violations, Proofs proofs) {
    Map<Object, List<Violation>> same = new LinkedHashMap<>();
    for (Violation violation : violations.subList(0, Math.min(FIRST, violations.size()))) {
      Counterexample small = proofs.counterexamples().get(violation);
      same.computeIfAbsent(small == null ? violation : shows(small), s -> new ArrayList<>())
          .add(violation);
    }
    for (List<Violation> alike : same.values()) {
      line("");
      Optional<Counterexample> small =
          Optional.ofNullable(proofs.counterexamples().get(alike.get(0)));
      new ViolationText(alike, small, ink).lines().forEach(this::line);
    }
    if (violations.size() > FIRST) {
      line("");
      wrap(
          "  ",
          "... and "
              + Words.count(violations.size() - FIRST, "more violation")
              + "; --output json lists them all");
    }
  }

  /** What is told of a counterexample; the same for violations that the same operations show. */
  private static List<Object> shows(Counterexample small) {
    List<Object> told = new ArrayList<>();
    small.operations().forEach(operation -> told.add(operation.index()));
    small.proof().steps().forEach(step -> told.add(step.text()));
    return told;
  }

  private void wrap(String first, String text) {
    Words.wrap(first, text).forEach(this::line);
  }

  private void line(String text) {
    out.print(text + "\n");
  }
}
