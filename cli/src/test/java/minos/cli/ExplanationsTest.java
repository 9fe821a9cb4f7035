package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of each anomaly, one text each, of the histories in {@code histories.txt}; its
 * notation is explained there. {@code -Dminos.refresh=true} writes the texts anew.
 */
final class ExplanationsTest {
  private static final String HISTORIES = "/minos/cli/explanations/histories.txt";
  private static final long MILLISECOND = 1_000_000;

  /** Stands for a log file with this line. */
  private static final String LOG = "LOG";

  private static final String LINE = "12:00:01 panic: two leaders in one term\n";

  @TempDir private Path directory;

  /** A history that shows an anomaly, and the options with which it is found. */
  record Shown(String anomaly, List<String> options, List<String> lines) {
    @Override
    public String toString() {
      return anomaly;
    }

    /** As EDN, in the form of Jepsen's. */
    String edn() {
      List<String> events = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("<") || line.startsWith(">")) {
          String[] words = line.split(" ", 4);
          events.add(
              event(
                  events.size(),
                  words[0].equals("<") ? "invoke" : "ok",
                  words[1],
                  words[2],
                  words[3]));
        } else {
          operation(line, events);
        }
      }
      return String.join("\n", events) + "\n";
    }

    private static void operation(String line, List<String> events) {
      boolean unknown = line.endsWith(" ?");
      boolean failed = line.endsWith(" !");
      String plain = unknown || failed ? line.substring(0, line.length() - 2) : line;
      String[] words = plain.split(" ", 3);
      int answer = words[2].indexOf(" => ");
      String asked = answer < 0 ? words[2] : words[2].substring(0, answer);
      String answered = answer < 0 ? asked : words[2].substring(answer + 4);
      int fields = asked.indexOf(" @{");
      String request = fields < 0 ? asked : asked.substring(0, fields);
      String type = unknown ? "info" : failed ? "fail" : "ok";
      events.add(event(events.size(), "invoke", words[0], words[1], request));
      events.add(event(events.size(), type, words[0], words[1], answered));
    }

    private static String event(int index, String type, String process, String f, String value) {
      int at = value.indexOf(" @{");
      String fields = at < 0 ? "" : ", " + value.substring(at + 3, value.length() - 1);
      return "{:index "
          + index
          + ", :time "
          + index * MILLISECOND
          + ", :process "
          + process
          + ", :type :"
          + type
          + ", :f :"
          + f
          + ", :value "
          + (at < 0 ? value : value.substring(0, at))
          + fields
          + "}";
    }
  }

  static Stream<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (String section : text().split("(?m)^== ", -1)) {
      List<String> lines = section.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      if (!lines.isEmpty() && !lines.get(0).startsWith("#")) {
        List<String> head = Arrays.asList(lines.get(0).split(" ", -1));
        all.add(
            new Shown(head.get(0), head.subList(1, head.size()), lines.subList(1, lines.size())));
      }
    }
    return all.stream();
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(ExplanationsTest.class.getResourceAsStream(HISTORIES))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyAnomalyIsExplained() {
    Set<String> told = all().map(Shown::anomaly).collect(Collectors.toSet());

    assertThat(Arrays.stream(Anomaly.values()).map(Anomaly::id).toList())
        .containsExactlyInAnyOrderElementsOf(told);
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhy(Shown shown) throws IOException {
    Path history = directory.resolve("history.edn");
    Files.writeString(history, shown.edn());
    List<String> command =
        new ArrayList<>(List.of("check", history.toString(), "--format", "jepsen-edn"));
    Path log = Files.writeString(directory.resolve("n1.log"), "12:00:00 started\n" + LINE);
    shown.options().forEach(option -> command.add(option.equals(LOG) ? log.toString() : option));
    Ran ran = Ran.minos(command.toArray(String[]::new));

    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    String said = said(ran.out(), shown.anomaly());
    // Where lines are broken depends on how long the name of the test's directory is.
    Golden.check(
        "explanations/" + shown.anomaly() + ".txt",
        shown.options().contains(LOG)
            ? said.replaceAll("\\s+", " ").replace(log.toString(), "n1.log").strip() + "\n"
            : said);
  }

  /** What is said of the first violation of that name. */
  private static String said(String out, String anomaly) {
    String heading = "  " + anomaly.replace('-', ' ');
    List<String> lines = out.lines().toList();
    int first = 0;
    while (first < lines.size()
        && !lines.get(first).equals(heading)
        && !lines.get(first).startsWith(heading + ",")) {
      first++;
    }
    assertThat(first).as("the heading '%s' in %s", heading, out).isLessThan(lines.size());
    int end = first + 1;
    while (end < lines.size() && (lines.get(end).isEmpty() || lines.get(end).startsWith("    "))) {
      end++;
    }
    return String.join("\n", lines.subList(first, end)).stripTrailing() + "\n";
  }
}
