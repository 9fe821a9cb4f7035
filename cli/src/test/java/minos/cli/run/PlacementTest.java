package minos.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.value.Dict;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Explanation;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models named by letters: one implies those after it in the alphabet; capitals imply nothing. */
final class PlacementTest {
  @ParameterizedTest
  @CsvSource({
    "a+ b+ c+,          [a],        []",
    "a- b- c-,          [],         [c]",
    "a- b- c+ d+,       [c],        [b]",
    "a- b? c+,          [c],        [a]",
    "a+ X+ Y-,          '[a, X]',   [Y]",
    "jepsen:set- a+,    [a],        []",
  })
  void namesTheStrongestThatHoldAndTheWeakestViolated(
      String results, String strongest, String violated) {
    Placement placement = Placement.of(results(results), PlacementTest::implies);

    assertThat(placement.strongest()).hasToString(strongest);
    assertThat(placement.violated()).hasToString(violated);
  }

  private static boolean implies(String stronger, String weaker) {
    return stronger.equals(weaker)
        || (Character.isLowerCase(stronger.charAt(0))
            && Character.isLowerCase(weaker.charAt(0))
            && stronger.compareTo(weaker) < 0);
  }

  private static List<CheckResult> results(String text) {
    List<CheckResult> results = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      String name = word.substring(0, word.length() - 1);
      Verdict verdict =
          switch (word.charAt(word.length() - 1)) {
            case '+' -> new Verdict.Consistent();
            case '-' -> new Verdict.Violated(violation());
            default -> new Verdict.Undecided(new Cause(Cause.Kind.TIMEOUT, "for the test"));
          };
      results.add(
          new CheckResult(name, "m", verdict, Duration.ZERO, "test", List.of(), Dict.EMPTY));
    }
    return results;
  }

  private static Violation violation() {
    return new Violation(
        Anomaly.STALE_READ,
        Optional.empty(),
        "for the test",
        Optional.empty(),
        List.of(),
        new Explanation.Findings(List.of()));
  }
}
