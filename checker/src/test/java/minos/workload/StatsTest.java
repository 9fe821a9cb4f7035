package minos.workload;

import static java.util.Comparator.reverseOrder;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import minos.history.EventType;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Seq;
import minos.value.Symbol;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.CheckResult;
import org.junit.jupiter.api.Test;

/** {@code stats} and {@code unhandled-exceptions}. */
final class StatsTest {
  @Test
  void countsOutcomesOfEachFunction() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .failed(0, "write", 1)
            .got(0, "read", 1)
            .invoke(0, "read", null)
            .info(0, "read", null)
            .check("jepsen:stats");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString(
            "{:valid? true, :count 4, :ok-count 2, :fail-count 1, :info-count 1, :by-f {:read"
                + " {:valid? true, :count 2, :ok-count 1, :fail-count 0, :info-count 1}, :write"
                + " {:valid? true, :count 2, :ok-count 1, :fail-count 1, :info-count 0}}}");
  }

  @Test
  void rejectsAFunctionThatNeverSucceeded() {
    CheckResult result = new Recording().did(0, "write", 1).failed(0, "read", null).check("stats");

    assertThat(assertViolated(result, Anomaly.FUNCTION_NEVER_SUCCEEDED).get(0).summary())
        .isEqualTo("none of the 1 operations read succeeded: 1 failed, 0 are of unknown outcome.");
  }

  @Test
  void tellsExceptionsTheMostFrequentFirst() {
    Recording recording = new Recording().did(9, "read", 1);
    for (String type : List.of("a.Rare", "b.Often", "b.Often")) {
      recording
          .invoke(0, "read", null)
          .with(
              Map.of(
                  "exception",
                  Value.of(
                      Map.of(
                          new Keyword("via"),
                          List.of(Map.of(new Keyword("type"), new Symbol(type)))))))
          .info(0, "read", null);
    }
    CheckResult result = recording.check("jepsen:unhandled-exceptions");

    assertConsistent(result);
    assertThat(field(result, "exceptions"))
        .startsWith("[{:count 2, :class b.Often, :example {")
        .contains("{:count 1, :class a.Rare, :example {");
  }

  @Test
  void countsAndJudgesByDefinitionOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          Map<String, int[]> counts = new TreeMap<>();
          for (int i = 1 + random.nextInt(8); i > 0; i--) {
            String f = List.of("read", "write", "cas").get(random.nextInt(3));
            int outcome = random.nextInt(3);
            counts.computeIfAbsent(f, ignored -> new int[3])[outcome]++;
            recording.invoke(i, f, 1);
            switch (outcome) {
              case 0 -> recording.ok(i, f, 1);
              case 1 -> recording.fail(i, f, 1);
              default -> recording.info(i, f, 1);
            }
          }
          CheckResult result = recording.check("stats");

          boolean valid = counts.values().stream().allMatch(count -> count[0] > 0);
          boolean nothing = counts.values().stream().allMatch(count -> count[0] == 0);
          if (valid) {
            assertConsistent(result);
          } else if (!nothing) {
            assertViolated(result, Anomaly.FUNCTION_NEVER_SUCCEEDED);
          }
          counts.forEach(
              (f, count) ->
                  assertThat(result.details().toString())
                      .contains(
                          ":%s {:valid? %s, :count %d, :ok-count %d, :fail-count %d, :info-count %d}"
                              .formatted(
                                  f,
                                  count[0] > 0,
                                  count[0] + count[1] + count[2],
                                  count[0],
                                  count[1],
                                  count[2])));
        });
  }

  @Test
  void countsExceptionsOfUnknownOutcomesByDefinitionOnSeededHistories() {
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording().did(99, "read", 1);
          Map<String, Integer> counts = new TreeMap<>();
          for (int i = random.nextInt(8); i > 0; i--) {
            String type = List.of("a.One", "b.Two", "c.Three").get(random.nextInt(3));
            boolean unknown = random.nextInt(3) > 0;
            Map<Keyword, Symbol> via = Map.of(new Keyword("type"), new Symbol(type));
            recording
                .invoke(i, "read", null)
                .with(Map.of("exception", Value.of(Map.of(new Keyword("via"), List.of(via)))))
                .event(unknown ? EventType.INFO : EventType.FAIL, i, "read", null);
            if (unknown) {
              counts.merge(type, 1, Integer::sum);
            }
          }
          CheckResult result = recording.check("unhandled-exceptions");

          assertConsistent(result);
          List<Integer> told = new ArrayList<>();
          if (result.details().get("exceptions") instanceof Seq exceptions) {
            for (Value exception : exceptions.items()) {
              Dict fields = (Dict) exception;
              Int count = (Int) Objects.requireNonNull(fields.get("count"));
              told.add((int) count.value());
              assertThat(counts)
                  .containsEntry(String.valueOf(fields.get("class")), (int) count.value());
            }
          }
          assertThat(told).hasSameSizeAs(counts.values()).isSortedAccordingTo(reverseOrder());
        });
  }
}
