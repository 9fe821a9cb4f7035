package minos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import minos.audit.AuditResult;
import minos.audit.CounterexampleAudit;
import minos.check.Budget;
import minos.check.Check;
import minos.counterexample.Counterexample;
import minos.counterexample.Counterexamples;
import minos.counterexample.Form;
import minos.counterexample.Reduction;
import minos.history.History;
import minos.value.Bool;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Sums of very many updates, of which few operations are left that show that one is wrong. */
final class LongSumsTest {
  private static final int ADDS = 1_000;

  @Test
  void anyAcknowledgedAddIsTakenOffFinalReads() {
    Recording recording = new Recording();
    Random random = new Random(1);
    int sum = 0;
    for (int i = 0; i < ADDS; i++) {
      int delta = random.nextInt(9) - 3;
      if (i % 400 == 17) {
        recording.invoke(100 + i, "add", delta).info(100 + i, "add", delta);
      } else {
        recording.did(i % 3, "add", delta);
        sum += delta;
      }
      recording.got(4, "read", 5);
    }
    for (int process = 0; process < 3; process++) {
      int seen = sum + (process == 1 ? 700 : 0);
      recording.invoke(process, "read", null);
      recording.with(Map.of("final?", Bool.TRUE)).ok(process, "read", seen);
    }

    Counterexample small = small("pn-counter", recording.history(), Anomaly.COUNTER_OUT_OF_BOUNDS);

    // Who counted the adds of unknown outcome nobody knows: they stay.
    assertThat(small.history().size()).isEqualTo(4);
    assertThat(small.reductions()).contains(Reduction.SUMS);
    assertThat(small.history().operation(3).value()).isEqualTo(new Int(700));
    assertThat(small.operations().get(3).value()).isEqualTo(new Int(sum + 700));
  }

  @Test
  void addsOfOtherKeysAreNotTakenOff() {
    Recording recording = new Recording();
    for (int i = 0; i < 100; i++) {
      recording.on("x").did(0, "add", 1).on("y").did(1, "add", 10);
    }
    recording.on("y").got(0, "read", 1_000).on("x").got(1, "read", 101);

    Counterexample small = small("pn-counter", recording.history(), Anomaly.COUNTER_OUT_OF_BOUNDS);

    assertThat(small.history().size()).isEqualTo(1);
    assertThat(small.history().operation(0).value()).isEqualTo(new Int(1));
  }

  @Test
  void whatARunningAddMayHaveAddedStays() {
    Recording recording = new Recording();
    for (int i = 0; i < ADDS; i++) {
      recording.did(0, "add", 2);
      if (i % 10 == 0) {
        recording.got(1, "read", 2 * i + 2);
      }
    }
    recording.invoke(0, "add", 2).invoke(2, "add", 3).invoke(1, "read", null);
    recording.ok(0, "add", 2).ok(1, "read", 2 * ADDS + 6).ok(2, "add", 3).did(0, "add", 7);

    Counterexample small = small("counter", recording.history(), Anomaly.COUNTER_OUT_OF_BOUNDS);

    assertThat(small.history().operations().stream().map(o -> o.f() + o.value()))
        .containsExactly("add2", "add3", "read6");
  }

  @Test
  void ofTwoSnapshotsTheAccountsThatContradictAreLeft() {
    Recording recording = new Recording();
    Map<Object, Object> balances = new TreeMap<>();
    for (int account = 0; account < 8; account++) {
      balances.put(account, 1_000);
    }
    Random random = new Random(1);
    recording.got(9, "read", new LinkedHashMap<>(balances));
    for (int i = 0; i < 200; i++) {
      int from = i % 50 == 7 ? 2 : 3 + random.nextInt(5);
      int to = 3 + random.nextInt(5);
      transfer(recording, balances, from, to, 1 + random.nextInt(3));
      if (i % 9 == 0) {
        recording.got(9, "read", new LinkedHashMap<>(balances));
      }
    }
    // One saw the last transfer from 2, and one only that of more before it.
    Map<Object, Object> other = new LinkedHashMap<>(balances);
    other.merge(2, 500, (a, b) -> (int) a + (int) b);
    other.merge(3, -500, (a, b) -> (int) a + (int) b);
    recording.got(8, "read", other);

    Counterexample small = small("bank", recording.history(), Anomaly.UNSERIALIZABLE_SNAPSHOTS);

    assertThat(small.reductions()).contains(Reduction.ACCOUNTS);
    assertThat(small.form()).isEqualTo(Form.SMALL);
  }

  private static void transfer(
      Recording recording, Map<Object, Object> balances, int from, int to, int amount) {
    Map<Object, Object> transfer = new LinkedHashMap<>();
    transfer.put(new minos.value.Keyword("from"), from);
    transfer.put(new minos.value.Keyword("to"), to);
    transfer.put(new minos.value.Keyword("amount"), amount);
    balances.merge(from, -amount, (a, b) -> (int) a + (int) b);
    balances.merge(to, amount, (a, b) -> (int) a + (int) b);
    recording.did(0, "transfer", transfer);
  }

  /** A read is the first snapshot only as long as one before it is there that was the first. */
  @Test
  void whatFollowsTheFirstSnapshotDoesNotBecomeIt() {
    Map<Object, Object> before = Map.of(0, 10, 1, 0);
    Map<Object, Object> after = Map.of(0, 5, 1, 5);
    Recording recording = new Recording();
    Map<Object, Object> balances = new TreeMap<>(before);
    recording.got(1, "read", before).got(1, "read", after);
    transfer(recording, balances, 0, 1, 5);
    History history = recording.got(1, "read", before).history();
    Check check =
        WorkloadChecks.byName(
            "bank",
            WorkloadOptions.DEFAULTS
                .withBankTotal(10)
                .withBankAccounts(List.<Value>of(new Int(0), new Int(1))));
    assertThat(check.check(history, Budget.unlimited()).verdict().judgement())
        .isEqualTo(Judgement.CONSISTENT);

    java.util.BitSet all = new java.util.BitSet();
    all.set(0, history.size());
    java.util.BitSet first = new java.util.BitSet();
    first.set(0);
    all.andNot(WorkloadRemoval.of(check).orElseThrow().closure(history).close(all, first));
    History less = history.select(all.stream().toArray(), History.NEVER);

    assertThat(check.check(less, Budget.unlimited()).verdict().judgement())
        .isNotEqualTo(Judgement.VIOLATED);
  }

  private static Counterexample small(String workload, History history, Anomaly anomaly) {
    Check check = WorkloadChecks.byName(workload, WorkloadOptions.DEFAULTS);
    Verdict.Violated violated =
        (Verdict.Violated) check.check(history, Budget.unlimited()).verdict();
    Violation violation =
        violated.violations().stream()
            .filter(one -> one.anomaly() == anomaly)
            .findFirst()
            .orElseThrow();
    Counterexample small =
        Counterexamples.of(check, history, violation, Budget.unlimited()).orElseThrow();
    assertThat(small.minimal()).isTrue();
    assertThat(CounterexampleAudit.verify(check, history, small.history(), Budget.unlimited()))
        .isInstanceOf(AuditResult.Verified.class);
    History wrong =
        small
            .history()
            .withAnswers((op, value) -> value instanceof Int n ? new Int(n.value() + 1) : value);
    if (wrong.operations().stream().anyMatch(op -> op.value() instanceof Int)) {
      assertThat(CounterexampleAudit.verify(check, history, wrong, Budget.unlimited()))
          .as("with other numbers")
          .isInstanceOf(AuditResult.Refuted.class);
    }
    return small;
  }
}
