package minos.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The list of the sample histories, and what is expected of each. */
final class Manifest {
  static final Path SAMPLES = Path.of("..", "sample-histories");
  private static final String CONTRACT = "contract:";
  private static final String COLUMNS =
      "path\tformat\tmodel\toptions\tconsistency\tverdict\torigin\tlicence";

  private Manifest() {}

  /** A line of the list. */
  record Line(
      String path,
      String format,
      String model,
      List<String> options,
      String consistency,
      String verdict) {
    Path file() {
      return SAMPLES.resolve(path);
    }

    String[] command() {
      List<String> words = new ArrayList<>(List.of("check", file().toString()));
      words.addAll(List.of("--format", format));
      words.addAll(options);
      if (consistency.startsWith(CONTRACT)) {
        words.addAll(List.of("--contract", consistency.substring(CONTRACT.length())));
      } else {
        words.addAll(List.of("--model", model, "--consistency", consistency));
      }
      return words.toArray(String[]::new);
    }

    int exitCode() {
      return switch (verdict) {
        case "consistent" -> 0;
        case "violated" -> 1;
        default -> 2;
      };
    }
  }

  static Stream<Line> lines() {
    try {
      List<String> lines =
          Files.readAllLines(SAMPLES.resolve("manifest.tsv")).stream()
              .filter(line -> !line.startsWith("#"))
              .toList();
      if (!lines.get(0).equals(COLUMNS)) {
        throw new IllegalStateException("expected the columns " + COLUMNS);
      }
      return lines.stream().skip(1).map(Manifest::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    String[] fields = text.split("\t", -1);
    if (fields.length != 8) {
      throw new IllegalStateException("expected 8 columns: " + text);
    }
    return new Line(fields[0], fields[1], fields[2], words(fields[3]), fields[4], fields[5]);
  }

  /** Words as a shell splits them; quotes hold one together. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
        any = true;
      } else if (c == ' ' && !quoted) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    return words;
  }
}
