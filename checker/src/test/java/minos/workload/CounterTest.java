package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import minos.check.Budget;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Int;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class CounterTest {
  @Test
  void allowsWhatAddsUnderWayMayHaveDone() {
    CheckResult result =
        new Recording()
            .did(0, "add", 1)
            .invoke(0, "add", 2)
            .got(1, "read", 1)
            .got(1, "read", 3)
            .ok(0, "add", 2)
            .got(1, "read", 3)
            .check("jepsen:counter");

    assertConsistent(result);
    assertThat(field(result, "reads")).isEqualTo("[[1 1 3] [1 3 3] [3 3 3]]");
    assertThat(field(result, "errors")).isEqualTo("[]");
  }

  @Test
  void explainsAReadThatIsTooLow() {
    CheckResult result =
        new Recording().did(0, "add", 1).did(0, "add", 1).got(1, "read", 1).check("counter");

    Violation violation = assertViolated(result, Anomaly.COUNTER_OUT_OF_BOUNDS).get(0);
    assertThat(violation.summary())
        .isEqualTo("a read of the counter returned 1, but it was between 2 and 2 all the time.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(2);
    assertThat(field(result, "errors")).isEqualTo("[[2 1 2]]");
  }

  @Test
  void rejectsAReadThatIsTooHigh() {
    assertViolated(
        new Recording().did(0, "add", 1).failed(0, "add", 1).got(1, "read", 2).check("counter"),
        Anomaly.COUNTER_OUT_OF_BOUNDS);
  }

  @Test
  void lowersTheBoundsByDecrements() {
    assertConsistent(
        new Recording()
            .did(0, "add", 5)
            .invoke(0, "add", -3)
            .info(0, "add", -3)
            .got(1, "read", 2)
            .got(1, "read", 5)
            .check("counter"));
    assertViolated(
        new Recording().did(0, "add", 5).did(0, "add", -3).got(1, "read", 5).check("counter"),
        Anomaly.COUNTER_OUT_OF_BOUNDS);
  }

  @Test
  void beginsWhereTheOptionsSay() {
    Recording recording = new Recording().got(0, "read", 10);

    assertConsistent(recording.check("counter", WorkloadOptions.DEFAULTS.withInitialCounter(10)));
  }

  @Test
  void saysThatThereWasNoRead() {
    CheckResult result = new Recording().did(0, "add", 1).check("counter");

    assertConsistent(result);
    assertThat(result.assumptions())
        .containsExactly(
            "no read of the counter returned a value, so nothing could contradict its adds");
  }

  @Test
  void isUndecidedWhereSumsOverflow() {
    CheckResult result =
        new Recording()
            .did(0, "add", Long.MAX_VALUE)
            .did(0, "add", 1)
            .got(0, "read", 0)
            .check("counter");

    assertUndecided(result, Cause.Kind.UNSUPPORTED);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Set<Judgement> judgements = EnumSet.noneOf(Judgement.class);
    Cases.forEachSeed(
        random -> {
          History history = randomCounter(random).history();
          CheckResult result =
              WorkloadChecks.byName("counter", WorkloadOptions.DEFAULTS)
                  .check(history, Budget.unlimited());
          boolean anyOk = history.operations().stream().anyMatch(o -> o.outcome() == Outcome.OK);
          Judgement expected =
              wrong(history)
                  ? Judgement.VIOLATED
                  : anyOk ? Judgement.CONSISTENT : Judgement.UNDECIDED;
          assertThat(result.verdict().judgement()).isEqualTo(expected);
          judgements.add(expected);
        });
    assertThat(judgements).contains(Judgement.CONSISTENT, Judgement.VIOLATED);
  }

  static Recording randomCounter(Random random) {
    double trouble = random.nextInt(3) * 0.1;
    return RandomRun.record(
        random,
        2 + random.nextInt(12),
        1 + random.nextInt(4),
        new RandomRun.Client() {
          private int total;

          @Override
          public RandomRun.Call next(Random r, int process) {
            return r.nextBoolean()
                ? new RandomRun.Call(process, "add", r.nextInt(6) - 2)
                : new RandomRun.Call(process, "read", null);
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            if (call.f().equals("read")) {
              return new RandomRun.Answer(
                  "ok", r.nextDouble() < trouble ? total + r.nextInt(5) - 2 : total);
            }
            int kind = r.nextInt(8);
            int delta = call.input() instanceof Integer i ? i : 0;
            if (kind > 1 || (kind == 0 && r.nextBoolean())) {
              total += delta;
            }
            return new RandomRun.Answer(kind == 0 ? "info" : kind == 1 ? "fail" : "ok", delta);
          }
        });
  }

  private static boolean wrong(History h) {
    for (int read = 0; read < h.size(); read++) {
      if (!h.operation(read).f().equals("read") || h.outcome(read) != Outcome.OK) {
        continue;
      }
      long low = 0;
      long high = 0;
      for (int add = 0; add < h.size(); add++) {
        if (!h.operation(add).f().equals("add") || h.outcome(add) == Outcome.FAIL) {
          continue;
        }
        long delta = ((Int) h.operation(add).input()).value();
        boolean must = h.completed(add) < h.invoked(read);
        boolean may = h.invoked(add) < h.completed(read);
        low += delta > 0 ? (must ? delta : 0) : (may ? delta : 0);
        high += delta > 0 ? (may ? delta : 0) : (must ? delta : 0);
      }
      long seen = ((Int) h.operation(read).value()).value();
      if (seen < low || seen > high) {
        return true;
      }
    }
    return false;
  }
}
