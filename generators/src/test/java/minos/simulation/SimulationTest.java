package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import minos.format.Format;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Keyword;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {
  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBytes(StoreKind store) throws IOException {
    SimulationOptions options =
        SimulationOptions.of(store).seed(7).randomFaults(2).rate(500).operations(300).build();

    String once = jsonl(options);
    String twice = jsonl(options);
    String other = jsonl(options.withSeed(8));

    assertThat(twice).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSONL", "JEPSEN_EDN", "JEPSEN_TXT", "PORCUPINE_KV", "CSV"})
  void writesEveryFormatThatCanBeWritten(Format format)
      throws IOException, MalformedHistoryException {
    SimulationOptions options = SimulationOptions.of(StoreKind.S3).operations(50).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    HistoryOutput.write(options, format, out);

    History history =
        HistoryFiles.read(new ByteArrayInputStream(out.toByteArray()), "-", ReadOptions.DEFAULT);
    assertThat(history.size()).isEqualTo(50 + 5 * 5);
  }

  @Test
  void recordsWhatEachStoreWouldTell() throws IOException {
    assertThat(jsonl(StoreKind.DYNAMODB)).contains("\"consistentRead\":true", "\"version\":");
    assertThat(jsonl(StoreKind.S3)).contains("\"etag\":", "\"status\":404");
    assertThat(jsonl(StoreKind.CASSANDRA)).contains("\"level\":\"QUORUM\"", "\"writetime\":");
    assertThat(jsonl(StoreKind.MONGODB)).contains("\"readConcern\":\"linearizable\"");
    assertThat(jsonl(StoreKind.SPANNER)).contains("\"commitTimestamp\":");
    assertThat(jsonl(StoreKind.COSMOSDB)).contains("\"sessionToken\":");
    assertThat(jsonl(StoreKind.DNS)).contains("\"ttl\":\"200ms\"", "\"resolver\":");
    assertThat(jsonl(StoreKind.CAUSAL)).contains("\"clock\":{\"n0\":", "\"session\":\"s0\"");
  }

  @Test
  void asksForEachOfSeveralLevels() throws IOException {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.DYNAMODB).readLevels(List.of("strong", "eventual")).build();

    assertThat(jsonl(options)).contains("\"level\":\"strong\"", "\"level\":\"eventual\"");
  }

  @Test
  void aClientGoesOnAsAnotherProcessAfterAnUnknownOutcome() {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.STRONG)
            .faults(FaultSchedule.of("partition:100ms-700ms:0"))
            .timeout(50_000_000)
            .build();

    History history = Simulation.record(options).history();

    assertThat(history.processCount()).isGreaterThan(5);
    assertThat(outcomes(history, Outcome.INFO)).isPositive();
    assertThat(outcomes(history, Outcome.FAIL)).isPositive();
    assertThat(history.warnings()).isEmpty();
  }

  @Test
  void faultsAreRecordedWhenTheyComeAndGo() {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.STRONG)
            .faults(FaultSchedule.of("partition:100ms-300ms:0+1,loss:200ms-400ms:0.1"))
            .build();

    List<Event> remarks = Simulation.record(options).history().others();

    assertThat(remarks).allMatch(e -> new Keyword("nemesis").equals(e.process()));
    assertThat(remarks)
        .extracting(e -> e.time() / 1_000_000 + " " + e.f() + " " + e.value())
        .containsExactly(
            "100 start-partition [\"n0\" \"n1\"]",
            "200 start-loss 0.1",
            "300 stop-partition [\"n0\" \"n1\"]",
            "400 stop-loss 0.1");
  }

  @Test
  void aFaultThatNobodyLivesToSeeIsNotRecorded() {
    SimulationOptions.Builder options =
        SimulationOptions.of(StoreKind.STRONG)
            .operations(50)
            .finalReads(false)
            .faults(FaultSchedule.of("crash:3600s-3601s:0"));

    assertThat(Simulation.record(options.build()).history().others()).isEmpty();
  }

  /** What is recorded beside the operations changes none of them. */
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSONL", "JEPSEN_EDN", "JEPSEN_TXT", "PORCUPINE_KV", "CSV"})
  void aRecordingWithFaultsIsReadAgain(Format format)
      throws IOException, MalformedHistoryException {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.S3).operations(50).randomFaults(3).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    HistoryOutput.write(options, format, out);

    History history =
        HistoryFiles.read(new ByteArrayInputStream(out.toByteArray()), "-", ReadOptions.DEFAULT);
    assertThat(history.operations())
        .extracting(Operation::f)
        .containsExactlyElementsOf(
            Simulation.record(options).history().operations().stream().map(Operation::f).toList());
  }

  @Test
  void anElectionLosesWhatOnlyTheOldPrimaryHad() {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.REDIS_ASYNC)
            .faults(FaultSchedule.of("partition:200ms-900ms:0"))
            .timeout(50_000_000)
            .rate(300)
            .operations(300)
            .build();

    assertThat(Simulation.record(options).report().anomalies())
        .containsKeys(Anomaly.LOST_WRITE, Anomaly.STALE_READ);
  }

  @Test
  void theTruthNamesTheReadThatWasStale() {
    SimulationOptions options =
        SimulationOptions.of(StoreKind.S3).breaking(Breakage.FOLLOWER_READS).build();
    Simulation.Recorded recorded = Simulation.record(options);

    List<Long> culprits = recorded.report().culprits("regular");

    assertThat(culprits).isNotEmpty();
    for (int i = 0; i < recorded.history().size(); i++) {
      Operation operation = recorded.history().operation(i);
      if (culprits.contains(operation.index())) {
        assertThat(operation.f()).isEqualTo("read");
        assertThat(operation.outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CASSANDRA | 4 | 3 | 0   | reads and writes wait for 1 to 3 replicas",
        "CASSANDRA | 1 | 3 | 0.2 | the store cassandra has no compare-and-set",
        "STRONG    | 1 | 0 | 0   | there can be 1 to 32 nodes",
      })
  void refusesWhatCannotBe(StoreKind store, int reads, int nodes, double cas, String message) {
    SimulationOptions.Builder builder =
        SimulationOptions.of(store)
            .reads(java.util.OptionalInt.of(reads))
            .nodes(nodes)
            .casRatio(cas);

    assertThatThrownBy(builder::build).hasMessage(message);
  }

  @Test
  void refusesABreakageThatTheStoreDoesNotHave() {
    SimulationOptions.Builder builder =
        SimulationOptions.of(StoreKind.DNS).breaking(Breakage.CLOCK_SKEW);

    assertThatThrownBy(builder::build)
        .hasMessage("the store dns can't be broken by clock-skew; expected one of overdue-cache");
  }

  private static long outcomes(History history, Outcome outcome) {
    long count = 0;
    for (int i = 0; i < history.size(); i++) {
      count += history.outcome(i) == outcome ? 1 : 0;
    }
    return count;
  }

  private static String jsonl(StoreKind store) throws IOException {
    return jsonl(SimulationOptions.of(store).operations(100).build());
  }

  private static String jsonl(SimulationOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryOutput.write(options, Format.JSONL, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
