package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import minos.check.Budget;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
import minos.store.Action;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.etcd.EtcdSettings;
import minos.store.etcd.EtcdStore;
import minos.store.redis.RedisSettings;
import minos.store.redis.RedisStore;
import minos.store.zookeeper.ZooKeeperSettings;
import minos.store.zookeeper.ZooKeeperStore;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against servers of others that the machine has, if it has them. */
final class DebianStoresTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @RegisterExtension private final DebianServers servers = new DebianServers();

  @Test
  void redisAnswersAsAskedAndItsReplicaReadsLate() throws Exception {
    DebianServers.Server primary = servers.redis();
    DebianServers.Server replica = servers.redis("--replicaof", "127.0.0.1 " + primary.port());
    List<InetSocketAddress> nodes = List.of(primary.address(), replica.address());
    try (Store store = RedisStore.open(new RedisSettings(nodes, "p/", 0, TIMEOUT))) {
      conditionsAreKept(store);
      assertThat(store.invoke(Request.of(Action.ADD, "n", 4)).value()).isEqualTo(new Int(4));
      assertThat(store.invoke(Request.of(Action.ADD_ELEMENT, "s", 4)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.WRITE, "x", 1).via(1)).ended())
          .isEqualTo(Ended.REJECTED);

      CheckResult primaryOnly = judge(store, Routing.STICKY, Request.STRONG, 2_000, 1);
      assertThat(primaryOnly.verdict().judgement()).isEqualTo(Judgement.CONSISTENT);
      assertThat(store.clean()).isPositive();
    }
    // A replica lags by less than most reads take: some run shows it.
    try (Store store = RedisStore.open(new RedisSettings(nodes, "q/", 0, TIMEOUT))) {
      boolean seen = false;
      for (int seed = 0; seed < 20 && !seen; seed++) {
        CheckResult result = judge(store, Routing.WRITE_FIRST, Request.STRONG, 5_000, seed);
        seen = result.verdict().judgement() == Judgement.VIOLATED;
        store.clean();
      }
      assertThat(seen).as("a stale read from the replica").isTrue();
    }
  }

  @Test
  void etcdAnswersAsAsked() throws Exception {
    List<URI> nodes = List.of(URI.create("http://127.0.0.1:" + servers.etcd(1).get(0).port()));
    try (Store store = EtcdStore.open(new EtcdSettings(nodes, "p/", TIMEOUT))) {
      conditionsAreKept(store);
      List<Request> writes =
          List.of(Request.of(Action.WRITE, "a", 11), Request.of(Action.WRITE, "b", 12));
      assertThat(store.invoke(Request.all(Action.WRITE_ALL, writes)).ok()).isTrue();
      assertThat(store.invoke(Request.all(Action.READ_ALL, writes)).value())
          .isEqualTo(Value.seq(new Int(11), new Int(12)));
      assertThat(store.invoke(Request.of(Action.READ, "a")).fields()).containsKey("version");

      assertThat(judge(store, Routing.STICKY, Request.STRONG, 500, 1).verdict().judgement())
          .isEqualTo(Judgement.CONSISTENT);
      assertThat(store.clean()).isPositive();
      assertThat(store.invoke(Request.of(Action.READ, "a")).value()).isEqualTo(Nil.NIL);
    }
  }

  @Test
  void zookeeperAnswersAsAskedAndItsServersReadLate() throws Exception {
    List<InetSocketAddress> nodes =
        servers.zookeeper(3).stream().map(DebianServers.Server::address).toList();
    try (Store store = zookeeper(nodes, "a/p/")) {
      conditionsAreKept(store);
      assertThat(store.invoke(Request.of(Action.WRITE, "x/y", 7)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.READ, "x/y")).value()).isEqualTo(new Int(7));
      assertThat(store.invoke(Request.of(Action.READ, "x/y")).fields()).containsKey("version");

      CheckResult synced = judge(store, Routing.ROAMING, Request.STRONG, 1_000, 1);
      assertThat(synced.verdict().judgement()).as("%s", synced).isEqualTo(Judgement.CONSISTENT);
      assertThat(store.clean()).isPositive();
    }
    // Servers lag by less than most reads take: some run shows it.
    try (Store store = zookeeper(nodes, "a/q/")) {
      boolean seen = false;
      for (int seed = 0; seed < 20 && !seen; seed++) {
        CheckResult result = judge(store, Routing.ROAMING, Request.EVENTUAL, 4_000, seed);
        seen = result.verdict().judgement() == Judgement.VIOLATED;
      }
      assertThat(seen).as("a stale read from a server that lags").isTrue();
      assertThat(store.clean()).isPositive();
    }
    // What is beside the prefix stays.
    try (Store store = zookeeper(nodes, "a/")) {
      assertThat(store.clean()).isZero();
    }
  }

  /** A cluster needs some time until it has a leader. */
  private static Store zookeeper(List<InetSocketAddress> nodes, String prefix)
      throws StoreUnreachableException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        return ZooKeeperStore.open(new ZooKeeperSettings(nodes, prefix, TIMEOUT));
      } catch (StoreUnreachableException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static void conditionsAreKept(Store store) {
    assertThat(store.invoke(Request.of(Action.READ, "c")).value()).isEqualTo(Nil.NIL);
    assertThat(store.invoke(Request.of(Action.CREATE, "c", 1)).ok()).isTrue();
    assertThat(store.invoke(Request.of(Action.CREATE, "c", 2)).ended())
        .isEqualTo(Ended.PRECONDITION_FAILED);
    String token = String.valueOf(store.invoke(Request.of(Action.READ, "c")).token());
    assertThat(store.invoke(Request.replace("c", token, 3)).ok()).isTrue();
    assertThat(store.invoke(Request.replace("c", token, 4)).ended())
        .isEqualTo(Ended.PRECONDITION_FAILED);
    assertThat(store.invoke(Request.of(Action.READ, "c")).value()).isEqualTo(new Int(3));
    store.invoke(Request.of(Action.DELETE, "c"));
    assertThat(store.invoke(Request.of(Action.READ, "c")).value()).isEqualTo(Nil.NIL);
  }

  private static CheckResult judge(
      Store store, Routing routing, String level, long operations, long seed) throws Exception {
    Recorder recorder = Recorder.inMemory();
    Settings settings =
        new Settings(
            Workloads.byName("registers").orElseThrow(),
            OptionalLong.of(operations),
            Optional.empty(),
            routing == Routing.STICKY ? 1 : 6,
            10,
            KeyChoice.UNIFORM,
            0.7,
            0,
            level,
            routing,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            seed);
    new Run(settings, store, recorder, Prices.FREE).execute();
    History history = recorder.history();
    return new LinearizabilityCheck(Register.plain(ModelOptions.DEFAULTS))
        .check(history, Budget.unlimited());
  }
}
