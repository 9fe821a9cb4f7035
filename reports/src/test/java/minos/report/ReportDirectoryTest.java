package minos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import minos.format.verdict.HistoryDocument;
import minos.history.History;
import minos.history.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportDirectoryTest {
  @TempDir private Path directory;

  @Test
  void oneHistoryHasAPageAndDrawingsAndNoIndex() throws IOException {
    ReportDirectory report = ReportDirectory.in(directory.resolve("new/report"), Recordings.RUN);
    History history = Recordings.many(30);
    report.add(
        Recordings.judged(
            history,
            Recordings.deadEnd(history, 5, 3, "a"),
            Recordings.cycle(history, "say \"b\" \\ c", 1, 2)));

    Path first = report.finish();

    assertThat(first.getFileName()).hasToString("many.edn.html");
    assertThat(names(directory.resolve("new/report")))
        .containsExactly(
            "many.edn-1.svg",
            "many.edn-2-cycle.dot",
            "many.edn-2-cycle.svg",
            "many.edn-2.svg",
            "many.edn.html");
    for (String svg : List.of("many.edn-1.svg", "many.edn-2.svg", "many.edn-2-cycle.svg")) {
      Pages.parse(Files.readAllBytes(first.resolveSibling(svg)));
    }
    assertThat(first.resolveSibling("many.edn-2-cycle.dot"))
        .content()
        .startsWith("digraph cycle {")
        .contains("o1 -> o2 [label=\"rw\"", "o2 -> o1 [label=\"say \\\"b\\\" \\\\ c\"");
  }

  @Test
  void severalHistoriesHaveAnIndexWithTheWorstFirst() throws IOException {
    ReportDirectory report = ReportDirectory.in(directory, Recordings.RUN);
    History history = Recordings.many(30);
    report.add(Recordings.judged(history));
    report.add(
        new HistoryDocument.Unreadable("a/b.edn", List.of(new Problem("a/b.edn", 3, "what?")), 7));
    report.add(Recordings.judged(history, Recordings.deadEnd(history, 5, 3, "<b>no</b>")));

    Path index = report.finish();

    assertThat(index.getFileName()).hasToString("index.html");
    String text = Pages.parse(Files.readAllBytes(index)).getDocumentElement().getTextContent();
    assertThat(text)
        .contains("<b>no</b>", "Not judged: what?", "1 violated · 1 undecided · 1 consistent");
    assertThat(text.indexOf("<b>no</b>")).isLessThan(text.indexOf("Not judged"));
    assertThat(names(directory))
        .contains("many.edn.html", "many.edn-2.html", "b.edn.html", "index.html")
        .noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void namesOfFilesCanNotLeadElsewhere() throws IOException {
    ReportDirectory report = ReportDirectory.in(directory, Recordings.RUN);
    for (String name : List.of("../../etc/passwd", "..", "-", "C:\\x\\y z?.edn", "index")) {
      assertThat(report.add(Recordings.judged(Recordings.of(name)))).hasParent(directory);
    }
    assertThat(names(directory))
        .contains("passwd.html", "_.html", "standard-input.html", "y_z_.edn.html", "index-2.html");
  }

  @Test
  void aDirectoryThatCanNotBeIsRefusedAtOnce() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> ReportDirectory.in(file, Recordings.RUN))
        .isInstanceOf(IOException.class);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
