package minos.workload;

import java.util.List;
import java.util.stream.IntStream;
import minos.value.Value;
import minos.verdict.Anomaly;

/** The violations that sets have in common, one for each anomaly, with the first few elements. */
final class SetViolations {
  private static final int SHOWN = 3;

  private SetViolations() {}

  static void lost(Report report, SetAdds adds, List<Integer> lost, int read) {
    report.violated(
        Anomaly.LOST_ELEMENT,
        count(lost.size(), "element that was", "elements that were")
            + " known to exist before the last read began "
            + (lost.size() == 1 ? "is" : "are")
            + " missing from it: "
            + some(adds, lost)
            + ".",
        read,
        operations(adds, lost),
        "An add of "
            + adds.name(lost.get(0))
            + " was acknowledged, or a read showed it, before the read in question began.",
        "That read, the last of those that could have it, does not have it.");
  }

  static void unexpected(Report report, SetAdds adds, List<Integer> unexpected, int read) {
    report.violated(
        Anomaly.UNEXPECTED_ELEMENT,
        "a read returned "
            + count(unexpected.size(), "element", "elements")
            + " that nobody had tried to add by then: "
            + some(adds, unexpected)
            + ".",
        read,
        operations(adds, unexpected));
  }

  static void aborted(Report report, SetAdds adds, List<Integer> failed, int read) {
    report.violated(
        Anomaly.ABORTED_ELEMENT,
        "a read returned "
            + count(failed.size(), "element", "elements")
            + " whose adds all failed: "
            + some(adds, failed)
            + ".",
        read,
        operations(adds, failed),
        "Each add of " + some(adds, failed) + " completed as fail: it certainly did not happen.",
        "The read has " + (failed.size() == 1 ? "it" : "them") + " nevertheless.");
  }

  /** The elements as a compact set. */
  static String some(SetAdds adds, List<Integer> elements) {
    List<Value> first = adds.names(elements.subList(0, Math.min(20, elements.size())));
    String more = elements.size() > first.size() ? " and more" : "";
    return IntervalSet.of(first).value() + more;
  }

  static int[] operations(SetAdds adds, List<Integer> elements) {
    return IntStream.range(0, Math.min(SHOWN, elements.size()))
        .map(i -> adds.firstAdd(elements.get(i)))
        .toArray();
  }

  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
