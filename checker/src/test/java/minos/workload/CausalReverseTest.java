package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
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
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class CausalReverseTest {
  @Test
  void letsReadsMissWritesThatRanTogether() {
    assertConsistent(
        new Recording()
            .invoke(0, "write", 1)
            .did(1, "write", 2)
            .got(2, "read", List.of(2))
            .ok(0, "write", 1)
            .got(2, "read", List.of(1, 2))
            .check("jepsen:causal-reverse"));
  }

  @Test
  void explainsAReadThatSeesTheSecondWriteOnly() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .did(1, "write", 2)
            .got(2, "read", List.of(2))
            .check("jepsen:comments");

    Violation violation = assertViolated(result, Anomaly.CAUSAL_REVERSE).get(0);
    assertThat(violation.summary())
        .isEqualTo(
            "a read sees the write of 2 but not that of 1, which was acknowledged before the"
                + " other began.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 1, 2);
    assertThat(result.consistency()).isEqualTo("jepsen:comments");
    assertThat(field(result, "errors")).contains(":missing \"#{1}\"");
  }

  @Test
  void tellsWhatNobodyWroteAfterWhatIsMissing() {
    CheckResult result =
        new Recording()
            .did(0, "write", 1)
            .did(1, "write", 2)
            .got(2, "read", List.of(9, 2))
            .check("jepsen:comments");

    assertThat(((Verdict.Violated) result.verdict()).violations())
        .extracting(Violation::anomaly)
        .containsExactly(Anomaly.CAUSAL_REVERSE, Anomaly.THIN_AIR_READ);
  }

  @Test
  void findsWhatNobodyWrote() {
    assertViolated(
        new Recording().did(0, "write", 1).got(2, "read", List.of(1, 9)).check("causal-reverse"),
        Anomaly.THIN_AIR_READ);
    assertViolated(
        new Recording()
            .did(0, "write", 1)
            .failed(0, "write", 2)
            .got(2, "read", List.of(1, 2))
            .check("causal-reverse"),
        Anomaly.ABORTED_ELEMENT);
  }

  @Test
  void judgesEachKeyByItself() {
    CheckResult result =
        new Recording()
            .on("x")
            .did(0, "write", 1)
            .on("y")
            .did(0, "write", 2)
            .got(2, "read", List.of(2))
            .check("causal-reverse");

    assertUndecided(result, Cause.Kind.NOTHING_INFERRED);
    assertThat(field(result, "failures")).isEqualTo("[\"x\"]");
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    Set<Judgement> judgements = EnumSet.noneOf(Judgement.class);
    Cases.forEachSeed(
        random -> {
          History history = randomWrites(random).history();
          CheckResult result =
              WorkloadChecks.byName("comments", WorkloadOptions.DEFAULTS)
                  .check(history, Budget.unlimited());
          assertThat(result.verdict().judgement()).isEqualTo(definition(history));
          judgements.add(definition(history));
        });
    assertThat(judgements).hasSize(3);
  }

  private static Judgement definition(History h) {
    boolean sawAny = false;
    for (Operation read : h.operations()) {
      if (!read.f().equals("read") || read.outcome() != Outcome.OK) {
        continue;
      }
      List<Value> members = ((Seq) read.value()).items();
      for (Operation second : writes(h)) {
        if (!members.contains(second.input())) {
          continue;
        }
        sawAny = true;
        if (second.outcome() == Outcome.FAIL
            || h.invoked(second.ordinal()) > h.completed(read.ordinal())) {
          return Judgement.VIOLATED;
        }
        for (Operation first : writes(h)) {
          if (first.outcome() == Outcome.OK
              && h.completed(first.ordinal()) < h.invoked(second.ordinal())
              && !members.contains(first.input())) {
            return Judgement.VIOLATED;
          }
        }
      }
    }
    return sawAny ? Judgement.CONSISTENT : Judgement.UNDECIDED;
  }

  private static List<Operation> writes(History h) {
    return h.operations().stream().filter(o -> o.f().equals("write")).toList();
  }

  private static Recording randomWrites(Random random) {
    double trouble = random.nextInt(3) * 0.1;
    return RandomRun.record(
        random,
        2 + random.nextInt(12),
        1 + random.nextInt(4),
        new RandomRun.Client() {
          private final List<Integer> visible = new ArrayList<>();
          private int fresh;

          @Override
          public RandomRun.Call next(Random r, int process) {
            return r.nextBoolean()
                ? new RandomRun.Call(process, "write", fresh++)
                : new RandomRun.Call(process, "read", null);
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            if (call.f().equals("write")) {
              int kind = r.nextInt(8);
              if (kind > 1 || (kind == 0 && r.nextBoolean()) || r.nextDouble() < trouble / 2) {
                visible.add((Integer) call.input());
              }
              return new RandomRun.Answer(
                  kind == 0 ? "info" : kind == 1 ? "fail" : "ok", call.input());
            }
            List<Integer> copy = new ArrayList<>(visible);
            if (!copy.isEmpty() && r.nextDouble() < trouble) {
              copy.remove(r.nextInt(copy.size()));
            }
            return new RandomRun.Answer("ok", copy);
          }
        });
  }
}
