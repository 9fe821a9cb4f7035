package minos.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import minos.format.verdict.HistoryDocument;
import minos.history.Problem;
import minos.report.figure.CounterexampleFigure;
import minos.report.figure.CycleDot;
import minos.report.figure.CycleFigure;
import minos.report.markup.Markup;
import minos.report.timeline.Evidence;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/**
 * A directory with the report of a run: for each history {@code NAME.html}, for its first
 * violations {@code NAME-N.svg}, for those that are cycles {@code NAME-N-cycle.svg} and {@code
 * NAME-N-cycle.dot}; and {@code index.html} if there are several histories.
 *
 * <pre>{@code
 * HistoryBuilder builder = new HistoryBuilder("log", OrderBy.INDEX);
 * builder.accept(Event.of(EventType.INVOKE, Value.of(0), "write", Value.of(7)));
 * builder.accept(Event.of(EventType.OK, Value.of(0), "write", Value.of(7)));
 * History history = builder.build();
 * Check check = new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS));
 * CheckResult result = check.check(history, Budget.unlimited());
 * Path directory = Files.createTempDirectory("reports");
 * ReportDirectory reports =
 *     ReportDirectory.in(directory, new RunFacts("1", List.of("mine"), Optional.empty()));
 * Path page =
 *     reports.add(
 *         new HistoryDocument.Judged(
 *             history,
 *             List.of(result),
 *             List.of(),
 *             List.of(),
 *             Optional.empty(),
 *             Optional.empty(),
 *             Map.of()));
 * reports.finish();
 * assert Files.size(page) > 0;
 * }</pre>
 *
 * <p>Each file is there as a whole or not at all; one that is there already is replaced. Histories
 * are written one by one, so that none need be kept. Not thread-safe.
 */
public final class ReportDirectory {
  private static final int DRAWN = 10;

  private final Path directory;
  private final RunFacts run;
  private final Set<String> names = new HashSet<>(Set.of("index"));
  private final List<IndexPage.Line> lines = new ArrayList<>();

  private ReportDirectory(Path directory, RunFacts run) {
    this.directory = directory;
    this.run = run;
  }

  /**
   * Makes the directory, if it isn't there.
   *
   * @throws IOException if it can't be made, or nothing can be written into it
   */
  public static ReportDirectory in(Path directory, RunFacts run) throws IOException {
    Files.createDirectories(directory);
    Files.delete(Files.createTempFile(directory, ".minos", ".part"));
    return new ReportDirectory(directory, run);
  }

  /**
   * Writes what was found in one history.
   *
   * @return the page
   * @throws IOException if it could not be written
   */
  public Path add(HistoryDocument document) throws IOException {
    String name = name(document.file());
    if (document instanceof HistoryDocument.Judged judged) {
      return add(judged, name);
    } else if (document instanceof HistoryDocument.Unreadable unreadable) {
      return add(unreadable, name);
    }
    throw new IllegalArgumentException("no page for " + document.getClass());
  }

  private Path add(HistoryDocument.Judged judged, String name) throws IOException {
    List<Told> told = Told.of(judged);
    lines.add(
        new IndexPage.Line(
            judged.file(),
            name + ".html",
            judged.verdict(),
            judged.history().size(),
            told.isEmpty() ? "" : told.get(0).violation().summary()));
    for (int i = 0; i < Math.min(DRAWN, told.size()); i++) {
      draw(told.get(i).violation(), name + "-" + (i + 1));
    }
    return write(name + ".html", HistoryPage.of(judged, run));
  }

  private Path add(HistoryDocument.Unreadable file, String name) throws IOException {
    String words = file.problems().isEmpty() ? "" : file.problems().get(0).message();
    lines.add(
        new IndexPage.Line(file.file(), name + ".html", file.verdict(), 0, "not judged: " + words));
    Markup page = Frame.begin(file.file(), "");
    page.open("div", "class", "headline undecided").element("h1", "? not judged").close();
    page.open("section").element("h2", "Problems").open("ul");
    for (Problem problem : file.problems()) {
      page.element("li", problem.toString());
    }
    page.close();
    if (file.count() > file.problems().size()) {
      page.element("p", "… and " + (file.count() - file.problems().size()) + " more");
    }
    page.close();
    return write(name + ".html", text(Frame.end(page, run, "")));
  }

  private void draw(Violation violation, String name) throws IOException {
    String style = Resources.figureStyle();
    if (!Evidence.of(violation, 1).isEmpty()) {
      write(name + ".svg", text(CounterexampleFigure.of(violation).file(style)));
    }
    if (violation.explanation() instanceof Explanation.Cycle cycle) {
      write(name + "-cycle.svg", text(CycleFigure.of(cycle).file(style)));
      write(name + "-cycle.dot", text(CycleDot.of(cycle)));
    }
  }

  /**
   * Writes the index if there are several histories.
   *
   * @return the page to open first
   * @throws IOException if it could not be written
   */
  public Path finish() throws IOException {
    return lines.size() == 1
        ? directory.resolve(lines.get(0).page())
        : write("index.html", text(IndexPage.of(lines, run)));
  }

  /** A name for the files of a history: the letters of its own that are plain, and a new one. */
  private String name(String file) {
    String[] parts = file.replace('\\', '/').split("/", -1);
    String last = parts[parts.length - 1];
    if (last.isEmpty() || last.equals("-")) {
      last = file.equals("-") ? "standard-input" : "history";
    }
    String plain = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]+", "_");
    String base = plain.length() > 80 ? plain.substring(0, 80) : plain;
    String name = base;
    for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    Path half = directory.resolve("." + name + ".part");
    try {
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
    return file;
  }
}
