package minos.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.transactions.TransactionChecks;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each anomaly of transactions can be put into a history, and is found there under exactly its
 * name, as the shortest cycle that there is; the next weaker level, its good sibling, allows it.
 */
final class TransactionAnomaliesTest {
  private static final int SEEDS = 10;
  private static final String NONE = "";

  /** What transactions can do wrong, with and without the order of sessions and of real time. */
  private static final Set<Anomaly> ALL =
      EnumSet.of(
          Anomaly.G0,
          Anomaly.G0_PROCESS,
          Anomaly.G0_REALTIME,
          Anomaly.G1A,
          Anomaly.G1B,
          Anomaly.G1C,
          Anomaly.G1C_PROCESS,
          Anomaly.G1C_REALTIME,
          Anomaly.G_SINGLE,
          Anomaly.G_SINGLE_PROCESS,
          Anomaly.G_SINGLE_REALTIME,
          Anomaly.G_NONADJACENT,
          Anomaly.G_NONADJACENT_PROCESS,
          Anomaly.G_NONADJACENT_REALTIME,
          Anomaly.G2_ITEM,
          Anomaly.G2_ITEM_PROCESS,
          Anomaly.G2_ITEM_REALTIME,
          Anomaly.LOST_UPDATE,
          Anomaly.WRITE_SKEW,
          Anomaly.FRACTURED_READ,
          Anomaly.LONG_FORK,
          Anomaly.CAUSALITY_VIOLATION,
          Anomaly.DIRTY_UPDATE,
          Anomaly.DUPLICATE_WRITE,
          Anomaly.INCOMPATIBLE_ORDER,
          Anomaly.INTERNAL,
          Anomaly.THIN_AIR_READ);

  /** Those that only lists show: registers don't tell the order of their versions. */
  private static final Set<Anomaly> OF_LISTS =
      EnumSet.of(
          Anomaly.G0,
          Anomaly.G0_PROCESS,
          Anomaly.G0_REALTIME,
          Anomaly.DIRTY_UPDATE,
          Anomaly.DUPLICATE_WRITE,
          Anomaly.INCOMPATIBLE_ORDER);

  /**
   * An anomaly, the level under which it has its name, a weaker one that allows it (none if all
   * forbid it), and how many transactions its cycle has (0 if it needs none).
   */
  private static Arguments row(Anomaly anomaly, String level, String allowedBy, int length) {
    return Arguments.of(anomaly, level, allowedBy, length);
  }

  static Stream<Arguments> rows() {
    String session = "strong-session-serializable";
    String strict = "strict-serializable";
    return Stream.of(
        row(Anomaly.G0, "read-uncommitted", NONE, 2),
        row(Anomaly.G0_PROCESS, session, "serializable", 2),
        row(Anomaly.G0_REALTIME, strict, session, 2),
        row(Anomaly.G1A, "read-committed", NONE, 0),
        row(Anomaly.G1B, "read-committed", NONE, 0),
        row(Anomaly.G1C, "serializable", "read-uncommitted", 2),
        row(Anomaly.G1C_PROCESS, session, "serializable", 2),
        row(Anomaly.G1C_REALTIME, strict, session, 2),
        row(Anomaly.G_SINGLE, "snapshot-isolation", "read-committed", 4),
        row(Anomaly.G_SINGLE_PROCESS, session, "serializable", 2),
        row(Anomaly.G_SINGLE_REALTIME, strict, session, 2),
        row(Anomaly.G_NONADJACENT, "snapshot-isolation", "read-atomic", 5),
        row(Anomaly.G_NONADJACENT_PROCESS, session, "serializable", 4),
        row(Anomaly.G_NONADJACENT_REALTIME, strict, session, 4),
        row(Anomaly.G2_ITEM, "serializable", "snapshot-isolation", 3),
        row(Anomaly.G2_ITEM_PROCESS, session, "serializable", 3),
        row(Anomaly.G2_ITEM_REALTIME, strict, session, 3),
        row(Anomaly.LOST_UPDATE, "snapshot-isolation", "read-atomic", 2),
        row(Anomaly.WRITE_SKEW, "serializable", "snapshot-isolation", 2),
        row(Anomaly.FRACTURED_READ, "serializable", "read-committed", 2),
        row(Anomaly.LONG_FORK, "snapshot-isolation", "read-atomic", 4),
        row(Anomaly.CAUSALITY_VIOLATION, "transactional-causal", "read-atomic", 3),
        row(Anomaly.DIRTY_UPDATE, "read-committed", NONE, 0),
        row(Anomaly.DUPLICATE_WRITE, "read-committed", NONE, 0),
        row(Anomaly.INCOMPATIBLE_ORDER, "read-committed", NONE, 0),
        row(Anomaly.INTERNAL, "read-committed", NONE, 0),
        row(Anomaly.THIN_AIR_READ, "read-committed", NONE, 0));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsPutInIsFoundUnderItsName(Anomaly anomaly, String level, String allowedBy, int length) {
    for (String model : models(anomaly)) {
      for (long seed = 0; seed < SEEDS; seed++) {
        GeneratorOptions options =
            GeneratorOptions.of(model)
                .operations(60)
                .clients(6)
                .anomalies(anomaly)
                .seed(seed)
                .build();
        History history = HistoryGenerator.of(options).history();

        Verdict verdict = check(model, level, history);
        assertThat(verdict).as("%s", options).isInstanceOf(Verdict.Violated.class);
        List<Violation> found = ((Verdict.Violated) verdict).violations();
        assertThat(found).extracting(Violation::anomaly).as("%s", options).contains(anomaly);
        Violation violation =
            found.stream().filter(v -> v.anomaly() == anomaly).findFirst().orElseThrow();
        if (length > 0) {
          List<Explanation.Edge> cycle = ((Explanation.Cycle) violation.explanation()).edges();
          assertThat(cycle).as("%s", options).hasSize(length);
          assertThat(cycle)
              .as("%s", options)
              .allSatisfy(edge -> assertThat(edge.evidence()).contains(" "));
        }
        if (!allowedBy.isEmpty()) {
          assertThat(check(model, allowedBy, history).judgement())
              .as("%s under %s", options, allowedBy)
              .isEqualTo(Judgement.CONSISTENT);
        }
      }
    }
  }

  @Test
  void everyAnomalyHasAGeneratorAndARow() {
    assertThat(HistoryGenerator.anomalies("list-append")).containsExactlyInAnyOrderElementsOf(ALL);
    Set<Anomaly> ofRegisters = EnumSet.copyOf(ALL);
    ofRegisters.removeAll(OF_LISTS);
    assertThat(HistoryGenerator.anomalies("rw-register"))
        .containsExactlyInAnyOrderElementsOf(ofRegisters);
    assertThat(rows().map(row -> row.get()[0])).containsExactlyInAnyOrderElementsOf(ALL);
  }

  private static List<String> models(Anomaly anomaly) {
    List<String> models = new ArrayList<>(List.of("list-append"));
    if (!OF_LISTS.contains(anomaly)) {
      models.add("rw-register");
    }
    return models;
  }

  private static Verdict check(String model, String level, History history) {
    return TransactionChecks.byName(level, model)
        .orElseThrow()
        .check(history, Budget.unlimited())
        .verdict();
  }
}
