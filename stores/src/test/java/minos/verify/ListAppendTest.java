package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import minos.recorder.Recorder;
import minos.store.Action;
import minos.store.Request;
import org.junit.jupiter.api.Test;

/** What clients ask of lists. */
final class ListAppendTest {
  private final List<Request> asked = new CopyOnWriteArrayList<>();

  private void run(String workload, int keys, double reads) {
    FaultyStore store =
        new FaultyStore(
            (memory, request) -> {
              asked.add(request);
              return memory.invoke(request);
            });
    Settings settings =
        new Settings(
            Workloads.byName(workload).orElseThrow(),
            OptionalLong.of(1_000),
            Optional.empty(),
            1,
            keys,
            KeyChoice.UNIFORM,
            reads,
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            7);
    new Run(settings, store, Recorder.inMemory(), Prices.FREE).execute();
  }

  @Test
  void whereReadsAndAppendsCanNotBeMixedEachTransactionIsOfOneKind() {
    run("list-transactions", 4, 0.5);

    assertThat(asked)
        .extracting(Request::action)
        .contains(Action.READ_ALL, Action.WRITE_ALL)
        .doesNotContain(Action.TRANSACT);
    assertThat(asked)
        .allSatisfy(
            request ->
                assertThat(request.parts())
                    .isNotEmpty()
                    .extracting(Request::action)
                    .containsOnly(
                        request.action() == Action.READ_ALL ? Action.READ_LIST : Action.APPEND));
    assertThat(asked)
        .as("the same list several times in a transaction")
        .anyMatch(
            request ->
                request.parts().stream().map(Request::key).distinct().count()
                    < request.parts().size());
  }

  @Test
  void whereTheyCanBeMixedTheyAre() {
    run("list-append", 4, 0.5);

    assertThat(asked).extracting(Request::action).containsOnly(Action.TRANSACT);
    assertThat(asked)
        .anyMatch(request -> request.parts().stream().map(Request::action).distinct().count() == 2);
  }

  /** As many as are billed as one unit: see DynamoSettings. */
  @Test
  void noListHasMoreThan120ElementsWhateverIsAskedFor() {
    run("list-transactions", 1, 0);

    Map<String, Integer> sizes = new HashMap<>();
    for (Request request : asked) {
      request.parts().forEach(part -> sizes.merge(part.key(), 1, Integer::sum));
    }
    assertThat(sizes).hasSizeGreaterThan(30);
    assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(120));
  }
}
