package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class SetWorkloadTest {
  @Test
  void givesJepsensFields() {
    CheckResult result =
        new Recording()
            .did(0, "add", 0)
            .did(0, "add", 1)
            .did(0, "add", 2)
            .invoke(1, "add", 5)
            .info(1, "add", 5)
            .got(0, "read", List.of(0, 1, 2, 5))
            .check("jepsen:set");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString(
            "{:valid? true, :attempt-count 4, :acknowledged-count 3, :ok-count 4, :lost-count 0,"
                + " :recovered-count 1, :unexpected-count 0, :ok \"#{0..2 5}\", :lost \"#{}\","
                + " :unexpected \"#{}\", :recovered \"#{5}\"}");
  }

  @Test
  void findsWhatTheLastReadLacks() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .did(0, "add", 2)
            .got(0, "read", List.of(1, 2))
            .got(0, "read", List.of(2))
            .check("set");

    Violation violation = assertViolated(result, Anomaly.LOST_ELEMENT).get(0);
    assertThat(violation.culprit()).map(Operation::ordinal).contains(3);
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 3);
  }

  @Test
  void doesNotJudgeAnAddThatEndedAfterTheLastReadBegan() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .invoke(0, "add", 2)
            .invoke(1, "read", null)
            .ok(0, "add", 2)
            .ok(1, "read", List.of(1))
            .check("set");

    assertConsistent(result);
    assertThat(field(result, "unjudged")).isEqualTo("\"#{2}\"");
    assertThat(result.assumptions())
        .containsExactly(
            "elements whose adds ended after the last read began are not judged: #{2}");
  }

  @Test
  void findsElementsFromNowhereAndThoseOfFailedAdds() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .failed(0, "add", 2)
            .got(0, "read", List.of(1, 2, 3))
            .check("set");

    assertViolated(result, Anomaly.UNEXPECTED_ELEMENT, Anomaly.ABORTED_ELEMENT);
  }

  @Test
  void isUndecidedWhereTheSetWasNeverRead() {
    CheckResult result = new Recording().did(0, "add", 1).check("set");

    assertThat(assertUndecided(result, Cause.Kind.NOTHING_INFERRED))
        .isEqualTo("Set was never read");
    assertThat(result.details()).hasToString("{:valid? :unknown, :error \"Set was never read\"}");
  }

  @Test
  void isUndecidedWhereAReadIsNoCollection() {
    CheckResult result = new Recording().did(0, "add", 1).got(0, "read", 7).check("set");

    assertThat(assertUndecided(result, Cause.Kind.UNSUPPORTED))
        .isEqualTo("a read of a set returns a collection, but the last one returned 7");
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Set<Judgement> judgements = EnumSet.noneOf(Judgement.class);
    Cases.forEachSeed(
        random -> {
          History history = SetFullTest.randomSet(random).history();
          CheckResult result =
              WorkloadChecks.byName("set", WorkloadOptions.DEFAULTS)
                  .check(history, Budget.unlimited());
          assertThat(result.verdict().judgement()).isEqualTo(definition(history));
          judgements.add(result.verdict().judgement());
        });
    assertThat(judgements).hasSize(3);
  }

  private static Judgement definition(History h) {
    List<Operation> adds = h.operations().stream().filter(o -> o.f().equals("add")).toList();
    Optional<Operation> last =
        h.operations().stream()
            .filter(o -> o.f().equals("read") && o.outcome() == Outcome.OK)
            .max(Comparator.comparingInt(o -> h.completed(o.ordinal())));
    if (last.isEmpty()) {
      return Judgement.UNDECIDED;
    }
    List<Value> members = ((Seq) last.get().value()).items();
    int began = h.invoked(last.get().ordinal());
    int ended = h.completed(last.get().ordinal());
    boolean lost =
        adds.stream()
            .anyMatch(
                a ->
                    a.outcome() == Outcome.OK
                        && h.completed(a.ordinal()) < began
                        && !members.contains(a.input()));
    boolean impossible =
        members.stream()
            .anyMatch(
                m ->
                    adds.stream()
                            .noneMatch(a -> a.input().equals(m) && h.invoked(a.ordinal()) < ended)
                        || adds.stream()
                            .filter(a -> a.input().equals(m))
                            .allMatch(a -> a.outcome() == Outcome.FAIL));
    if (lost || impossible) {
      return Judgement.VIOLATED;
    }
    return adds.isEmpty() ? Judgement.UNDECIDED : Judgement.CONSISTENT;
  }
}
