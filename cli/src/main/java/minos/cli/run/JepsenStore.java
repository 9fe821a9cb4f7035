package minos.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.catalog.Composed;
import minos.catalog.Entry;
import minos.format.input.ReadLimits;
import minos.format.jepsen.JepsenCheckers;
import minos.format.jepsen.JepsenResults;
import minos.history.History;
import minos.value.Dict;

/**
 * What Jepsen left beside a history, or in it: its verdict, and so which checkers the test
 * composed.
 *
 * @param input what was named
 * @param history what was read from there
 * @param wholeTest whether that is a directory
 */
record JepsenStore(Input input, History history, boolean wholeTest) {
  /** How the names of Jepsen's formats begin. */
  private static final String FORMATS = "jepsen";

  /**
   * What Jepsen said, if it is there.
   *
   * @param warnings told where a store should have it and does not
   */
  Optional<JepsenResults> results(ReadLimits limits, Consumer<String> warnings) {
    Optional<JepsenResults> theirs = Optional.empty();
    String missing =
        "there is no results.edn in "
            + input.name()
            + ": the analysis of the test did not end, or the directory is not the whole one";
    if (wholeTest) {
      try {
        theirs = JepsenResults.in(input.path().orElseThrow(), limits);
      } catch (IOException e) {
        missing = FileFailures.reason(e);
      } catch (OutOfMemoryError e) {
        missing = "results.edn does not fit into memory: " + FileFailures.usedUp();
      }
    }
    if (theirs.isEmpty() && history.origin().header().get("results") instanceof Dict results) {
      theirs = JepsenResults.of("test.jepsen", results);
    }
    if (theirs.isEmpty() && wholeTest && history.origin().format().startsWith(FORMATS)) {
      warnings.accept("what Jepsen said is not compared: " + missing);
    }
    return theirs;
  }

  /**
   * The checkers that the test composed, as far as their results tell which they are.
   *
   * @param pattern whether it is known what to search logs for, which the results do not tell
   */
  static Composed composed(Optional<JepsenResults> theirs, boolean pattern) {
    List<JepsenCheckers.Result> results =
        theirs.map(each -> JepsenCheckers.in(each.fields())).orElse(List.of());
    boolean linearizable =
        results.stream().anyMatch(each -> each.checker().equals(JepsenCheckers.LINEARIZABLE));
    return new Composed(
        results.stream()
            .filter(each -> pattern || !each.checker().equals(JepsenCheckers.LOG_FILE_PATTERN))
            .map(JepsenStore::entry)
            .toList(),
        results.stream()
            .filter(each -> each.ofWorkload() && !linearizable)
            .map(JepsenCheckers.Result::checker)
            .findFirst());
  }

  private static Entry entry(JepsenCheckers.Result result) {
    String name = result.checker();
    return new Entry(
        name.equals(JepsenCheckers.LINEARIZABLE) ? name : "jepsen:" + name,
        "the test composed it"
            + (result.composedAs().isEmpty() ? "" : " as " + result.composedAs()));
  }
}
