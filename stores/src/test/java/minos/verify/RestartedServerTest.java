package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import minos.check.Budget;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.history.Outcome;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.etcd.EtcdSettings;
import minos.store.etcd.EtcdStore;
import minos.store.jdbc.JdbcSettings;
import minos.store.jdbc.JdbcStore;
import minos.store.redis.RedisSettings;
import minos.store.redis.RedisStore;
import minos.store.zookeeper.ZooKeeperSettings;
import minos.store.zookeeper.ZooKeeperStore;
import minos.value.Dict;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that keep their promise through a crash, killed and started again under a run: no false
 * violation, and nothing that was recorded is lost.
 */
final class RestartedServerTest {
  private static final int RUNS = Integer.getInteger("minos.verify.restarts", 2);
  private static final long SEED = Long.getLong("minos.verify.seed", 42);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final List<String> WORKLOADS = List.of("registers", "cas");

  @TempDir private Path directory;
  @RegisterExtension private final DebianServers servers = new DebianServers();

  @Test
  void redisThatWritesItsLogBeforeItAnswersIsConsistent() throws Exception {
    DebianServers.Server server = servers.redis();

    judgeThroughCrashes(
        server,
        prefix ->
            RedisStore.open(new RedisSettings(List.of(server.address()), prefix, 0, TIMEOUT)));
  }

  @Test
  void etcdIsConsistent() throws Exception {
    DebianServers.Server server = servers.etcd(1).get(0);
    List<URI> nodes = List.of(URI.create("http://127.0.0.1:" + server.port()));

    judgeThroughCrashes(server, prefix -> EtcdStore.open(new EtcdSettings(nodes, prefix, TIMEOUT)));
  }

  @Test
  void zookeeperIsConsistent() throws Exception {
    DebianServers.Server server = servers.zookeeper(1).get(0);

    judgeThroughCrashes(
        server,
        prefix ->
            ZooKeeperStore.open(new ZooKeeperSettings(List.of(server.address()), prefix, TIMEOUT)));
  }

  @Test
  void postgresIsConsistent() throws Exception {
    DebianServers.Server server = servers.postgres();
    String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?socketTimeout=5";

    judgeThroughCrashes(
        server,
        prefix ->
            JdbcStore.open(
                new JdbcSettings(
                    List.of(url),
                    Optional.of("postgres"),
                    Optional.empty(),
                    prefix,
                    JdbcSettings.Isolation.SERIALIZABLE,
                    Optional.empty())));
  }

  private interface Opener {
    Store open(String prefix) throws StoreUnreachableException;
  }

  private void judgeThroughCrashes(DebianServers.Server server, Opener opener) throws Exception {
    for (int run = 0; run < RUNS; run++) {
      String workload = WORKLOADS.get(run % WORKLOADS.size());
      String which = String.format(Locale.ROOT, "seed %d, run %d, %s", SEED, run, workload);
      Store store = open(opener, "run-" + run + "/");
      try (store) {
        Path file = Files.createTempDirectory(directory, "run").resolve("history.jsonl");
        SplittableRandom random = new SplittableRandom(SEED + run);
        Run recorded;
        try (Recorder recorder =
            Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
          recorded = new Run(settings(workload, SEED + run), store, recorder, Prices.FREE);
          Thread clients = new Thread(recorded::execute, "run");
          clients.start();
          awaitAnswers(recorded, 20 + random.nextInt(200), which);
          server.kill();
          LockSupport.parkNanos(random.nextLong(100_000_000));
          server.start();
          // It goes on to work: what was acknowledged before is looked at again.
          awaitAnswers(recorded, answered(recorded) + 200, which);
          recorded.stop("enough");
          clients.join();
        }

        History history = HistoryFiles.read(file, ReadOptions.DEFAULT);
        CheckResult result =
            new LinearizabilityCheck(
                    Models.byName(workload.equals("cas") ? "cas-register" : "register")
                        .orElseThrow()
                        .create(ModelOptions.DEFAULTS))
                .check(history, Budget.unlimited());

        assertThat(history.origin().truncated()).as(which).isEmpty();
        assertThat((long) history.size()).as(which).isEqualTo(recorded.tally().operations());
        Map<Ended, Long> ended = recorded.tally().ended();
        assertThat(ended.keySet())
            .as("%s: the crash was noticed", which)
            .containsAnyOf(Ended.NOT_SENT, Ended.BROKEN, Ended.UNCLEAR, Ended.SERVER_ERROR);
        assertThat(outcomes(history, Outcome.OK)).as(which).isGreaterThan(200);
        assertThat(result.verdict().judgement())
            .as("%s: %s", which, result)
            .isEqualTo(Judgement.CONSISTENT);
      }
    }
  }

  /** A server that listens may need some time until it answers. */
  private static Store open(Opener opener, String prefix) throws StoreUnreachableException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        return opener.open(prefix);
      } catch (StoreUnreachableException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static long answered(Run run) {
    return run.tally().ended().getOrDefault(Ended.ANSWERED, 0L);
  }

  private static void awaitAnswers(Run run, long count, String which) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (answered(run) < count) {
      assertThat(System.nanoTime())
          .as("%s: waited a minute for %d answers of %s", which, count, run.tally())
          .isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long outcomes(History history, Outcome outcome) {
    long count = 0;
    for (int i = 0; i < history.size(); i++) {
      count += history.outcome(i) == outcome ? 1 : 0;
    }
    return count;
  }

  private static Settings settings(String workload, long seed) {
    return new Settings(
        Workloads.byName(workload).orElseThrow(),
        OptionalLong.empty(),
        Optional.of(Duration.ofMinutes(5)),
        4,
        5,
        KeyChoice.UNIFORM,
        0.5,
        0.05,
        Request.STRONG,
        Routing.STICKY,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        seed);
  }
}
