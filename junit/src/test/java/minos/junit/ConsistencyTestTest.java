package minos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import minos.recorder.Recorder;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** {@link ConsistencyTest} run by JUnit's own test kit. */
final class ConsistencyTestTest {
  @TempDir private Path reports;

  /** What the kit runs; not found by the build, being no test class by its name. */
  static final class Cases {
    @ConsistencyTest(model = "cas-register", threads = 3, operations = 50, repeats = 3, seed = 7)
    void atomicReference(ConsistencyRun run) throws Exception {
      AtomicLong register = new AtomicLong();
      run.recorder().invoke(1000, "write", null, 0).ok();
      run.clients(
          client -> {
            long seen = client.read(null, register::get);
            long next = client.unique();
            if (client.chance(0.3)) {
              client.cas(null, seen, next, () -> register.compareAndSet(seen, next));
            } else {
              client.write(null, next, register::set);
            }
          });
    }

    @ConsistencyTest(threads = 1, operations = 20, seed = 5)
    void cacheThatNobodyInvalidates(ConsistencyRun run) throws Exception {
      AtomicLong database = new AtomicLong();
      long cached = 0;
      run.clients(client -> client.write(null, client.unique(), database::set));
      try (var read = run.recorder().invoke(99, "read", null)) {
        read.ok(cached);
      }
    }

    @ConsistencyTest(contract = "dynamodb", seed = 1)
    void storeThatLags(ConsistencyRun run) {
      run.recorder().invoke(0, "put", "x", 1).ok();
      run.recorder().invoke(0, "put", "x", 2).ok();
      Map<String, Value> strong = Map.of("level", Value.of("strong"));
      run.recorder().invoke(0, "get", "x", null, strong).ok(1);
    }

    @ConsistencyTest(seed = 1)
    void nothingRecorded(Recorder recorder) {
      assertThat(recorder).isNotNull();
    }

    @ConsistencyTest(seed = 1, threads = 2, operations = 3)
    void clientThatThrows(ConsistencyRun run) throws Exception {
      run.clients(
          client -> {
            throw new IllegalStateException("out of order");
          });
    }
  }

  @Test
  void eachRepetitionOfACorrectStructurePassesWithItsOwnSeed() {
    Events tests = run("atomicReference");

    tests.assertStatistics(stats -> stats.started(3).succeeded(3));
    assertThat(tests.started().stream().map(e -> e.getTestDescriptor().getDisplayName()))
        .containsExactly("seed 7", "seed 8", "seed 9");
  }

  @Test
  void aStaleReadFailsAndLeavesItsHistory() {
    Events tests = run("cacheThatNobodyInvalidates");

    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                displayName("seed 5"),
                finishedWithFailure(
                    message(m -> m.contains("mvn test -Dtest='" + Cases.class.getName())),
                    message(m -> m.contains("#cacheThatNobodyInvalidates' -Dminos.seed=5")),
                    message(m -> m.contains("not linearizable")),
                    message(m -> m.contains("minos check --model register")))));
    Path written = reports.resolve(Cases.class.getName()).resolve("cacheThatNobodyInvalidates-5");
    assertThat(written.resolve("history.jsonl")).exists();
    assertThat(written.resolve("counterexample.jsonl")).exists();
    assertThat(written.resolve("history.html"))
        .content()
        .containsPattern("<dt>Seed</dt><dd>(<[^>]*>)?5<");
  }

  @Test
  void aContractThatIsNotKeptFails() {
    run("storeThatLags")
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    message(m -> m.contains("not dynamodb")),
                    message(m -> m.contains("minos check --contract dynamodb")))));
  }

  @Test
  void undecidedIsAFailure() {
    run("nothingRecorded")
        .assertThatEvents()
        .haveExactly(1, event(test(), finishedWithFailure(message(m -> m.contains("undecided")))));
  }

  @Test
  void whatAClientThrewIsTheFailure() throws Exception {
    run("clientThatThrows")
        .assertThatEvents()
        .haveExactly(1, event(test(), finishedWithFailure(message("out of order"))));
    assertThat(reports).isEmptyDirectory();
  }

  private Events run(String method) {
    String parameters =
        method.equals("nothingRecorded") ? "minos.recorder.Recorder" : "minos.junit.ConsistencyRun";
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("minos.reports", reports.toString())
        .selectors(selectMethod(Cases.class, method, parameters))
        .execute()
        .testEvents();
  }
}
