package minos.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minos.check.Budget;
import minos.check.Check;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.history.History;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Counterexamples of histories into which one fault was put: violated by themselves, of the same
 * name, by the same operation, minimal, and small. {@code -Dminos.counterexample.cases=10000} makes
 * so many of them; {@code -Dminos.counterexample.sizes=FILE} writes how large they were.
 */
final class SingleFaultTest {
  private static final int CASES = Integer.getInteger("minos.counterexample.cases", 1_000);

  private int minimal;

  @Test
  void oneFaultIsShownByAFewOperations() throws Exception {
    List<Arguments> faults = KnownVerdictTest.faults().toList();
    Map<String, List<Integer>> sizes = new TreeMap<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; all.size() < CASES && i < 10 * CASES; i++) {
      Object[] fault = faults.get(i % faults.size()).get();
      String model = (String) fault[0];
      Anomaly anomaly = (Anomaly) fault[1];
      GeneratorOptions options =
          KnownVerdictTest.options(model, i / faults.size(), List.of(anomaly));
      History history = HistoryGenerator.of(options).history();
      Check check = KnownVerdictTest.check(options, KnownVerdictTest.strongest(model));
      if (check.check(history, Budget.unlimited()).verdict() instanceof Verdict.Violated found) {
        int size = size(check, history, found.violations().get(0), options.toString());
        all.add(size);
        sizes.computeIfAbsent(model + "\t" + anomaly.id(), ignored -> new ArrayList<>()).add(size);
      }
    }
    assertThat(all).hasSize(CASES);
    // A few parts of lists and queues take so long to judge that they are not waited for.
    assertThat(minimal).isGreaterThanOrEqualTo(CASES - 1 - CASES / 500);
    assertThat(median(all)).isLessThanOrEqualTo(6);
    write(sizes, all);
  }

  private int size(Check check, History history, Violation violation, String which) {
    Optional<Counterexample> found =
        Counterexamples.of(check, history, violation, Budget.unlimited());
    assertThat(found).as(which).isPresent();
    Counterexample small = found.get();
    Verdict again = check.check(small.history(), Budget.unlimited()).verdict();
    assertThat(again).as(which).isInstanceOf(Verdict.Violated.class);
    assertThat(((Verdict.Violated) again).violations())
        .as(which)
        .anyMatch(
            other ->
                other.anomaly() == violation.anomaly()
                    && culprit(other).equals(culprit(violation)));
    minimal += small.minimal() ? 1 : 0;
    return small.history().size();
  }

  private static Optional<Long> culprit(Violation violation) {
    return violation.culprit().map(Operation::index);
  }

  private static int median(List<Integer> sizes) {
    List<Integer> sorted = new ArrayList<>(sizes);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void write(Map<String, List<Integer>> sizes, List<Integer> all)
      throws IOException {
    String file = System.getProperty("minos.counterexample.sizes");
    if (file == null) {
      return;
    }
    String table =
        sizes.entrySet().stream()
            .map(e -> e.getKey() + "\t" + line(e.getValue()))
            .collect(Collectors.joining("\n"));
    Files.writeString(Path.of(file), table + "\nall\t\t" + line(all) + "\n");
  }

  private static String line(List<Integer> sizes) {
    return sizes.size() + "\t" + median(sizes) + "\t" + Collections.max(sizes);
  }
}
