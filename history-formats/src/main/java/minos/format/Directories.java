package minos.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.history.Event;
import minos.history.MalformedHistoryException;
import minos.history.Problem;

/**
 * Finds the history in a directory: one of Jepsen's stores, a report of etcd's robustness tests,
 * logs of Cobra, or one of our own run directories.
 */
final class Directories {
  /** What to look for in a directory, the best first: Jepsen's binary file keeps the keys. */
  private static final List<Known> FILES =
      List.of(
          new Known("test.jepsen", Format.JEPSEN_STORE),
          new Known("history.jsonl", Format.JSONL),
          new Known("history.jsonl.gz", Format.JSONL),
          new Known("history.jsonl.zst", Format.JSONL),
          new Known("history.edn", Format.JEPSEN_EDN),
          new Known("history.edn.gz", Format.JEPSEN_EDN),
          new Known("history.txt", Format.JEPSEN_TXT),
          new Known("jepsen.log", Format.JEPSEN_LOG));

  private record Known(String name, Format format) {}

  /**
   * What to read.
   *
   * @param path a file, or a directory whose files are read together
   * @param detected its format where the directory tells it
   */
  record Choice(Path path, Optional<Detected> detected) {}

  private Directories() {}

  /** What to read where a person named a path. */
  static Choice choose(Path path, Optional<Format> asked)
      throws IOException, MalformedHistoryException {
    if (!Files.isDirectory(path)) {
      return new Choice(path, Optional.empty());
    }
    for (Known known : FILES) {
      Path file = path.resolve(known.name());
      if (Files.isRegularFile(file) && asked.map(known.format()::equals).orElse(true)) {
        return new Choice(
            file, Optional.of(new Detected(known.format(), "the directory has a " + known.name())));
      }
    }
    for (Format format : List.of(Format.ETCD_ROBUSTNESS, Format.COBRA)) {
      if (asked.map(format::equals).orElse(true) && looksLike(path, format)) {
        return new Choice(path, Optional.of(new Detected(format, "the files in the directory")));
      }
    }
    String wanted = asked.map(format -> " of the format " + format.id()).orElse("");
    throw new MalformedHistoryException(
        new Problem(
            path.toString(),
            Event.ABSENT,
            "a directory without a history"
                + wanted
                + "; expected a Jepsen store (test.jepsen, history.edn, history.txt, jepsen.log), a run of our own"
                + " (history.jsonl), an etcd robustness report (client-N/operations.json) or Cobra logs (T*.log)"));
  }

  private static boolean looksLike(Path directory, Format format) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(
          file -> {
            String name = file.getFileName().toString();
            return format == Format.COBRA
                ? name.startsWith("T") && name.endsWith(".log")
                : name.startsWith("client-") && Files.exists(file.resolve("operations.json"));
          });
    }
  }
}
