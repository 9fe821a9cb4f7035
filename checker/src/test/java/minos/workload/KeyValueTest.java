package minos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import minos.check.Budget;
import minos.check.Check;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.verdict.Judgement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code lin-kv}, whose values are {@code [key value]}: each key against a check of its own. */
final class KeyValueTest {
  private static final Check REGISTER =
      new LinearizabilityCheck(
          Models.byName("cas-register").orElseThrow().create(ModelOptions.DEFAULTS));

  @Test
  void isViolatedIfSomeKeyIs() {
    int[] violated = new int[1];
    Cases.forEachSeed(
        random -> {
          Map<String, Recording> apart = new HashMap<>();
          Recording together =
              RandomRun.record(random, 2 + random.nextInt(6), 2, new Liar(random, apart));
          WorkloadOptions options = WorkloadOptions.DEFAULTS.withKeyValueCheck(REGISTER);
          Judgement judged = together.check("lin-kv", options).verdict().judgement();

          boolean broken =
              apart.values().stream()
                  .map(recording -> REGISTER.check(recording.history(), Budget.unlimited()))
                  .anyMatch(result -> result.verdict().judgement() == Judgement.VIOLATED);
          assertThat(judged == Judgement.VIOLATED).isEqualTo(broken);
          violated[0] += broken ? 1 : 0;
        });
    assertThat(violated[0]).isPositive();
  }

  /** Two registers whose reads are made up now and then; each key is recorded apart as well. */
  private record Liar(Random random, Map<String, Recording> apart, Map<String, Integer> values)
      implements RandomRun.Client {
    Liar(Random random, Map<String, Recording> apart) {
      this(random, apart, new HashMap<>());
    }

    @Override
    public RandomRun.Call next(Random same, int process) {
      String key = same.nextBoolean() ? "a" : "b";
      boolean reads = same.nextBoolean();
      @Nullable Integer value = reads ? null : (Integer) same.nextInt(3);
      String f = reads ? "read" : "write";
      apart.computeIfAbsent(key, ignored -> new Recording()).invoke(process, f, value);
      return new RandomRun.Call(process, f, Arrays.asList(key, value));
    }

    @Override
    public RandomRun.Answer end(Random same, RandomRun.Call call) {
      List<?> input = (List<?>) Objects.requireNonNull(call.input());
      String key = String.valueOf(input.get(0));
      Integer value = (Integer) input.get(1);
      if (call.f().equals("write")) {
        values.put(key, Objects.requireNonNull(value));
      } else {
        value = same.nextInt(4) == 0 ? (Integer) same.nextInt(3) : values.get(key);
      }
      Objects.requireNonNull(apart.get(key)).ok(call.process(), call.f(), value);
      return new RandomRun.Answer("ok", Arrays.asList(key, value));
    }
  }
}
