package minos.verify.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import minos.check.Budget;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.format.EventStream;
import minos.format.Format;
import minos.format.input.ReadLimits;
import minos.history.Event;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.MemoryStore;
import minos.store.Request;
import minos.store.Store;
import minos.value.Dict;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verify.FaultyStore;
import minos.verify.KeyChoice;
import minos.verify.Prices;
import minos.verify.Routing;
import minos.verify.Run;
import minos.verify.Settings;
import minos.verify.Workload;
import minos.verify.WorkloadJudge;
import minos.verify.Workloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecentHistoryTest {
  private static final int SEEDS = Integer.getInteger("minos.cases", 50);

  @TempDir private Path directory;

  private static RecentHistory recent(String model, int kept) {
    return new RecentHistory("recording", Dict.EMPTY, model, kept);
  }

  private static CheckResult linearizable(History history) {
    return new LinearizabilityCheck(Register.withCompareAndSet(ModelOptions.DEFAULTS))
        .check(history, Budget.unlimited());
  }

  private static CheckResult promised(History history) {
    return new ContractCheck(Contracts.byName("s3").orElseThrow(), ContractOptions.DEFAULTS)
        .check(history, Budget.unlimited());
  }

  /** What is consistent as a whole is so in all its parts, whatever was lost or came late. */
  @Test
  void noPartOfALinearizableRecordingIsViolated() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      RecentHistory recent = recent("cas-register", 2 + seed % 12);
      SimulatedRecording recording = new SimulatedRecording(seed, recent::accept);
      for (int step = 0; step < 400; step++) {
        recording.step();
        if (step % 37 == 36) {
          History part = recent.history();
          assertThat(linearizable(part).verdict().judgement())
              .as("seed %d, step %d: %s", seed, step, part.operations())
              .isNotEqualTo(Judgement.VIOLATED);
          assertThat(promised(part).verdict().judgement())
              .as("seed %d, step %d: %s", seed, step, part.operations())
              .isNotEqualTo(Judgement.VIOLATED);
        }
      }
    }
  }

  /** The same recordings, with one read that can't be: a lost object, or one that comes back. */
  @Test
  void aReadThatCanNotBeIsSeenInThePartThatHasIt() throws Exception {
    int shown = 0;
    for (int seed = 0; seed < 200; seed++) {
      boolean lostObject = seed % 2 == 0;
      RecentHistory recent = recent("register", 20);
      List<Event> events = new ArrayList<>();
      SimulatedRecording recording =
          new SimulatedRecording(
              seed,
              event -> {
                events.add(event);
                recent.accept(event);
              });
      for (int step = 0; step < 500; step++) {
        recording.step();
      }
      // A key that no lost request can touch.
      Value old = recording.write("x");
      for (int step = 0; step < 10; step++) {
        recording.step();
      }
      Value now = recording.write("x");
      assertThat(now).isNotEqualTo(old);
      recording.read("x", lostObject ? Nil.NIL : old);
      long line = events.get(events.size() - 2).line();

      CheckResult result = linearizable(recent.history());

      assertThat(result.verdict()).as("seed %d", seed).isInstanceOf(Verdict.Violated.class);
      Verdict.Violated violated = (Verdict.Violated) result.verdict();
      assertThat(violated.violations().get(0).culprit().orElseThrow().invokeLine())
          .as("seed %d", seed)
          .hasValue(line);
      shown++;
    }
    assertThat(shown).isEqualTo(200);
  }

  static List<Workload> workloads() {
    return Workloads.all();
  }

  /** Each workload as it is recorded, with answers that are lost and requests that are. */
  @ParameterizedTest
  @MethodSource("workloads")
  void noPartOfAnyWorkloadIsViolated(Workload workload) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Store flaky =
        new FaultyStore(
            (store, request) ->
                switch (requests.incrementAndGet() % 17) {
                  case 3 -> {
                    store.invoke(request);
                    yield Answer.failed(Ended.TIMEOUT, "timeout");
                  }
                  case 7 -> Answer.failed(Ended.BROKEN, "reset");
                  default -> store.invoke(request);
                });
    Path file = record(workload, flaky, 1_500);
    RecentHistory recent = recent(workload.model(), 100);
    int parts = 0;
    int told = 0;
    try (var in = Files.newInputStream(file)) {
      EventStream events = EventStream.of(in, Format.JSONL, "recording", ReadLimits.DEFAULT);
      for (Event event = events.next(); event != null; event = events.next()) {
        recent.accept(event);
        if (++parts % 150 == 0) {
          History part = recent.history();
          told += part.size();
          assertThat(WorkloadJudge.judge(workload, part).map(r -> r.verdict().judgement()))
              .as("event %d: %s", parts, part.operations())
              .isNotEqualTo(Optional.of(Judgement.VIOLATED));
        }
      }
    }
    assertThat(told).isGreaterThan(500);
  }

  /** A counter that forgets, long after what it forgets is known no more. */
  @Test
  void aCounterThatForgetsIsSeen() throws Exception {
    AtomicInteger adds = new AtomicInteger();
    // More than what may come late at the place before which all is forgotten.
    Store forgetful =
        new FaultyStore(
            (store, request) ->
                !request.action().readOnly() && adds.incrementAndGet() % 1_000 < 50
                    ? Answer.of(Nil.NIL)
                    : store.invoke(request));
    Workload counter = Workloads.byName("counter").orElseThrow();
    Path file = record(counter, forgetful, 3_000);
    RecentHistory recent = recent("counter", 50);
    try (var in = Files.newInputStream(file)) {
      EventStream events = EventStream.of(in, Format.JSONL, "recording", ReadLimits.DEFAULT);
      for (Event event = events.next(); event != null; event = events.next()) {
        recent.accept(event);
      }
    }

    assertThat(WorkloadJudge.judge(counter, recent.history()).orElseThrow().verdict().judgement())
        .isEqualTo(Judgement.VIOLATED);
  }

  /** What a run, its recorder and who follows the recording hold, does not grow with the run. */
  @Test
  void memoryIsThatOfTheLastOperations() throws Exception {
    Workload workload = Workloads.byName("registers").orElseThrow();
    // Classes are loaded, buffers have their size.
    held(workload, 5_000);
    long few = held(workload, 20_000);
    long many = held(workload, 200_000);

    assertThat(many - few).as("%d bytes, then %d", few, many).isLessThan(2 << 20);
  }

  /** The bytes in use when a run has ended and nothing of it was let go. */
  private long held(Workload workload, long operations) throws Exception {
    Path file = Files.createTempDirectory(directory, "run").resolve("history.jsonl");
    RecentHistory recent = recent(workload.model(), 2_000);
    long bytes;
    try (Recorder recorder =
            Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL);
        Store store = new MemoryStore()) {
      Run run = new Run(settings(workload, operations), store, recorder, Prices.FREE);
      run.execute();
      try (var in = Files.newInputStream(file)) {
        EventStream events = EventStream.of(in, Format.JSONL, "recording", ReadLimits.DEFAULT);
        for (Event event = events.next(); event != null; event = events.next()) {
          recent.accept(event);
        }
      }
      bytes = inUse();
      assertThat(run.tally().operations()).isEqualTo(operations);
      assertThat(recent.operations()).isEqualTo(operations);
      assertThat(recent.history().size()).isLessThan(5_000);
    }
    Files.delete(file);
    return bytes;
  }

  private static long inUse() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private Path record(Workload workload, Store store, long operations) throws Exception {
    Path file = Files.createTempDirectory(directory, "run").resolve("history.jsonl");
    try (Recorder recorder =
        Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
      new Run(settings(workload, operations), store, recorder, Prices.FREE).execute();
    }
    return file;
  }

  private static Settings settings(Workload workload, long operations) {
    return new Settings(
        workload,
        OptionalLong.of(operations),
        Optional.empty(),
        4,
        workload.shape().keys(),
        KeyChoice.UNIFORM,
        workload.shape().reads(),
        workload.shape().deletes(),
        Request.STRONG,
        Routing.STICKY,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        7);
  }
}
