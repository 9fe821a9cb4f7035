package minos.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import minos.workload.NodeLog;

/**
 * The log files of the nodes of a test. Jepsen downloads those of a node into a directory of its
 * name beside the history; Maelstrom writes one file for each node into {@code node-logs}.
 */
final class NodeLogs {
  private static final String MAELSTROM = "node-logs";

  /** Directories of a test that are no node's: of single keys, and of Maelstrom's messages. */
  private static final Set<String> OTHERS = Set.of("independent", "net-journal");

  /** As tests number their nodes: n10 is after n9. */
  private static final Comparator<NodeLog> ORDER =
      Comparator.<NodeLog>comparingInt(log -> log.node().length())
          .thenComparing(NodeLog::node)
          .thenComparing(NodeLog::file);

  private NodeLogs() {}

  /**
   * The files to search: those named, as they are called in the directory of each node of a whole
   * test or, if no node has one of the name, anywhere in it or beside it; all of the nodes' where
   * none is named.
   *
   * @param names names of files
   * @param test the whole test's directory, if a whole test is judged
   * @throws UnfitException if a file that is named is nowhere, or the directory can't be listed
   */
  static List<NodeLog> find(List<String> names, Optional<Path> test) throws UnfitException {
    List<NodeLog> ofNodes = test.isPresent() ? in(test.get()) : List.of();
    if (names.isEmpty()) {
      return ofNodes;
    }
    Set<NodeLog> found = new LinkedHashSet<>();
    for (String name : names) {
      List<NodeLog> here = of(ofNodes, log -> named(log, name));
      if (here.isEmpty()) {
        here = of(ofNodes, log -> log.path().endsWith(name));
      }
      if (here.isEmpty() && Files.isRegularFile(Path.of(name))) {
        here = List.of(new NodeLog(name, name, Path.of(name)));
      }
      if (here.isEmpty()) {
        throw new UnfitException(
            "there is no log file "
                + name
                + test.map(d -> ", nor any of a node in " + d).orElse(""));
      }
      found.addAll(here);
    }
    return List.copyOf(found);
  }

  private static boolean named(NodeLog log, String name) {
    return log.file().equals(name) || log.toString().equals(name);
  }

  private static List<NodeLog> of(List<NodeLog> logs, Predicate<NodeLog> which) {
    return logs.stream().filter(which).toList();
  }

  private static List<NodeLog> in(Path test) throws UnfitException {
    List<Path> files = new ArrayList<>();
    try {
      // Jepsen's "latest" is a link, which would not be followed.
      Path root = test.toRealPath();
      Files.walkFileTree(root, new Walk(root, files));
      return files.stream()
          .map(file -> log(root.relativize(file), test.resolve(root.relativize(file))))
          .sorted(ORDER)
          .toList();
    } catch (IOException e) {
      throw new UnfitException("the logs of nodes in " + test + " can't be listed: " + e);
    }
  }

  private static NodeLog log(Path relative, Path path) {
    String first = relative.getName(0).toString();
    String rest = relative.subpath(1, relative.getNameCount()).toString();
    return first.equals(MAELSTROM)
        ? new NodeLog(rest.replaceFirst("\\.log$", ""), relative.toString(), path)
        : new NodeLog(first, rest, path);
  }

  /** Collects files in directories of nodes. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> files;

    Walk(Path root, List<Path> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean other =
          root.equals(directory.getParent()) && OTHERS.contains(directory.getFileName().toString());
      return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!root.equals(file.getParent()) && Files.isRegularFile(file)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** What can't be listed is kept, so that the search says that it can't be read. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      if (!root.equals(path)) {
        files.add(path);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
