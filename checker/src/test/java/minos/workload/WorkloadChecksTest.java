package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.check.Budget;
import minos.check.Check;
import minos.history.History;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Keyword;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkloadChecksTest {
  static Iterable<String> names() {
    return WorkloadChecks.names();
  }

  @Test
  void hasJepsensNames() {
    assertThat(WorkloadChecks.names())
        .containsExactly(
            "set",
            "set-full",
            "g-set",
            "queue",
            "total-queue",
            "unique-ids",
            "counter",
            "pn-counter",
            "bank",
            "long-fork",
            "causal-reverse",
            "comments",
            "monotonic",
            "sequential",
            "adya-g2",
            "dirty-reads",
            "lock",
            "fenced-lock",
            "kafka",
            "echo",
            "stats",
            "unhandled-exceptions",
            "lin-kv");
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsACheckWithAndWithoutItsPrefix(String name) {
    Check check = WorkloadChecks.byName("jepsen:" + name, WorkloadOptions.DEFAULTS);

    assertThat(check.consistency()).isEqualTo("jepsen:" + name);
    assertThat(check.model()).isEqualTo(name);
    assertThat(WorkloadChecks.isKnown(name)).isTrue();
  }

  @Test
  void knowsMaelstromsNamesToo() {
    assertThat(WorkloadChecks.byName("txn-kafka", WorkloadOptions.DEFAULTS).model())
        .isEqualTo("kafka");
    assertThat(WorkloadChecks.byName("broadcast", WorkloadOptions.DEFAULTS).model())
        .isEqualTo("g-set");
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> WorkloadChecks.byName("jepsen:bag", WorkloadOptions.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no workload is named jepsen:bag; there are [set, set-full,");
  }

  @ParameterizedTest
  @MethodSource("names")
  void callsNoEmptyHistoryConsistent(String name) {
    CheckResult result = new Recording().check(name);

    assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void callsNoHistoryConsistentInWhichNothingSucceeded(String name) {
    CheckResult result =
        new Recording()
            .failed(0, "read", null)
            .invoke(0, "add", 1)
            .info(0, "add", 1)
            .failed(1, "write", 1)
            .check(name);

    if (name.equals("stats")) {
      assertViolated(result, Anomaly.FUNCTION_NEVER_SUCCEEDED);
    } else {
      assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWhenItsBudgetDoes(String name) {
    Recording recording = new Recording();
    for (int i = 0; i < 10; i++) {
      recording.did(0, "add", i).got(0, "read", List.of(i));
    }
    Budget budget = Budget.of(Optional.of(Duration.ZERO), OptionalLong.empty(), 1);
    CheckResult result =
        WorkloadChecks.byName(name, WorkloadOptions.DEFAULTS.withKeyValueCheck(new Undecided()))
            .check(recording.history(), budget);

    assertUndecided(result, Cause.Kind.TIMEOUT);
  }

  @Test
  void saysSilenceInJepsensFieldsToo() {
    CheckResult result = new Recording().failed(0, "add", 1).check("counter");

    assertUndecided(result, Cause.Kind.NOTHING_SUCCEEDED);
    assertThat(result.details().toString()).startsWith("{:valid? :unknown,").contains(":error");
  }

  @Test
  void keepsToItsMemory() {
    Recording recording = new Recording();
    for (int i = 0; i < 1000; i++) {
      recording.did(0, "add", i);
    }
    Budget budget = Budget.of(Optional.empty(), OptionalLong.of(1000), 1);
    Check check = WorkloadChecks.byName("set-full", WorkloadOptions.DEFAULTS);

    assertUndecided(check.check(recording.history(), budget), Cause.Kind.MEMORY);
  }

  @Test
  void mergesTheVerdictsOfKeys() {
    CheckResult result =
        new Recording()
            .on("good")
            .did(0, "add", 1)
            .got(0, "read", 1)
            .on("bad")
            .did(0, "add", 1)
            .got(0, "read", 7)
            .check("counter");

    assertThat(assertViolated(result, Anomaly.COUNTER_OUT_OF_BOUNDS).get(0).key())
        .map(Object::toString)
        .contains("\"bad\"");
    assertThat(result.details().toString())
        .startsWith("{:valid? false, :results {\"good\" {:valid? true,")
        .endsWith(":failures [\"bad\"]}");
  }

  @Test
  void leavesKeyValueStoresToTheCheckThatIsGiven() {
    Recording keyed = new Recording().did(0, "write", mop(1, 5));
    keyed.invoke(0, "read", mop(1, null)).ok(0, "read", mop(1, 5));
    CheckResult result =
        keyed.check("jepsen:lin-kv", WorkloadOptions.DEFAULTS.withKeyValueCheck(new Keys()));

    assertThat(result.consistency()).isEqualTo("jepsen:lin-kv");
    assertConsistent(result);
    assertThat(result.assumptions()).containsExactly("1 keys");
  }

  @Test
  void isUndecidedAboutKeyValueStoresWithoutSuchACheck() {
    assertUndecided(new Recording().did(0, "write", 1).check("lin-kv"), Cause.Kind.UNSUPPORTED);
  }

  @Test
  void proposesWhatFits() {
    assertThat(best(new Recording().did(0, "add", 1).got(0, "read", List.of(1))))
        .isEqualTo("set-full");
    assertThat(best(new Recording().did(0, "add", 1).got(0, "read", 1))).isEqualTo("counter");
    assertThat(best(new Recording().did(0, "add", -1).got(0, "read", -1))).isEqualTo("pn-counter");
    assertThat(best(new Recording().did(0, "add", 1).did(0, "add", 1))).isEqualTo("counter");
    assertThat(best(new Recording().got(0, "generate", 1))).isEqualTo("unique-ids");
    assertThat(best(new Recording().did(0, "echo", "hi"))).isEqualTo("echo");
    assertThat(best(new Recording().did(0, "enqueue", 1).got(0, "dequeue", 1)))
        .isEqualTo("total-queue");
    assertThat(
            best(
                new Recording()
                    .got(0, "read", Map.of(0, 1))
                    .did(0, "transfer", Map.of("from", 0, "to", 1, "amount", 1))))
        .isEqualTo("bank");
    assertThat(
            best(
                new Recording()
                    .did(0, "txn", mop(mop("w", 0, 1)))
                    .did(0, "txn", mop(mop("r", 0, 1), mop("r", 1, null)))))
        .isEqualTo("long-fork");
    assertThat(best(new Recording().did(0, "write", 1).got(0, "read", List.of(1))))
        .isEqualTo("causal-reverse");
    assertThat(best(new Recording().did(0, "write", 1).got(0, "read", List.of(1, 1))))
        .isEqualTo("dirty-reads");
    assertThat(
            best(
                new Recording()
                    .did(0, "write", 1)
                    .invoke(0, "read", 1)
                    .ok(0, "read", mop(1, mop("b", "a")))))
        .isEqualTo("sequential");
    assertThat(best(new Recording().did(0, "acquire", null).did(0, "release", null)))
        .isEqualTo("lock");
    assertThat(best(new Recording().got(0, "acquire", Map.of(new Keyword("fence"), 1))))
        .isEqualTo("fenced-lock");
    assertThat(best(new Recording().did(0, "insert", mop(1, mop(1, null))))).isEqualTo("adya-g2");
    assertThat(best(new Recording().did(0, "poll", mop(mop("poll"))))).isEqualTo("kafka");
    assertThat(best(new Recording().got(0, "inc", 1).got(0, "read", 1))).isEqualTo("monotonic");
    assertThat(best(new Recording().did(0, "broadcast", 1).got(0, "read", List.of(1))))
        .isEqualTo("g-set");
    assertThat(
            best(
                new Recording()
                    .did(0, "add", 1)
                    .invoke(0, "read", null)
                    .with(Map.of("final?", Bool.TRUE))
                    .ok(0, "read", 1)))
        .isEqualTo("pn-counter");
    assertThat(best(new Recording().on("k").did(0, "write", 1).got(0, "read", 1)))
        .isEqualTo("lin-kv");
    assertThat(best(new Recording().did(0, "write", 1).got(0, "read", 1))).isEqualTo("stats");
  }

  private static String best(Recording recording) {
    return WorkloadChecks.proposals(recording.history()).get(0).name();
  }

  @Test
  void proposesNothingForAnEmptyHistory() {
    assertThat(WorkloadChecks.proposals(new Recording().history())).isEmpty();
  }

  /** Says how many keys it was given. */
  private static final class Keys implements Check {
    @Override
    public String consistency() {
      return "linearizable";
    }

    @Override
    public String model() {
      return "cas-register";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
      return new CheckResult(
          consistency(),
          model(),
          new Verdict.Consistent(),
          Duration.ZERO,
          "counting",
          List.of(history.keyCount() + " keys"),
          Dict.EMPTY);
    }
  }

  private static final class Undecided implements Check {
    @Override
    public String consistency() {
      return "linearizable";
    }

    @Override
    public String model() {
      return "cas-register";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
      Cause cause = budget.exhausted();
      return new CheckResult(
          consistency(),
          model(),
          cause == null ? new Verdict.Consistent() : new Verdict.Undecided(cause),
          Duration.ZERO,
          "none",
          List.of(),
          Dict.EMPTY);
    }
  }
}
