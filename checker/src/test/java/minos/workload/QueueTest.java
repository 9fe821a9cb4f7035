package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.History;
import minos.history.Outcome;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class QueueTest {
  @Test
  void acceptsAQueueThatWasDrained() {
    CheckResult result =
        new Recording()
            .did(0, "enqueue", 1)
            .did(0, "enqueue", 2)
            .invoke(1, "enqueue", 3)
            .info(1, "enqueue", 3)
            .got(0, "dequeue", 1)
            .got(0, "drain", List.of(2, 3))
            .check("jepsen:total-queue");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString(
            "{:valid? true, :attempt-count 3, :acknowledged-count 2, :ok-count 3,"
                + " :unexpected-count 0, :duplicated-count 0, :lost-count 0, :recovered-count 1,"
                + " :lost #{}, :unexpected #{}, :duplicated #{},"
                + " :recovered #{3}}");
  }

  @Test
  void findsTheMessageThatNeverCameOut() {
    CheckResult result =
        new Recording()
            .did(0, "enqueue", 1)
            .did(0, "enqueue", 2)
            .got(0, "dequeue", 1)
            .got(0, "drain", List.of())
            .check("total-queue");

    Violation violation = assertViolated(result, Anomaly.LOST_MESSAGE).get(0);
    assertThat(violation.summary())
        .isEqualTo("1 acknowledged message was received less often than sent: #{2}.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(1);
  }

  @Test
  void findsMessagesFromNowhereFromFailuresAndFromTheFuture() {
    CheckResult result =
        new Recording()
            .failed(0, "enqueue", 1)
            .got(0, "dequeue", 1)
            .got(0, "dequeue", 2)
            .got(0, "dequeue", 3)
            .did(0, "enqueue", 3)
            .check("total-queue");

    assertViolated(result, Anomaly.UNEXPECTED_MESSAGE);
    assertThat(field(result, "unexpected")).isEqualTo("#{1 2 3}");
  }

  @Test
  void allowsDuplicatesAsJepsenDoesUnlessToldOtherwise() {
    Recording recording =
        new Recording().did(0, "enqueue", 1).got(0, "dequeue", 1).got(0, "dequeue", 1);
    CheckResult result = recording.check("total-queue");

    assertConsistent(result);
    assertThat(field(result, "duplicated")).isEqualTo("#{1}");
    assertThat(result.assumptions()).contains("a message may be delivered more than once");
    assertViolated(
        new Recording()
            .did(0, "enqueue", 1)
            .got(0, "dequeue", 1)
            .got(0, "dequeue", 1)
            .check("total-queue", WorkloadOptions.DEFAULTS.withExactlyOnce(true)),
        Anomaly.DUPLICATE_MESSAGE);
  }

  @Test
  void isUndecidedAfterADrainOfUnknownOutcome() {
    assertUndecided(
        new Recording()
            .did(0, "enqueue", 1)
            .got(0, "dequeue", 1)
            .invoke(1, "drain", null)
            .info(1, "drain", null)
            .check("total-queue"),
        Cause.Kind.AMBIGUOUS);
  }

  @Test
  void letsAMessageOutAsSoonAsItsSendBegan() {
    CheckResult result =
        new Recording()
            .invoke(0, "enqueue", 1)
            .got(1, "dequeue", 1)
            .ok(0, "enqueue", 1)
            .check("jepsen:queue");

    assertConsistent(result);
    assertThat(field(result, "final-queue")).isEqualTo("#{}");
  }

  @Test
  void letsNoMessageOutTwiceOrBeforeItWasSent() {
    assertViolated(
        new Recording()
            .did(0, "enqueue", 1)
            .got(0, "dequeue", 1)
            .got(0, "dequeue", 1)
            .did(0, "enqueue", 1)
            .check("queue"),
        Anomaly.DUPLICATE_MESSAGE);
    Violation violation =
        assertViolated(
                new Recording().got(0, "dequeue", 1).did(0, "enqueue", 1).check("queue"),
                Anomaly.UNEXPECTED_MESSAGE)
            .get(0);
    assertThat(violation.summary())
        .isEqualTo("the message 1 was received although nobody can have sent it by then.");
  }

  @Test
  void agreesWithMatchingSendsAndReceiptsOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          History history = randomQueue(random).history();
          CheckResult result =
              WorkloadChecks.byName("queue", WorkloadOptions.DEFAULTS)
                  .check(history, Budget.unlimited());
          boolean received =
              IntStream.range(0, history.size()).anyMatch(i -> is(history, i, "dequeue"));
          boolean possible = matches(history);
          seen[possible ? 1 : 0] = true;
          assertThat(result.verdict().judgement().word())
              .isEqualTo(possible ? received ? "consistent" : "undecided" : "violated");
        });
    assertThat(seen).containsOnly(true);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          History history = randomQueue(random).history();
          CheckResult result =
              WorkloadChecks.byName("total-queue", WorkloadOptions.DEFAULTS)
                  .check(history, Budget.unlimited());
          boolean wrong = false;
          for (int v = 0; v < 4; v++) {
            wrong |= wrong(history, v);
          }
          seen[wrong ? 1 : 0] = true;
          assertThat(result.verdict().judgement().word().equals("violated")).isEqualTo(wrong);
        });
    assertThat(seen).containsOnly(true);
  }

  private static boolean wrong(History h, int v) {
    long acknowledged = 0;
    long received = 0;
    boolean possible = true;
    for (int i = 0; i < h.size(); i++) {
      if (!Shapes.value(h, i).toString().equals("" + v)) {
        continue;
      }
      if (is(h, i, "enqueue")) {
        acknowledged++;
      } else if (is(h, i, "dequeue")) {
        received++;
        int end = h.completed(i);
        possible &= anySend(h, v, s -> h.invoked(s) < end);
        possible &= anySend(h, v, s -> h.outcome(s) != Outcome.FAIL);
      }
    }
    return acknowledged > received || !possible;
  }

  private static boolean anySend(History h, int v, IntPredicate condition) {
    return IntStream.range(0, h.size())
        .filter(s -> h.operation(s).f().equals("enqueue"))
        .filter(s -> Shapes.input(h, s).toString().equals("" + v))
        .anyMatch(condition);
  }

  private static boolean is(History h, int operation, String f) {
    return h.operation(operation).f().equals(f) && h.outcome(operation) == Outcome.OK;
  }

  /** Whether each receipt has a send of its own that began before the receipt ended. */
  private static boolean matches(History h) {
    int[] sendOf = new int[h.size()];
    Arrays.fill(sendOf, -1);
    for (int receipt = 0; receipt < h.size(); receipt++) {
      if (is(h, receipt, "dequeue") && !augment(h, receipt, sendOf, new boolean[h.size()])) {
        return false;
      }
    }
    return true;
  }

  private static boolean augment(History h, int receipt, int[] receiptOf, boolean[] tried) {
    for (int send = 0; send < h.size(); send++) {
      if (tried[send]
          || !h.operation(send).f().equals("enqueue")
          || h.outcome(send) == Outcome.FAIL
          || !Shapes.input(h, send).equals(Shapes.value(h, receipt))
          || h.invoked(send) > h.completed(receipt)) {
        continue;
      }
      tried[send] = true;
      if (receiptOf[send] < 0 || augment(h, receiptOf[send], receiptOf, tried)) {
        receiptOf[send] = receipt;
        return true;
      }
    }
    return false;
  }

  static Recording randomQueue(Random random) {
    double trouble = random.nextInt(3) * 0.1;
    return RandomRun.record(
        random,
        2 + random.nextInt(12),
        1 + random.nextInt(4),
        new RandomRun.Client() {
          private final List<Integer> inside = new ArrayList<>();

          @Override
          public RandomRun.Call next(Random r, int process) {
            return r.nextBoolean()
                ? new RandomRun.Call(process, "enqueue", r.nextInt(4))
                : new RandomRun.Call(process, "dequeue", null);
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            if (call.f().equals("enqueue")) {
              int kind = r.nextInt(8);
              if (kind > 1 || (kind == 0 && r.nextBoolean())) {
                inside.add((Integer) call.input());
              }
              return new RandomRun.Answer(
                  kind == 0 ? "info" : kind == 1 ? "fail" : "ok", call.input());
            }
            if (r.nextDouble() < trouble) {
              return new RandomRun.Answer("ok", r.nextInt(4));
            }
            return inside.isEmpty()
                ? new RandomRun.Answer("fail", null)
                : new RandomRun.Answer("ok", inside.remove(r.nextInt(inside.size())));
          }
        });
  }
}
