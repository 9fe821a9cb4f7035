package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import minos.check.Budget;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LockTest {
  @Test
  void acceptsOwnersThatTakeTurns() {
    assertConsistent(
        new Recording()
            .did(0, "acquire", null)
            .invoke(1, "acquire", null)
            .invoke(0, "release", null)
            .ok(1, "acquire", null)
            .ok(0, "release", null)
            .did(1, "release", null)
            .check("jepsen:lock"));
  }

  @Test
  void findsTwoOwnersAtOnce() {
    CheckResult result =
        new Recording()
            .did(0, "acquire", null)
            .did(1, "acquire", null)
            .did(0, "release", null)
            .check("lock");

    Violation violation = assertViolated(result, Anomaly.DOUBLE_ACQUIRE).get(0);
    assertThat(violation.summary()).isEqualTo("1 acquired the lock while 0 held it.");
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(1);
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 1, 2);
  }

  @Test
  void findsAReleaseWithoutHold() {
    assertViolated(
        new Recording().did(0, "acquire", null).did(1, "release", null).check("lock"),
        Anomaly.RELEASE_WITHOUT_HOLD);
  }

  @Test
  void letsAnOwnerHoldAReentrantLockSeveralTimes() {
    Recording twice =
        new Recording()
            .did(0, "acquire", null)
            .did(0, "acquire", null)
            .did(0, "release", null)
            .did(0, "release", null);

    assertConsistent(twice.check("lock", WorkloadOptions.DEFAULTS.withLockHolds(2)));
    assertViolated(
        new Recording().did(0, "acquire", null).did(0, "acquire", null).check("lock"),
        Anomaly.DOUBLE_ACQUIRE);
  }

  @Test
  void takesTheClientOfTheValueForTheOwner() {
    assertConsistent(
        new Recording()
            .did(0, "acquire", Map.of(k("client"), "a"))
            .did(1, "release", Map.of(k("client"), "a"))
            .check("lock"));
  }

  @Test
  void letsAReleaseOfUnknownOutcomeHaveHappenedOrNot() {
    Recording released =
        new Recording()
            .did(0, "acquire", null)
            .invoke(0, "release", null)
            .info(0, "release", null)
            .did(1, "acquire", null);

    assertConsistent(released.check("lock"));
  }

  @Test
  void wantsFencesToGrow() {
    assertConsistent(
        new Recording()
            .got(0, "acquire", fence(1))
            .did(0, "release", null)
            .got(1, "acquire", fence(4))
            .check("jepsen:fenced-lock"));
    Violation violation =
        assertViolated(
                new Recording()
                    .got(0, "acquire", fence(3))
                    .did(0, "release", null)
                    .got(1, "acquire", fence(3))
                    .check("fenced-lock"),
                Anomaly.NON_MONOTONIC_FENCE)
            .get(0);
    assertThat(violation.summary())
        .isEqualTo("1 acquired the lock with the fence 3, but an earlier hold had 3.");
  }

  @Test
  void isUndecidedWhereNobodyAcquired() {
    assertUndecided(
        new Recording().failed(0, "acquire", null).got(0, "read", 1).check("lock"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithEveryOrderOfTheOperationsOnSeededHistories() {
    agreesWithEveryOrder(1, false);
  }

  @Test
  void agreesWithEveryOrderForReentrantLocks() {
    agreesWithEveryOrder(2, false);
  }

  @Test
  void agreesWithEveryOrderForFencedLocks() {
    agreesWithEveryOrder(1, true);
  }

  private static void agreesWithEveryOrder(int holds, boolean fenced) {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          History history = randomLock(random, holds, fenced).history();
          CheckResult result =
              WorkloadChecks.byName(
                      fenced ? "fenced-lock" : "lock",
                      WorkloadOptions.DEFAULTS.withLockHolds(holds))
                  .check(history, Budget.unlimited());
          boolean possible = new Orders(history, holds, fenced).any();
          seen[possible ? 1 : 0] = true;
          assertThat(result.verdict().judgement() != Judgement.VIOLATED)
              .as("%s of %s", result.verdict(), history.operations())
              .isEqualTo(possible);
        });
    assertThat(seen).containsOnly(true);
  }

  private static Recording randomLock(Random random, int holds, boolean fenced) {
    double trouble = random.nextInt(3) * 0.06;
    return RandomRun.record(
        random,
        2 + random.nextInt(8),
        1 + random.nextInt(3),
        new RandomRun.Client() {
          private final Map<Integer, Integer> mine = new HashMap<>();
          private int owner = -1;
          private int count;
          private int fence;

          @Override
          public RandomRun.Call next(Random r, int process) {
            boolean release = mine.getOrDefault(process, 0) > 0 && r.nextInt(4) > 0;
            return new RandomRun.Call(process, release ? "release" : "acquire", null);
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            int kind = r.nextInt(12);
            boolean lie = r.nextDouble() < trouble;
            if (call.f().equals("acquire")) {
              boolean free = owner < 0 || (owner == call.process() && count < holds);
              boolean takes = free && (kind > 1 || (kind == 0 && r.nextBoolean()));
              if (takes) {
                owner = call.process();
                count++;
                fence += count == 1 ? 1 + r.nextInt(2) : 0;
              }
              boolean says = (takes && kind != 0) || lie;
              if (says) {
                mine.merge(call.process(), 1, Integer::sum);
              }
              int shown = r.nextDouble() < trouble ? 1 + r.nextInt(4) : fence;
              return new RandomRun.Answer(
                  kind == 0 && !lie ? "info" : says ? "ok" : "fail",
                  fenced && shown > 0 ? fence(shown) : null);
            }
            boolean happens = kind > 1 || (kind == 0 && r.nextBoolean());
            if (happens && owner == call.process()) {
              count--;
              owner = count == 0 ? -1 : owner;
            }
            if (kind > 1) {
              mine.merge(call.process(), -1, Integer::sum);
            }
            return new RandomRun.Answer(kind == 0 ? "info" : kind == 1 ? "fail" : "ok", null);
          }
        });
  }

  private static Map<Value, Object> fence(int number) {
    return Map.of(k("fence"), number);
  }

  private static Value k(String name) {
    return new Keyword(name);
  }

  /** Tries every order of the operations that respects real time. */
  private static final class Orders {
    private final History h;
    private final int most;
    private final boolean fenced;
    private final boolean[] done;

    Orders(History h, int most, boolean fenced) {
      this.h = h;
      this.most = most;
      this.fenced = fenced;
      this.done = new boolean[h.size()];
    }

    boolean any() {
      return from(null, 0, 0, 0);
    }

    /**
     * Whether the rest can be ordered.
     *
     * @param fence the fence of the hold at hand, 0 if it has none
     * @param highest the highest fence so far
     */
    private boolean from(@Nullable Value owner, int count, long fence, long highest) {
      int firstEnd = History.NEVER;
      boolean left = false;
      for (int i = 0; i < h.size(); i++) {
        if (!done[i] && h.outcome(i) == Outcome.OK) {
          left = true;
          firstEnd = Math.min(firstEnd, h.completed(i));
        }
      }
      if (!left) {
        return true;
      }
      for (int i = 0; i < h.size(); i++) {
        if (done[i] || h.outcome(i) == Outcome.FAIL || h.invoked(i) > firstEnd) {
          continue;
        }
        Value who = h.operation(i).process();
        done[i] = true;
        boolean found;
        if (h.operation(i).f().equals("release")) {
          found =
              who.equals(owner)
                  && from(count == 1 ? null : owner, count - 1, count == 1 ? 0 : fence, highest);
        } else {
          long token = h.outcome(i) == Outcome.OK && fenced ? token(i) : 0;
          boolean free = owner == null || (who.equals(owner) && count < most);
          boolean grows =
              token == 0 || (count == 0 ? token > highest : fence == 0 || token == fence);
          found =
              free
                  && grows
                  && from(who, count + 1, count == 0 ? token : fence, Math.max(highest, token));
        }
        done[i] = false;
        if (found) {
          return true;
        }
      }
      return false;
    }

    private long token(int i) {
      return h.operation(i).value() instanceof Dict dict && dict.get("fence") instanceof Int number
          ? number.value()
          : 0;
    }
  }
}
