package minos.workload;

import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertUndecided;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.value.Keyword;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

final class BankTest {
  @Test
  void acceptsReadsOfTheSameTotalAndSaysWhereItIsFrom() {
    CheckResult result =
        new Recording()
            .got(0, "read", Map.of(0, 10, 1, 0))
            .did(0, "transfer", Map.of("from", 0, "to", 1, "amount", 4))
            .got(0, "read", Map.of(0, 6, 1, 4))
            .check("jepsen:bank");

    assertConsistent(result);
    assertThat(result.details())
        .hasToString("{:valid? true, :read-count 2, :error-count 0, :first-error nil, :errors {}}");
    assertThat(result.assumptions())
        .contains(
            "the balances sum up to 10, as in the first successful read; nothing declares the"
                + " total");
  }

  @Test
  void namesTheReadWithAWrongTotal() {
    CheckResult result =
        new Recording()
            .got(0, "read", Map.of(0, 10, 1, 0))
            .got(0, "read", Map.of(0, 10, 1, 5))
            .got(0, "read", Map.of(0, 8, 1, 1))
            .check("bank");

    List<Violation> violations = assertViolated(result, Anomaly.WRONG_TOTAL);
    assertThat(violations).hasSize(2);
    assertThat(violations.get(0).summary())
        .isEqualTo("the balances of a read sum up to 15, not to 10.");
    assertThat(violations.get(0).culprit().orElseThrow().ordinal()).isEqualTo(1);
    assertThat(field(result, "errors"))
        .contains(":wrong-total {:count 2, :first {:type :wrong-total, :total 15,")
        .contains(":lowest {:type :wrong-total, :total 9,")
        .contains(":worst {:type :wrong-total, :total 15,");
  }

  @Test
  void rejectsAnOverdraftUnlessItIsAllowed() {
    Map<Integer, Integer> overdrawn = Map.of(0, 11, 1, -1);

    assertViolated(
        new Recording().got(0, "read", Map.of(0, 10, 1, 0)).got(0, "read", overdrawn).check("bank"),
        Anomaly.NEGATIVE_BALANCE);
    assertConsistent(
        new Recording()
            .got(0, "read", Map.of(0, 10, 1, 0))
            .got(0, "read", overdrawn)
            .check("bank", WorkloadOptions.DEFAULTS.withNegativeBalances(true)));
  }

  @Test
  void findsAccountsThatAreMissingUnknownOrWithoutBalance() {
    Map<Integer, Integer> nil = new LinkedHashMap<>(Map.of(0, 10));
    nil.put(1, null);

    assertViolated(
        new Recording()
            .got(0, "read", Map.of(0, 10, 1, 0))
            .got(0, "read", Map.of(0, 10))
            .check("bank"),
        Anomaly.MISSING_ACCOUNT);
    assertViolated(
        new Recording()
            .got(0, "read", Map.of(0, 10, 1, 0))
            .got(0, "read", Map.of(0, 10, 1, 0, 2, 0))
            .check("bank"),
        Anomaly.UNEXPECTED_ACCOUNT);
    assertViolated(
        new Recording().got(0, "read", Map.of(0, 10, 1, 0)).got(0, "read", nil).check("bank"),
        Anomaly.NIL_BALANCE);
  }

  @Test
  void believesTheTestMapAboutTotalAndAccounts() {
    Recording recording =
        new Recording()
            .header(Map.of("total-amount", 12, "accounts", List.of(0, 1)))
            .got(0, "read", Map.of("0", 10, "1", 0));

    assertViolated(recording.check("bank"), Anomaly.WRONG_TOTAL);
  }

  @Test
  void believesTheOptionsFirst() {
    Recording recording =
        new Recording()
            .header(Map.of("total-amount", 12))
            .got(0, "read", Map.of(new Keyword("a"), 10));

    assertConsistent(recording.check("bank", WorkloadOptions.DEFAULTS.withBankTotal(10)));
  }

  @Test
  void takesAListForBalancesByNumber() {
    assertViolated(
        new Recording().got(0, "read", List.of(5, 5)).got(0, "read", List.of(5, 6)).check("bank"),
        Anomaly.WRONG_TOTAL);
  }

  @Test
  void isUndecidedWithoutReads() {
    assertUndecided(
        new Recording().did(0, "transfer", Map.of("from", 0, "to", 1, "amount", 4)).check("bank"),
        Cause.Kind.NOTHING_INFERRED);
  }

  @Test
  void agreesWithTheDefinitionOnSeededHistories() {
    boolean[] seen = new boolean[2];
    Cases.forEachSeed(
        random -> {
          Recording recording = new Recording();
          recording.header(Map.of("total-amount", 20, "accounts", List.of(0, 1, 2)));
          boolean wrong = false;
          List<Map<Integer, Integer>> reads = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            int a = random.nextInt(22);
            int b = random.nextInt(10);
            int c = 20 - a - b + (random.nextInt(12) == 0 ? 1 : 0);
            Map<Integer, Integer> read = new LinkedHashMap<>(Map.of(0, a, 1, b));
            if (c != 0 || random.nextBoolean()) {
              read.put(2, c);
            }
            reads.add(read);
            recording.got(0, "read", read);
            wrong |= a + b + c != 20 || c < 0 || read.size() < 3;
          }
          seen[wrong ? 1 : 0] = true;
          assertThat(recording.check("bank").verdict().judgement().word())
              .as("%s", reads)
              .isEqualTo(wrong ? "violated" : "consistent");
        });
    assertThat(seen).containsOnly(true);
  }
}
