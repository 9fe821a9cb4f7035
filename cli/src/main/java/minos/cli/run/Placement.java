package minos.cli.run;

import java.util.List;
import java.util.function.BiPredicate;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;

/**
 * Where a history is among the consistency models that it was checked for. Jepsen's checkers are
 * none.
 *
 * @param strongest those that hold and follow from no other that holds
 * @param violated those that are violated and imply no other that is
 * @param picture the models and their order as lines of text; empty where there are few
 */
public record Placement(List<String> strongest, List<String> violated, List<String> picture) {
  /** Nothing is known. */
  public static final Placement NONE = new Placement(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Placement {
    strongest = List.copyOf(strongest);
    violated = List.copyOf(violated);
    picture = List.copyOf(picture);
  }

  /**
   * The place that results give.
   *
   * @param implies whether the first allows only what the second allows
   */
  static Placement of(List<CheckResult> results, BiPredicate<String, String> implies) {
    List<String> held = names(results, Judgement.CONSISTENT);
    List<String> broken = names(results, Judgement.VIOLATED);
    return new Placement(
        held.stream()
            .filter(weaker -> held.stream().noneMatch(h -> beyond(h, weaker, implies)))
            .toList(),
        broken.stream()
            .filter(stronger -> broken.stream().noneMatch(b -> beyond(stronger, b, implies)))
            .toList(),
        List.of());
  }

  private static boolean beyond(
      String stronger, String weaker, BiPredicate<String, String> implies) {
    return implies.test(stronger, weaker) && !implies.test(weaker, stronger);
  }

  private static List<String> names(List<CheckResult> results, Judgement judgement) {
    return results.stream()
        .filter(result -> result.verdict().judgement() == judgement)
        .map(CheckResult::consistency)
        .filter(name -> !name.startsWith("jepsen:"))
        .toList();
  }
}
