package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.MalformedHistoryException;
import minos.recorder.Recorder;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Ended;
import minos.store.MemoryStore;
import minos.store.Request;
import minos.store.Store;
import minos.value.Text;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunTest {
  private static final Prices PRICES = new Prices("today", Map.of("read", 0.001, "write", 0.01));

  static List<Workload> workloads() {
    return Workloads.all();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aStoreWithoutFaultIsConsistent(Workload workload) throws MalformedHistoryException {
    Recorder recorder = Recorder.inMemory();
    Run run = new Run(settings(workload, 600), new MemoryStore(), recorder, Prices.FREE);
    run.execute();

    History history = recorder.history();

    assertThat(run.stopped()).isNull();
    assertThat(run.tally().operations()).isEqualTo(600);
    assertThat(history.warnings()).isEmpty();
    WorkloadJudge.judge(workload, history)
        .ifPresent(
            result ->
                assertThat(result.verdict().judgement())
                    .as("%s", result)
                    .isEqualTo(Judgement.CONSISTENT));
  }

  /** What it answers is not what happened, in both directions; and it says so. */
  @ParameterizedTest
  @MethodSource("workloads")
  void anAnswerThatIsLostIsNoViolation(Workload workload) throws MalformedHistoryException {
    AtomicInteger requests = new AtomicInteger();
    Store flaky =
        new FaultyStore(
            (store, request) ->
                switch (requests.incrementAndGet() % 10) {
                  case 3 -> {
                    store.invoke(request);
                    yield Answer.failed(Ended.TIMEOUT, "timeout");
                  }
                  case 7 -> Answer.failed(Ended.BROKEN, "reset");
                  default -> store.invoke(request);
                });
    Recorder recorder = Recorder.inMemory();
    Run run = new Run(settings(workload, 300), flaky, recorder, Prices.FREE);
    run.execute();

    assertThat(run.tally().ended()).containsKeys(Ended.TIMEOUT, Ended.BROKEN);
    WorkloadJudge.judge(workload, recorder.history())
        .ifPresent(
            result ->
                assertThat(result.verdict().judgement())
                    .as("%s", result)
                    .isEqualTo(Judgement.CONSISTENT));
  }

  @Test
  void theProgressLineTellsRateLatenciesViolationsCostAndTimeLeftInOneLine() {
    Prices prices = new Prices("2025-01-01", Map.of("request", 0.00001));
    Store store = new MemoryStore(request -> new Charge("request", 1));
    Settings settings = settings(Workloads.byName("registers").orElseThrow(), 2_000);
    Run run = new Run(settings, store, Recorder.inMemory(), prices);
    run.execute();
    run.seen(2);

    assertThat(run.progress())
        .matches(
            "2,000/2,000, [\\d,]+/s, p50 [\\d.]+ p99 [\\d.]+ ms, 2 violations, \\$0\\.02, 0 s left")
        .hasSizeLessThan(80);
  }

  @Test
  void aWriteThatIsAcknowledgedAndForgottenIsAViolation() throws MalformedHistoryException {
    AtomicInteger writes = new AtomicInteger();
    Store forgetful =
        new FaultyStore(
            (store, request) ->
                request.action() == Action.WRITE && writes.incrementAndGet() % 20 == 0
                    ? Answer.of(new Text("done"))
                    : store.invoke(request));
    Recorder recorder = Recorder.inMemory();
    Workload registers = Workloads.byName("registers").orElseThrow();
    new Run(settings(registers, 600), forgetful, recorder, Prices.FREE).execute();

    CheckResult result = WorkloadJudge.judge(registers, recorder.history()).orElseThrow();

    assertThat(result.verdict().judgement()).isEqualTo(Judgement.VIOLATED);
  }

  /** Two clients that always read before the other replaces; the store does not look. */
  @Test
  void aReplacementWithoutItsConditionIsAViolation() throws MalformedHistoryException {
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    Store careless =
        new FaultyStore(
            (store, request) -> {
              if (request.action() == Action.READ) {
                Answer answer = store.invoke(request);
                await(bothHaveRead);
                return answer;
              }
              return store.invoke(
                  request.action() == Action.REPLACE
                      ? Request.of(Action.WRITE, request.key(), request.value())
                      : request);
            });
    Recorder recorder = Recorder.inMemory();
    Workload cas = Workloads.byName("cas").orElseThrow();
    Settings two =
        new Settings(
            cas,
            OptionalLong.of(100),
            Optional.empty(),
            2,
            1,
            KeyChoice.UNIFORM,
            0,
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1);
    new Run(two, careless, recorder, Prices.FREE).execute();

    assertThat(WorkloadJudge.judge(cas, recorder.history()).orElseThrow().verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  /** Who is left alone in the end need not wait for long. */
  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      assertThat(barrier.isBroken()).isTrue();
    }
  }

  @Test
  void itStopsBeforeItSpendsMoreThanItMay() {
    Workload registers = Workloads.byName("registers").orElseThrow();
    Settings settings =
        new Settings(
            registers,
            OptionalLong.of(1_000_000),
            Optional.empty(),
            8,
            3,
            KeyChoice.UNIFORM,
            0.5,
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.empty(),
            OptionalDouble.of(1.0),
            1);
    Store billed = new MemoryStore(r -> new Charge(r.action().readOnly() ? "read" : "write", 1));
    Run run = new Run(settings, billed, Recorder.inMemory(), PRICES);
    run.execute();

    assertThat(run.stopped()).isEqualTo("the budget of $1.00 is spent");
    assertThat(run.tally().dollars()).isBetween(0.98, 1.0);
    double units =
        run.tally().units().getOrDefault("read", 0.0) * 0.001
            + run.tally().units().getOrDefault("write", 0.0) * 0.01;
    assertThat(units).isCloseTo(run.tally().dollars(), Offset.offset(1e-6));
  }

  @Test
  void itStopsWhenItsTimeIsOver() {
    Workload registers = Workloads.byName("registers").orElseThrow();
    Settings settings =
        new Settings(
            registers,
            OptionalLong.empty(),
            Optional.of(Duration.ofMillis(100)),
            2,
            3,
            KeyChoice.ZIPF,
            0.5,
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.of(200),
            OptionalDouble.empty(),
            1);
    Run run = new Run(settings, new MemoryStore(), Recorder.inMemory(), Prices.FREE);
    run.execute();

    assertThat(run.tally().elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    // 200 a second for a tenth of one, and what a slow machine adds.
    assertThat(run.tally().operations())
        .isBetween(1L, 200L * (1 + run.tally().elapsed().toMillis()) / 1000 + 3);
  }

  @Test
  void oneClientMakesTheSameChoicesWithTheSameSeed() throws MalformedHistoryException {
    assertThat(oneClient(5)).isEqualTo(oneClient(5)).isNotEqualTo(oneClient(6));
  }

  private static List<String> oneClient(long seed) throws MalformedHistoryException {
    Workload workload = Workloads.byName("cas").orElseThrow();
    Settings settings =
        new Settings(
            workload,
            OptionalLong.of(100),
            Optional.empty(),
            1,
            3,
            KeyChoice.HOT,
            0.5,
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            seed);
    Recorder recorder = Recorder.inMemory();
    new Run(settings, new MemoryStore(), recorder, Prices.FREE).execute();
    History history = recorder.history();
    return IntStream.range(0, history.size())
        .mapToObj(i -> history.operation(i).toString())
        .toList();
  }

  @Test
  void aFaultOfOursIsNotTakenForARun() {
    Store broken =
        new FaultyStore(
            (store, request) -> {
              throw new IllegalStateException("a bug");
            });
    Workload workload = Workloads.byName("registers").orElseThrow();
    Run run = new Run(settings(workload, 10), broken, Recorder.inMemory(), Prices.FREE);

    assertThatThrownBy(run::execute)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a client failed")
        .hasRootCauseMessage("a bug");
  }

  @Test
  void aRunWithoutMemoryIsCutShortAndKeepsWhatItRecorded() throws MalformedHistoryException {
    AtomicInteger requests = new AtomicInteger();
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    Store greedy =
        new FaultyStore(
            (store, request) -> {
              if (requests.incrementAndGet() > 5) {
                // The machine's own error is the same each time, so closing adds it to itself.
                throw full;
              }
              return store.invoke(request);
            });
    Recorder recorder = Recorder.inMemory();
    Run run =
        new Run(
            settings(Workloads.byName("registers").orElseThrow(), 100),
            greedy,
            recorder,
            Prices.FREE);

    run.execute();

    assertThat(run.stopped()).startsWith("there was no memory left");
    assertThat(recorder.history().size()).isBetween(6, 99);
  }

  @Test
  void aWorkloadThatTheStoreCanNotDoIsRefused() {
    Store small =
        new FaultyStore((store, request) -> store.invoke(request)) {
          @Override
          public Set<Action> actions() {
            return Set.of(Action.READ, Action.WRITE);
          }
        };

    assertThatThrownBy(
            () ->
                new Run(
                    settings(Workloads.byName("list").orElseThrow(), 1),
                    small,
                    Recorder.inMemory(),
                    Prices.FREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the store can't do what the workload list needs");
  }

  private static Settings settings(Workload workload, long operations) {
    Workload.Shape shape = workload.shape();
    return new Settings(
        workload,
        OptionalLong.of(operations),
        Optional.empty(),
        8,
        shape.keys(),
        shape.choice(),
        shape.reads(),
        shape.deletes(),
        Request.STRONG,
        Routing.STICKY,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        42);
  }
}
