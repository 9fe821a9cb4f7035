package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The culprit that zones name is the first one, however long the history is. */
class EarliestConflictTest {
  private static final int SEEDS = Integer.getInteger("minos.seeds", 1_000);

  private static final SequentialSpec<?> SPEC = Register.plain(ModelOptions.DEFAULTS);

  @Test
  void beforeTheCulpritThereIsAnOrderAndUpToItNone() throws MalformedHistoryException {
    int violated = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      History history = history(random, 4 + random.nextInt(12), 2 + random.nextInt(3), 5);
      if (!(new LinearizabilityCheck(SPEC).check(history, Budget.unlimited()).verdict()
          instanceof Verdict.Violated)) {
        continue;
      }
      violated++;
      Compiler compiler = new Compiler(SPEC, history);
      RegisterCalls calls = compiler.registerCalls(all(history)).orElseThrow();
      Zones.Found.Conflict found = (Zones.Found.Conflict) Zones.judge(history, calls).orElseThrow();
      int end = history.completed(calls.ordinals()[found.culprit()]);
      String which = "seed " + seed + ": " + history.operations();
      assertThat(searched(upTo(history, end))).as(which).isEqualTo(Judgement.VIOLATED);
      int before =
          IntStream.range(0, history.size())
              .map(history::completed)
              .filter(at -> at < end)
              .max()
              .orElse(-1);
      assertThat(searched(upTo(history, before))).as(which).isNotEqualTo(Judgement.VIOLATED);
      Violation told = new Explainer(SPEC, history).violation(Optional.empty(), calls, found);
      Violation searched = first(history);
      assertThat(told.anomaly()).as(which).isEqualTo(searched.anomaly());
      assertThat(told.culprit()).as(which).isEqualTo(searched.culprit());
      assertThat(told.operations()).as(which).contains(told.culprit().orElseThrow());
    }
    assertThat(violated).isGreaterThan(SEEDS / 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void oneFaultInALongHistoryIsLeftAsAFewOperations(long seed) throws MalformedHistoryException {
    History history = history(new Random(seed), 4_000, 5, 0);
    Violation violation = first(history);
    Counterexample small =
        Counterexamples.of(new LinearizabilityCheck(SPEC), history, violation, Budget.unlimited())
            .orElseThrow();
    assertThat(small.minimal()).isTrue();
    assertThat(small.operations()).hasSizeLessThanOrEqualTo(4);
    assertThat(small.operations()).contains(violation.culprit().orElseThrow());
    assertThat(small.result().verdict().judgement()).isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void theTimesOfBothValuesAreTold() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    for (int i = 0; i < 3_000; i++) {
      did(builder, 0, "write", i);
    }
    did(builder, 1, "read", 2_998);
    for (int i = 3_000; i < 3_100; i++) {
      did(builder, 0, "write", i);
    }
    Violation violation = first(builder.build());
    assertThat(violation.anomaly()).isEqualTo(Anomaly.STALE_READ);
    assertThat(violation.summary())
        .isEqualTo(
            "`read 2998` by process 1 fits no order of the operations. The register held 2998 from"
                + " the completion of `write 2998` by process 0 at the latest to the invocation of"
                + " `read 2998` by process 1 at the earliest.");
    assertThat(violation.explanation().toString())
        .contains(
            "The register held 2999 at some moment from the invocation of `write 2999` by process 0"
                + " to the completion of `write 2999` by process 0.");
  }

  private static void did(HistoryBuilder builder, int process, String f, int value)
      throws MalformedHistoryException {
    Value by = new Int(process);
    builder.accept(Event.of(EventType.INVOKE, by, f, f.equals("read") ? null : new Int(value)));
    builder.accept(Event.of(EventType.OK, by, f, new Int(value)));
  }

  private static Violation first(History history) {
    Verdict verdict = new LinearizabilityCheck(SPEC).check(history, Budget.unlimited()).verdict();
    return ((Verdict.Violated) verdict).violations().get(0);
  }

  private static Judgement searched(History history) {
    return new LinearizabilityCheck(SPEC, Algorithm.JUST_IN_TIME)
        .check(history, Budget.unlimited())
        .verdict()
        .judgement();
  }

  private static int[] all(History history) {
    return IntStream.range(0, history.size()).toArray();
  }

  private static History upTo(History history, int end) {
    return history.select(
        IntStream.range(0, history.size()).filter(op -> history.invoked(op) <= end).toArray(), end);
  }

  /**
   * A register with unique values whose reads lie.
   *
   * @param lies one read in so many returns an older value; 0 for one alone, in the middle
   */
  private static History history(Random random, int operations, int processes, int lies)
      throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    int[] asked = new int[processes];
    int[] answer = new int[processes];
    int written = 0;
    int held = 0;
    boolean lied = false;
    for (int i = 0; i < 3 * operations; i++) {
      int process = random.nextInt(processes);
      Value by = new Int(process);
      if (asked[process] == 0) {
        boolean read = random.nextBoolean();
        asked[process] = read ? 1 : 2;
        answer[process] = read ? Integer.MIN_VALUE : ++written;
        builder.accept(
            Event.of(
                EventType.INVOKE, by, read ? "read" : "write", read ? null : new Int(written)));
      } else if (answer[process] == Integer.MIN_VALUE || asked[process] == 2) {
        boolean write = asked[process] == 2;
        held = write ? answer[process] : held;
        boolean lie = lies > 0 ? random.nextInt(lies) == 0 : !lied && i > 2 * operations;
        if (!write) {
          answer[process] =
              lie ? Math.max(0, held - (lies > 0 ? 1 + random.nextInt(4) : 40)) : held;
          lied |= lie;
        }
        asked[process] = write ? 4 : 3;
      } else {
        String f = asked[process] == 3 ? "read" : "write";
        Value value = answer[process] == 0 ? null : new Int(answer[process]);
        builder.accept(Event.of(EventType.OK, by, f, value));
        asked[process] = 0;
      }
    }
    return builder.build();
  }
}
