package minos.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.Event;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A history is as it was asked for. */
final class HistoryGeneratorTest {
  @ParameterizedTest
  @MethodSource("minos.generate.synthetic.HistoryGenerator#models")
  void aSeedMeansTheSameEventsAlways(String model) throws MalformedHistoryException {
    GeneratorOptions.Builder options =
        GeneratorOptions.of(model).operations(200).crashRate(0.05).failRate(0.05);

    assertThat(events(options.seed(7).build())).isEqualTo(events(options.seed(7).build()));
    assertThat(events(options.seed(7).build())).isNotEqualTo(events(options.seed(8).build()));
  }

  @Test
  void aSeedMeansTheSameOnEveryMachine() throws MalformedHistoryException {
    List<Event> events = events(GeneratorOptions.of("cas-register").seed(42).build());
    StringBuilder text = new StringBuilder();
    for (Event event : events.subList(0, 12)) {
      text.append(event.process()).append(' ').append(event.type().word()).append(' ');
      text.append(event.f()).append(' ').append(event.value()).append('\n');
    }

    assertThat(text.toString()).isEqualTo(FIRST_EVENTS);
  }

  private static final String FIRST_EVENTS =
      """
      4 invoke write 0
      1 invoke read null
      4 ok write 0
      3 invoke read null
      2 invoke write 1
      4 invoke write 2
      1 ok read nil
      0 invoke read null
      1 invoke read null
      3 ok read 0
      2 ok write 1
      3 invoke read null
      """;

  @ParameterizedTest
  @MethodSource("minos.generate.synthetic.HistoryGenerator#models")
  void thereAreAsManyOperationsAsAskedFor(String model) throws MalformedHistoryException {
    GeneratorOptions options = GeneratorOptions.of(model).operations(317).clients(7).build();
    List<Event> events = new ArrayList<>();
    Truth truth = HistoryGenerator.of(options).generate(events::add);

    assertThat(truth.operations()).isEqualTo(317);
    assertThat(truth.events()).isEqualTo(events.size()).isEqualTo(2 * 317);
    assertThat(HistoryGenerator.of(options).history().processCount()).isEqualTo(7);
  }

  @Test
  void ratesAreKept() {
    History history =
        HistoryGenerator.of(
                GeneratorOptions.of("register")
                    .operations(20_000)
                    .readRatio(0.8)
                    .crashRate(0.03)
                    .failRate(0.1)
                    .build())
            .history();
    Map<Outcome, Integer> outcomes = new HashMap<>();
    int reads = 0;
    for (int i = 0; i < history.size(); i++) {
      outcomes.merge(history.outcome(i), 1, Integer::sum);
      reads += history.operation(i).f().equals("read") ? 1 : 0;
    }

    assertThat(outcomes.get(Outcome.INFO)).isCloseTo(600, within(120));
    assertThat(outcomes.get(Outcome.FAIL)).isCloseTo(2_000, within(250));
    assertThat(reads).isCloseTo(16_000, within(300));
  }

  @Test
  void uniqueValuesAreWrittenOnceAndOthersAreFew() {
    assertThat(written(0)).doesNotHaveDuplicates();
    assertThat(new HashSet<>(written(3))).hasSize(3);
  }

  private static List<Value> written(int values) {
    History history =
        HistoryGenerator.of(GeneratorOptions.of("register").values(values).build()).history();
    return history.operations().stream()
        .filter(operation -> operation.f().equals("write"))
        .map(operation -> operation.input())
        .toList();
  }

  @Test
  void keysAreUsedAsTheirDistributionSays() {
    assertThat(share(new KeyDistribution.Uniform(10), 0)).isCloseTo(0.1, within(0.02));
    // 1 / (1 + 1/2 + ... + 1/10)
    assertThat(share(new KeyDistribution.Zipf(10, 1), 0)).isCloseTo(0.341, within(0.02));
    assertThat(share(new KeyDistribution.Zipf(10, 1), 9)).isCloseTo(0.0341, within(0.01));
    assertThat(share(new KeyDistribution.Hotspot(10, 2, 0.9), 1)).isCloseTo(0.45, within(0.02));
    assertThat(share(new KeyDistribution.Hotspot(10, 2, 0.9), 5)).isCloseTo(0.0125, within(0.01));
  }

  private static double share(KeyDistribution keys, int key) {
    History history =
        HistoryGenerator.of(GeneratorOptions.of("register").keys(keys).operations(10_000).build())
            .history();
    long there =
        history.operations().stream()
            .filter(operation -> operation.key().equals(java.util.Optional.of(new Int(key))))
            .count();
    return there / 10_000.0;
  }

  @Test
  void keysAreReplacedWhenTheirLifeIsOver() {
    History history =
        HistoryGenerator.of(GeneratorOptions.of("append-list").operations(1_000).build()).history();
    Map<Integer, Integer> uses = new HashMap<>();
    for (int i = 0; i < history.size(); i++) {
      uses.merge(history.key(i), 1, Integer::sum);
    }

    assertThat(uses).hasSizeBetween(10, 11);
    assertThat(uses.values()).allMatch(count -> count <= 101);
  }

  @Test
  void clientsOverlap() {
    History history = HistoryGenerator.of(GeneratorOptions.of("register").build()).history();
    int overlapping = 0;
    for (int i = 1; i < history.size(); i++) {
      overlapping += history.invoked(i) < history.completed(i - 1) ? 1 : 0;
    }

    assertThat(overlapping).isGreaterThan(500);
  }

  @Test
  void everyBuiltInSpecificationHasAGenerator() {
    Set<String> models = Set.copyOf(HistoryGenerator.models());

    assertThat(models)
        .containsAll(minos.spec.Models.all().stream().map(minos.spec.Model::name).toList())
        .contains("list-append", "rw-register");
  }

  @Test
  void unknownModel() {
    assertThatThrownBy(() -> GeneratorOptions.of("regster"))
        .hasMessageStartingWith("there is no model regster; expected one of register, cas-");
  }

  @Test
  void anomalyThatTheModelCannotHave() {
    assertThatThrownBy(
            () ->
                HistoryGenerator.of(
                    GeneratorOptions.of("register").anomalies(Anomaly.DOUBLE_ACQUIRE).build()))
        .hasMessage(
            "a history of the model register with these options can't have the anomaly"
                + " double-acquire; expected one of lost-write, stale-read, thin-air-read");
  }

  @Test
  void repeatedAppendsCannotBeToldApart() {
    assertThatThrownBy(
            () -> HistoryGenerator.of(GeneratorOptions.of("list-append").values(5).build()))
        .hasMessage(
            "list-append needs unique values, as nobody could tell two equal appends apart");
  }

  @Test
  void numbersOutOfTheirRange() {
    assertThatThrownBy(() -> GeneratorOptions.of("register").operations(0).build())
        .hasMessage("there is at least 1 operation, not 0");
    assertThatThrownBy(() -> GeneratorOptions.of("register").clients(0).build())
        .hasMessage("there are 1 to 100000 clients, not 0");
    assertThatThrownBy(() -> GeneratorOptions.of("register").readRatio(1.5).build())
        .hasMessage("the share of reads is from 0 to 1, not 1.5");
    assertThatThrownBy(() -> GeneratorOptions.of("register").crashRate(0.6).failRate(0.6).build())
        .hasMessageContaining("together at most 0.9, not 0.6 and 0.6");
    assertThatThrownBy(() -> new KeyDistribution.Hotspot(10, 11, 0.5))
        .hasMessage("of 10 keys, 1 to 10 can be hot, not 11");
    assertThatThrownBy(() -> new KeyDistribution.Zipf(10, 0))
        .hasMessage("the exponent of a Zipf distribution is above 0 and at most 100, not 0.0");
  }

  private static List<Event> events(GeneratorOptions options) throws MalformedHistoryException {
    List<Event> events = new ArrayList<>();
    HistoryGenerator.of(options).generate(events::add);
    return events;
  }
}
