package minos.workload;

import java.nio.file.Path;

/**
 * A log file of a node of a test.
 *
 * @param node the node's name, as in the test
 * @param file the file's name among those of the node
 * @param path where it is
 */
public record NodeLog(String node, String file, Path path) {
  /** How it is told in a sentence: {@code db.log of n1}. */
  String inWords() {
    return node.equals(file) ? file : file + " of " + node;
  }

  /** How it is told: {@code n1/db.log}. */
  @Override
  public String toString() {
    return node.equals(file) ? node : node + "/" + file;
  }
}
