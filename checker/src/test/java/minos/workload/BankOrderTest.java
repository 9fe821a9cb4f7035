package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Snapshots of a bank that no serial order explains. */
final class BankOrderTest {
  @Test
  void showsTwoSnapshotsThatContradictEachOther() {
    CheckResult result =
        new Recording()
            .did(0, "transfer", transfer(0, 1, 5))
            .did(1, "transfer", transfer(2, 3, 5))
            .got(2, "read", balances(5, 15, 10, 10))
            .got(3, "read", balances(10, 10, 5, 15))
            .check("jepsen:bank");

    Violation violation = assertViolated(result, Anomaly.UNSERIALIZABLE_SNAPSHOTS).get(0);
    assertThat(violation.summary())
        .isEqualTo("two reads saw snapshots neither of which can come before the other.");
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(2, 3);
    assertThat(field(result, "serial-order")).isEqualTo("false");
    assertThat(field(result, "valid?")).isEqualTo("false");
  }

  @Test
  void acceptsSnapshotsInAnyOrderNotOnlyThatOfTime() {
    CheckResult result =
        new Recording()
            .did(0, "transfer", transfer(0, 1, 5))
            .did(1, "transfer", transfer(2, 3, 5))
            .got(2, "read", balances(5, 15, 5, 15))
            .got(3, "read", balances(5, 15, 10, 10))
            .check("bank");

    assertConsistent(result);
    assertThat(field(result, "serial-order")).isEqualTo("true");
  }

  @Test
  void beginsWithASnapshotFromBeforeAnyTransfer() {
    assertViolated(
        new Recording()
            .got(2, "read", balances(5, 15))
            .did(0, "transfer", transfer(0, 1, 5))
            .got(2, "read", balances(10, 10))
            .check("bank"),
        Anomaly.UNSERIALIZABLE_SNAPSHOTS);
  }

  @Test
  void doesNotMakeFailedTransfers() {
    assertViolated(
        new Recording()
            .got(2, "read", balances(10, 10))
            .failed(0, "transfer", transfer(0, 1, 5))
            .got(2, "read", balances(5, 15))
            .check("bank"),
        Anomaly.UNSERIALIZABLE_SNAPSHOTS);
  }

  @Test
  void leavesOtherOperationsOpenAndSaysSo() {
    CheckResult result =
        new Recording()
            .got(2, "read", balances(10, 10))
            .did(0, "transfer", transfer(0, 1, 5))
            .did(0, "interest", 5)
            .got(2, "read", balances(5, 15))
            .check("bank");

    assertConsistent(result);
    assertThat(field(result, "serial-order")).isEqualTo(":unknown");
    assertThat(result.assumptions())
        .contains(
            "each read was judged by itself; whether one order of the transfers explains all of"
                + " them is open: some operations are neither reads nor transfers between known"
                + " accounts");
  }

  @Test
  void leavesChangesWithoutTransfersOpen() {
    CheckResult result =
        new Recording()
            .got(2, "read", balances(10, 10))
            .got(2, "read", balances(5, 15))
            .check("bank");

    assertConsistent(result);
    assertThat(field(result, "serial-order")).isEqualTo(":unknown");
  }

  @Test
  void explainsLongHistoriesOfABankThatIsStrictlySerializable() {
    for (int seed = 0; seed < 5; seed++) {
      CheckResult result = run(new Random(seed), 3000, 6).check("bank");

      assertConsistent(result);
      assertThat(field(result, "serial-order")).as("seed %d", seed).isEqualTo("true");
    }
  }

  private static Recording run(Random random, int operations, int processes) {
    return RandomRun.record(
        random,
        operations,
        processes,
        new RandomRun.Client() {
          private final int[] money = {40, 40, 40, 40, 40};
          private final Map<RandomRun.Call, Map<Integer, Integer>> early = new LinkedHashMap<>();

          @Override
          public RandomRun.Call next(Random r, int process) {
            return r.nextBoolean()
                ? new RandomRun.Call(process, "read", null)
                : new RandomRun.Call(
                    process, "transfer", transfer(r.nextInt(5), r.nextInt(5), 1 + r.nextInt(5)));
          }

          @Override
          public void begin(Random r, RandomRun.Call call) {
            if (call.f().equals("read") && r.nextBoolean()) {
              early.put(call, balances(money));
            }
          }

          @Override
          public RandomRun.Answer end(Random r, RandomRun.Call call) {
            if (call.f().equals("read")) {
              Map<Integer, Integer> seen = early.remove(call);
              return new RandomRun.Answer("ok", seen == null ? balances(money) : seen);
            }
            int from = part(call, "from");
            int amount = part(call, "amount");
            if (money[from] < amount) {
              return new RandomRun.Answer("fail", null);
            }
            boolean doubtful = r.nextInt(20) == 0;
            if (!doubtful || r.nextBoolean()) {
              money[from] -= amount;
              money[part(call, "to")] += amount;
            }
            return new RandomRun.Answer(doubtful ? "info" : "ok", call.input());
          }
        });
  }

  private static int part(RandomRun.Call call, String name) {
    return call.input() instanceof Map<?, ?> transfer && transfer.get(name) instanceof Integer part
        ? part
        : 0;
  }

  @Test
  void agreesWithEveryOrderOfTheTransfersOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          boolean initialRead = random.nextBoolean();
          List<int[]> transfers = new ArrayList<>();
          Recording recording = new Recording();
          List<int[]> snapshots = new ArrayList<>();
          int[] initial = {10, 10, 10};
          if (initialRead) {
            recording.got(9, "read", balances(initial));
            snapshots.add(initial);
          }
          for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int[] t = {random.nextInt(3), random.nextInt(3), 1 + random.nextInt(3)};
            recording.invoke(i, "transfer", transfer(t[0], t[1], t[2]));
            int kind = random.nextInt(6);
            if (kind == 0) {
              recording.fail(i, "transfer", transfer(t[0], t[1], t[2]));
            } else {
              transfers.add(t);
              if (kind > 1) {
                recording.ok(i, "transfer", transfer(t[0], t[1], t[2]));
              }
            }
          }
          int order = random.nextInt(3);
          int[] balance = initial.clone();
          for (int i = 0; i < 3; i++) {
            if (order > 0) {
              balance = initial.clone();
            }
            for (int[] t : transfers) {
              if (random.nextInt(3) == 0 || (order == 1 && random.nextInt(5) < i)) {
                balance[t[0]] -= t[2];
                balance[t[1]] += t[2];
              }
            }
            snapshots.add(balance.clone());
            recording.got(10 + i, "read", balances(balance));
          }
          boolean possible = anyOrder(transfers, snapshots, initialRead);
          seen[possible ? 1 : 0] = true;
          CheckResult result =
              recording.check("bank", WorkloadOptions.DEFAULTS.withNegativeBalances(true));
          assertThat(field(result, "serial-order")).isEqualTo("" + possible);
        });
    assertThat(seen).containsOnly(true);
  }

  /** Tries every order of the transfers, from every balance that puts the first snapshot on it. */
  private static boolean anyOrder(
      List<int[]> transfers, List<int[]> snapshots, boolean initialKnown) {
    return orders(transfers, new ArrayList<>()).stream()
        .anyMatch(order -> explains(order, snapshots, initialKnown));
  }

  private static List<List<int[]>> orders(List<int[]> left, List<int[]> made) {
    List<List<int[]>> orders = new ArrayList<>();
    orders.add(List.copyOf(made));
    for (int i = 0; i < left.size(); i++) {
      List<int[]> rest = new ArrayList<>(left);
      List<int[]> longer = new ArrayList<>(made);
      longer.add(rest.remove(i));
      orders.addAll(orders(rest, longer));
    }
    return orders;
  }

  private static boolean explains(List<int[]> order, List<int[]> snapshots, boolean initialKnown) {
    List<int[]> prefixes = new ArrayList<>();
    int[] sum = new int[3];
    prefixes.add(sum.clone());
    for (int[] t : order) {
      sum[t[0]] -= t[2];
      sum[t[1]] += t[2];
      prefixes.add(sum.clone());
    }
    List<int[]> starts = initialKnown ? prefixes.subList(0, 1) : prefixes;
    return starts.stream()
        .anyMatch(
            start ->
                snapshots.stream()
                    .allMatch(
                        snapshot ->
                            prefixes.stream()
                                .anyMatch(
                                    prefix -> onIt(snapshots.get(0), start, snapshot, prefix))));
  }

  private static boolean onIt(int[] first, int[] start, int[] snapshot, int[] prefix) {
    for (int a = 0; a < 3; a++) {
      if (first[a] - start[a] + prefix[a] != snapshot[a]) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Integer> transfer(int from, int to, int amount) {
    return Map.of("from", from, "to", to, "amount", amount);
  }

  private static Map<Integer, Integer> balances(int... money) {
    Map<Integer, Integer> balances = new LinkedHashMap<>();
    for (int a = 0; a < money.length; a++) {
      balances.put(a, money[a]);
    }
    return balances;
  }
}
