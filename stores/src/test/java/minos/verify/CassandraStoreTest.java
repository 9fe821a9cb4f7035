package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.history.History;
import minos.recorder.Recorder;
import minos.store.Action;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.cassandra.CassandraSettings;
import minos.store.cassandra.CassandraStore;
import minos.store.cassandra.Level;
import minos.value.Int;
import minos.value.Nil;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a cluster that somebody started: it takes a minute, and comes from no package. */
final class CassandraStoreTest {
  private static final String NODES = System.getProperty("minos.cassandra", "");

  @BeforeEach
  void needsACluster() {
    assumeTrue(
        !NODES.isEmpty(),
        "no Cassandra: `.ci/servers/cassandra start DIR` starts one, and"
            + " -Dminos.cassandra=127.0.0.1,127.0.0.2,127.0.0.3 says where it is");
  }

  private static Store open(String prefix) throws StoreUnreachableException {
    return CassandraStore.open(
        new CassandraSettings(
            List.of(NODES.split(",", -1)).stream()
                .map(node -> new InetSocketAddress(node, 9042))
                .toList(),
            Optional.empty(),
            Optional.empty(),
            "minos.verify_test",
            true,
            prefix,
            Level.QUORUM,
            Level.SERIAL,
            Duration.ofSeconds(20)));
  }

  @Test
  void itAnswersAsAskedAndRemovesWhatItMade() throws Exception {
    try (Store store = open("a/")) {
      assertThat(store.invoke(Request.of(Action.READ, "c")).value()).isEqualTo(Nil.NIL);
      assertThat(store.invoke(Request.of(Action.CREATE, "c", 1)).ok()).isTrue();
      assertThat(store.invoke(Request.of(Action.CREATE, "c", 2)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      String token = Objects.requireNonNull(store.invoke(Request.of(Action.READ, "c")).token());
      assertThat(store.invoke(Request.replace("c", token, 3)).ok()).isTrue();
      assertThat(store.invoke(Request.replace("c", token, 4)).ended())
          .isEqualTo(Ended.PRECONDITION_FAILED);
      assertThat(store.invoke(Request.of(Action.READ, "c")).value()).isEqualTo(new Int(3));
      store.invoke(Request.of(Action.WRITE, "w", 5));
      store.invoke(Request.of(Action.DELETE, "w"));
      assertThat(store.invoke(Request.of(Action.READ, "w")).value()).isEqualTo(Nil.NIL);
      // What is beside the prefix stays, and the table with it: it is another one's.
      try (Store other = open("b/")) {
        other.invoke(Request.of(Action.WRITE, "w", 6));
        assertThat(other.clean()).isEqualTo(1);
      }
      assertThat(store.clean()).isEqualTo(1);
    }
  }

  @Test
  void conditionsAreLinearizableWhateverNodeIsAsked() throws Exception {
    try (Store store = open("cas/")) {
      Workload cas = Workloads.byName("cas").orElseThrow();
      Recorder recorder = Recorder.inMemory();
      Settings settings =
          new Settings(
              cas,
              OptionalLong.of(200),
              Optional.empty(),
              4,
              3,
              KeyChoice.UNIFORM,
              0.5,
              0,
              Request.STRONG,
              Routing.ROAMING,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              1);
      new Run(settings, store, recorder, Prices.FREE).execute();
      History history = recorder.history();

      CheckResult result = WorkloadJudge.judge(cas, history).orElseThrow();
      assertThat(result.verdict().judgement()).as("%s", result).isEqualTo(Judgement.CONSISTENT);
      assertThat(store.clean()).isPositive();
    }
  }
}
