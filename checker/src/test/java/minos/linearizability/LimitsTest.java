package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches that can't be finished end within their limits, and say so. */
class LimitsTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Many clients, few values, much at once, and at the very end a read that can't be. */
  private static History hard(int clients, int operations, int values) {
    Random random = new Random(1);
    HistoryBuilder builder = new HistoryBuilder();
    Value[] asked = new Value[clients];
    boolean[] writes = new boolean[clients];
    boolean[] tookEffect = new boolean[clients];
    Value state = Nil.NIL;
    try {
      for (int begun = 0, ended = 0; ended < operations; ) {
        int c = random.nextInt(clients);
        if (asked[c] == null && begun < operations) {
          begun++;
          writes[c] = random.nextInt(4) > 0;
          asked[c] = writes[c] ? new Int(random.nextInt(values)) : Nil.NIL;
          builder.accept(Event.of(EventType.INVOKE, new Int(c), f(writes[c]), asked[c]));
        } else if (asked[c] != null && !tookEffect[c]) {
          tookEffect[c] = true;
          state = writes[c] ? asked[c] : state;
          asked[c] = state;
        } else if (asked[c] != null) {
          ended++;
          builder.accept(Event.of(EventType.OK, new Int(c), f(writes[c]), asked[c]));
          asked[c] = null;
          tookEffect[c] = false;
        }
      }
      for (int value = 0; value < 2; value++) {
        builder.accept(Event.of(EventType.INVOKE, new Int(0), "write", new Int(value)));
        builder.accept(Event.of(EventType.OK, new Int(0), "write", new Int(value)));
        builder.accept(Event.of(EventType.INVOKE, new Int(0), "read", Nil.NIL));
        builder.accept(Event.of(EventType.OK, new Int(0), "read", new Int(1 - value)));
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new AssertionError(e);
    }
  }

  private static String f(boolean write) {
    return write ? "write" : "read";
  }

  private static Cause undecided(Algorithm algorithm, History history, Budget budget) {
    Verdict verdict =
        new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS), algorithm)
            .check(history, budget)
            .verdict();
    assertThat(verdict).as("%s", algorithm).isInstanceOf(Verdict.Undecided.class);
    return ((Verdict.Undecided) verdict).cause();
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"AUTO", "JUST_IN_TIME", "WING_GONG", "RACE"})
  void theTimeLimitIsKept(Algorithm algorithm) {
    History history = hard(40, 4_000, 8);
    Duration limit = Duration.ofMillis(200);
    long started = System.nanoTime();
    Cause cause =
        undecided(algorithm, history, Budget.of(Optional.of(limit), OptionalLong.empty(), 2));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(limit.plus(GRACE));
    assertThat(cause.kind()).isEqualTo(Cause.Kind.TIMEOUT);
    assertThat(cause.message())
        .matches("the time limit of 200 ms was reached after \\d+ of 4004 operations were placed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"AUTO", "JUST_IN_TIME", "WING_GONG", "RACE"})
  void theMemoryLimitIsKept(Algorithm algorithm) {
    History history = hard(40, 1_000, 8);
    Budget budget = Budget.of(Optional.empty(), OptionalLong.of(2 << 20), 2);
    Cause cause = undecided(algorithm, history, budget);
    assertThat(cause.kind()).isEqualTo(Cause.Kind.MEMORY);
    assertThat(cause.message()).startsWith("the memory limit of 2 MiB for searches was reached");
    assertThat(budget.reserve(3 << 19)).as("all is given back").isTrue();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void whatOperationsThemselvesTakeCountsToo(Algorithm algorithm) {
    History history = hard(4, 20_000, 8);
    Budget budget = Budget.of(Optional.empty(), OptionalLong.of(1 << 18), 1);
    if (algorithm != Algorithm.MONITOR) {
      assertThat(undecided(algorithm, history, budget).kind()).isEqualTo(Cause.Kind.MEMORY);
    }
  }

  @Test
  void whoeverIsStoppedSaysWhy() {
    Budget budget = Budget.unlimited();
    Cause why = new Cause(Cause.Kind.INTERRUPTED, "enough");
    budget.stop(why);
    assertThat(undecided(Algorithm.AUTO, hard(4, 100, 3), budget)).isEqualTo(why);
  }

  @Test
  void ofOperationsThatAreAlikeOneIsTried() {
    Answer answer =
        new BreadthFirst(100_000)
            .search(
                new Compiler(Register.plain(ModelOptions.DEFAULTS), hard(30, 40, 1))
                    .problem(IntStream.range(0, 44).toArray()),
                Budget.unlimited());
    assertThat(answer).isInstanceOf(Answer.NotLinearizable.class);
  }
}
