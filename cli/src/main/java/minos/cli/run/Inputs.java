package minos.cli.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the names on a command line stand for. A directory that is one recording is one input; any
 * other stands for the recordings below it, which are told by their names' endings. What is left
 * out is not hidden.
 *
 * @param inputs in the order of the command line, those of a directory by name
 * @param leftOut files below a directory that don't have the name of a recording
 */
public record Inputs(List<Input> inputs, List<Path> leftOut) {
  private static final Set<String> ENDINGS =
      Set.of("edn", "json", "jsonl", "ndjson", "txt", "log", "jepsen");
  private static final Set<String> TABLES = Set.of("csv", "tsv");
  private static final Set<String> COMPRESSED = Set.of("gz", "zst");

  /** Copies the lists. */
  public Inputs {
    inputs = List.copyOf(inputs);
    leftOut = List.copyOf(leftOut);
  }

  /** Names that stand for nothing. */
  public static final class NoSuchInputException extends Exception {
    private static final long serialVersionUID = 1L;

    NoSuchInputException(String message) {
      super(message);
    }
  }

  /**
   * Finds the inputs.
   *
   * @param names files, directories, or {@code -} for standard input
   * @param tables whether tables are recordings; otherwise they are something about them
   * @param recording whether a directory is one recording
   * @throws NoSuchInputException if a name stands for nothing
   */
  public static Inputs find(List<String> names, boolean tables, Predicate<Path> recording)
      throws NoSuchInputException, IOException {
    List<Input> inputs = new ArrayList<>();
    List<Path> leftOut = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        inputs.add(Input.STANDARD);
        continue;
      }
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new NoSuchInputException("there is no file " + name);
      }
      if (!Files.isDirectory(path) || recording.test(path)) {
        inputs.add(Input.of(path));
        continue;
      }
      List<Path> below = below(path, tables, recording, leftOut);
      if (below.isEmpty()) {
        throw new NoSuchInputException(
            "there is no recording in the directory "
                + name
                + "; expected files that end in "
                + String.join(", ", new TreeSet<>(ENDINGS))
                + ", compressed or not, or name the files themselves");
      }
      below.forEach(file -> inputs.add(Input.of(file)));
    }
    return new Inputs(inputs, leftOut);
  }

  private static List<Path> below(
      Path directory, boolean tables, Predicate<Path> recording, List<Path> leftOut)
      throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (!path.equals(directory) && hidden(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!path.equals(directory) && recording.test(path)) {
              found.add(path);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!hidden(path)) {
              (named(path, tables) ? found : leftOut).add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    leftOut.sort(null);
    return found;
  }

  private static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean named(Path path, boolean tables) {
    String name = path.getFileName().toString();
    String ending = ending(name);
    if (COMPRESSED.contains(ending)) {
      ending = ending(name.substring(0, name.length() - ending.length() - 1));
    }
    return ENDINGS.contains(ending) || (tables && TABLES.contains(ending));
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
