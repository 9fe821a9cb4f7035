package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.register.Drawing;
import minos.spec.FailedCas;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.NilRead;
import minos.spec.Register;
import minos.spec.SequentialSpec;
import minos.value.Int;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

/**
 * A history for each shortcut that is judged wrongly if the condition of the shortcut is dropped.
 */
class ShortcutsTest {
  private static final List<Algorithm> SEARCHES =
      List.of(Algorithm.WING_GONG, Algorithm.JUST_IN_TIME, Algorithm.RACE, Algorithm.AUTO);

  private static SequentialSpec<?> register(FailedCas failedCas) {
    return Register.withCompareAndSet(
        new ModelOptions(Optional.of(new Int(0)), NilRead.ABSENT, failedCas));
  }

  private static void assertJudged(SequentialSpec<?> spec, History history, Judgement expected) {
    for (Algorithm algorithm : SEARCHES) {
      assertThat(
              new LinearizabilityCheck(spec, algorithm)
                  .check(history, Budget.unlimited())
                  .verdict()
                  .judgement())
          .as("%s", algorithm)
          .isEqualTo(expected);
    }
  }

  private static void assertJudged(Judgement expected, FailedCas failedCas, String... lines) {
    assertJudged(register(failedCas), Drawing.of(lines), expected);
  }

  private static void assertConsistent(String... lines) {
    assertJudged(Judgement.CONSISTENT, FailedCas.IGNORED, lines);
  }

  private static void assertViolated(String... lines) {
    assertJudged(Judgement.VIOLATED, FailedCas.IGNORED, lines);
  }

  @Test
  void onlyReadsTakeEffectAtOnceUpdatesThatFitMayHaveToWait() {
    assertConsistent(
        "a |-w x 1-| |-c x 1 2-------------|", //
        "b             |-r x 1-| |-r x 1-|");
    assertViolated(
        "a |-w x 1-| |-c x 1 2-------------|", //
        "b             |-r x 2-| |-r x 1-|");
  }

  @Test
  void aCompareAndSetThatFailedTakesEffectAtOnceOnlyWhereItFits() {
    String[] lines = {
      "a |-w x 1-| |-c x 1 2-----------| |-c x 2 3-------|", //
      "b             |-c x 1 5---------!   |-c x 2 6-!"
    };
    assertJudged(Judgement.CONSISTENT, FailedCas.MISMATCH, lines);
    assertJudged(Judgement.VIOLATED, FailedCas.MISMATCH, "a |-w x 1-|", "b            |-c x 1 5-!");
  }

  @Test
  void aCrashedOperationThatIsSpentDoesNotStandForOneThatIsNot() {
    ConfigurationSet set = new ConfigurationSet(2, 1, Budget.unlimited());
    assertThat(set.add(new long[] {7, 0, 0b011})).isTrue();
    assertThat(set.add(new long[] {7, 0, 0b110})).as("neither contains the other").isTrue();
    assertThat(set.add(new long[] {7, 0, 0b111})).as("spent more").isFalse();
    assertThat(set.add(new long[] {7, 0, 0b001})).as("spent less").isTrue();
    assertThat(set.add(new long[] {8, 0, 0b111})).as("another state").isTrue();
    assertThat(set.add(new long[] {7, 1, 0b111})).as("other live operations").isTrue();
    assertConsistent(
        "a |-c x 1 2...",
        "b |-w x 1-| |-w x 2--------| |-w x 1-| |-r x 2-|",
        "c             |-r x 2-|");
    assertViolated(
        "a |-c x 1 2...",
        "b |-w x 1-| |-r x 2--------| |-w x 1-| |-r x 2-|",
        "c             |-r x 2-|");
  }

  @Test
  void crashedOperationsThatAreNotAlikeDoNotWaitForEachOther() {
    assertConsistent("a |-w x 1...", "b |-w x 2...", "c              |-r x 2-| |-r x 1-|");
    assertConsistent("a |-c x 0 1...", "b |-c x 0 2...", "c              |-r x 2-|");
    assertViolated("a |-w x 1...", "b |-w x 2...", "c              |-r x 2-| |-r x 1-| |-r x 2-|");
  }

  @Test
  void ofOperationsThatAreAlikeTheOneThatReturnsFirstTakesEffectFirst() {
    assertConsistent(
        "a |-w x 1-----------------------------------|",
        "b |-w x 1-|",
        "c    |-r x 1-| |-w x 2-| |-r x 2-| |-r x 1-|");
    assertConsistent("a |-w x 1...", "b |-w x 1-|", "c    |-r x 1-| |-w x 2-| |-r x 2-| |-r x 1-|");
    assertViolated(
        "a |-w x 1-------------|",
        "b |-w x 1-|",
        "c    |-r x 1-| |-w x 2-| |-r x 2-| |-w x 2-| |-r x 1-|");
  }

  @Test
  void crashedOperationsOfDifferentOwnersAreNotAlike() throws MalformedHistoryException {
    HistoryBuilder builder = new HistoryBuilder();
    builder.accept(Event.of(EventType.INVOKE, new Int(1), "acquire", null));
    builder.accept(Event.of(EventType.INFO, new Int(1), "acquire", null));
    builder.accept(Event.of(EventType.INVOKE, new Int(2), "acquire", null));
    builder.accept(Event.of(EventType.INFO, new Int(2), "acquire", null));
    builder.accept(Event.of(EventType.INVOKE, new Int(2), "release", null));
    builder.accept(Event.of(EventType.OK, new Int(2), "release", null));
    SequentialSpec<?> lock =
        Models.byName("owner-mutex").orElseThrow().create(ModelOptions.DEFAULTS);
    assertJudged(lock, builder.build(), Judgement.CONSISTENT);
  }

  @Test
  void theSlotOfAnOperationThatReturnedIsFree() {
    assertConsistent(
        "a |-w x 1-| |-w x 2-----------------|", //
        "b             |-r x 1-| |-r x 1-|     |-r x 2-|");
    assertViolated(
        "a |-w x 1-| |-w x 2-----------------|", //
        "b             |-r x 1-| |-r x 1-|     |-r x 1-|");
  }

  @Test
  void aCrashedWriteThatNobodyReadIsNeededByACompareAndSetThatFailed() {
    String[] lines = {
      "a |-w x 7...", //
      "b               |-c x 0 1-! |-w x 2-|"
    };
    assertJudged(Judgement.CONSISTENT, FailedCas.MISMATCH, lines);
    assertJudged(
        Judgement.VIOLATED,
        FailedCas.MISMATCH,
        "a |-w x 7...",
        "b               |-c x 0 1-! |-r x 0-|");
  }

  @Test
  void aCrashedWriteThatACompareAndSetExpectedIsKept() {
    assertConsistent(
        "a |-w x 7...", //
        "b |-c x 7 8...",
        "c               |-r x 8-|");
    assertViolated(
        "a |-w x 6...", //
        "b |-c x 7 8...",
        "c               |-r x 8-|");
  }

  @Test
  void aWriteThatNobodyReadStillReplacesWhatWasThere() {
    assertViolated("a |-w x 1-| |-w x 2-| |-r x 1-|");
    assertViolated("a |-w x 2-| |-r x 0-|");
    assertConsistent(
        "a |-w x 1-| |-w x 2---------|", //
        "b               |-r x 1-|");
  }

  @Test
  void aValueThatACompareAndSetExpectedIsNotOneThatNobodySaw() {
    assertJudged(Judgement.VIOLATED, FailedCas.MISMATCH, "a |-w x 2-| |-c x 2 9-! |-w x 3-|");
    assertJudged(Judgement.CONSISTENT, FailedCas.MISMATCH, "a |-w x 3-| |-c x 2 9-! |-w x 2-|");
    assertViolated("a |-w x 3-| |-c x 2 9-|");
  }

  @Test
  void zonesDecideOnlyWhereValuesAreUnique() {
    String[][] consistent = {
      {"a |-w x 1-| |-w x 2-| |-w x 1-| |-r x 1-|"},
      {"a |-w x 1-| |-w x 0-| |-r x 0-|"},
      {"a |-w x 1-| |-c x 1 2-| |-r x 2-|"}
    };
    for (String[] lines : consistent) {
      assertConsistent(lines);
      CheckResult result =
          new LinearizabilityCheck(register(FailedCas.IGNORED), Algorithm.ZONES)
              .check(Drawing.of(lines), Budget.unlimited());
      assertThat(result.verdict()).as(lines[0]).isInstanceOf(Verdict.Undecided.class);
      assertThat(((Verdict.Undecided) result.verdict()).cause().kind())
          .isEqualTo(Cause.Kind.UNSUPPORTED);
    }
  }

  @Test
  void zonesDecideWithCrashedWritesInitialValuesAndWritesThatNobodyRead() {
    assertZones(Judgement.CONSISTENT, "a |-r x 0-| |-w x 1-| |-r x 1-|");
    assertZones(Judgement.VIOLATED, "a |-w x 1-| |-r x 0-|");
    assertZones(Judgement.VIOLATED, "a |-r x 5-|");
    assertZones(
        Judgement.CONSISTENT,
        "a |-w x 1...", //
        "b              |-r x 0-| |-r x 1-|");
    assertZones(
        Judgement.VIOLATED,
        "a |-w x 1...", //
        "b              |-r x 0-| |-r x 1-| |-r x 0-|");
    assertZones(
        Judgement.VIOLATED,
        "a |-w x 1-------|", //
        "b    |-r x 1-|     |-w x 2-| |-r x 1-|");
    assertZones(Judgement.VIOLATED, "a |-r x 1-| |-w x 1-|");
  }

  private static void assertZones(Judgement expected, String... lines) {
    CheckResult result =
        new LinearizabilityCheck(register(FailedCas.IGNORED), Algorithm.ZONES)
            .check(Drawing.of(lines), Budget.unlimited());
    assertThat(result.verdict().judgement()).as(lines[0]).isEqualTo(expected);
    assertThat(result.algorithm()).isEqualTo(Zones.NAME);
  }
}
