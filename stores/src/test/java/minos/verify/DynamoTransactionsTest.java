package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import minos.check.Budget;
import minos.history.History;
import minos.recorder.Recorder;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Request;
import minos.store.Store;
import minos.store.dynamodb.DynamoStore;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is recorded of the transactions of DynamoDB Local, and what is found in it. */
final class DynamoTransactionsTest {
  private static final int RUNS = 20;

  private static LocalServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LocalStores.start(LocalServer.Kind.DYNAMODB);
    DynamoStore.open(LocalStores.dynamoSettings(server, "any/", true)).close();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void listsThatTransactionsReadAreStrictlySerializable() throws Exception {
    try (Store store = DynamoStore.open(LocalStores.dynamoSettings(server, "right/", false))) {
      Verdict verdict = verdict(record(store, 1), IsolationLevel.STRICT_SERIALIZABLE);

      assertThat(verdict.judgement()).as("%s", verdict).isEqualTo(Judgement.CONSISTENT);
    }
  }

  /** Between one list and the next somebody appends to both: some run shows it. */
  @Test
  void listsThatAreReadOneAfterTheOtherAreNotSerializable() throws Exception {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    for (int run = 1; run <= RUNS && found.isEmpty(); run++) {
      String prefix = "torn-" + run + "/";
      try (Store store = DynamoStore.open(LocalStores.dynamoSettings(server, prefix, false))) {
        Store torn =
            new FaultyStore(
                store,
                (whole, request) ->
                    request.action() == Action.READ_ALL
                        ? oneAfterTheOther(whole, request)
                        : whole.invoke(request));
        History history = record(torn, run);
        assertThat(verdict(history, IsolationLevel.READ_COMMITTED).judgement())
            .isEqualTo(Judgement.CONSISTENT);
        if (verdict(history, IsolationLevel.SERIALIZABLE) instanceof Verdict.Violated violated) {
          violated.violations().stream().map(Violation::anomaly).forEach(found::add);
        }
      }
    }
    assertThat(found).contains(Anomaly.G_SINGLE);
  }

  private static Answer oneAfterTheOther(Store store, Request reads) {
    List<Value> read = new ArrayList<>();
    reads.parts().forEach(part -> read.add(store.invoke(part).value()));
    return Answer.of(new Seq(read));
  }

  private static Verdict verdict(History history, IsolationLevel level) {
    return TransactionChecks.of(level, TransactionModel.LIST_APPEND)
        .check(history, Budget.unlimited())
        .verdict();
  }

  private static History record(Store store, long seed) throws Exception {
    Workload lists = Workloads.byName("list-transactions").orElseThrow();
    Settings settings =
        new Settings(
            lists,
            OptionalLong.of(250),
            Optional.empty(),
            8,
            lists.shape().keys(),
            lists.shape().choice(),
            lists.shape().reads(),
            0,
            Request.STRONG,
            Routing.STICKY,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            seed);
    Recorder recorder = Recorder.inMemory();
    new Run(settings, store, recorder, Prices.FREE).execute();
    return recorder.history();
  }
}
