package minos.clojure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minos.spec.ModelOptions;
import minos.spec.SequentialSpec;

/**
 * Loads specifications from Clojure files; docs/models.md describes the shapes.
 *
 * <p>Loading runs the file, with all the rights of this program: load only what you would run.
 */
public final class ClojureModel {
  private ClojureModel() {}

  /**
   * Runs a file and takes the value of its last expression as a model.
   *
   * @param file UTF-8 text
   * @param options of which the initial value replaces that of a model which is a map with {@code
   *     :init}; what nil and a failed compare-and-set say is up to the model
   * @return a specification that is safe for use by several threads if the model's functions are
   * @throws ClojureModelException if the file does not compile or is no model
   * @throws IOException if it can't be read
   */
  public static SequentialSpec<?> load(Path file, ModelOptions options)
      throws ClojureModelException, IOException {
    String text = Files.readString(file);
    try {
      return ClojureFile.load(file.toString(), text, options);
    } catch (NoClassDefFoundError e) {
      if (!String.valueOf(e.getMessage()).startsWith("clojure/")) {
        throw e;
      }
      throw new ClojureModelException(
          file + ": Clojure is not on the class path; add org.clojure:clojure", e);
    }
  }
}
