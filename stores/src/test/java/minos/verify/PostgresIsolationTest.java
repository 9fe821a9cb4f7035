package minos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import minos.check.Budget;
import minos.format.HistoryFiles;
import minos.format.ReadOptions;
import minos.history.History;
import minos.recorder.ExceptionOutcomes;
import minos.recorder.Flush;
import minos.recorder.Recorder;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.jdbc.JdbcSettings;
import minos.store.jdbc.JdbcSettings.Isolation;
import minos.store.jdbc.JdbcStore;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionChecks;
import minos.transactions.TransactionModel;
import minos.value.Dict;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The isolation levels of a real PostgreSQL 15, each judged: it is known to lose updates under READ
 * COMMITTED, to let writes skew under REPEATABLE READ, which is snapshot isolation, and to do
 * neither under SERIALIZABLE.
 */
final class PostgresIsolationTest {
  private static final int RUNS = 10;
  private static final int OPERATIONS = 800;

  @TempDir private Path directory;
  @RegisterExtension private final DebianServers servers = new DebianServers();

  @Test
  void eachLevelKeepsWhatItPromisesAndShowsWhatIsKnownOfIt() throws Exception {
    int port = servers.postgres().port();

    for (TransactionModel model : TransactionModel.values()) {
      Workload workload =
          Workloads.byName(model == TransactionModel.RW_REGISTER ? "mixed" : "list-append")
              .orElseThrow();
      // A list is appended to in one statement, which the database repeats for the newest row.
      Anomaly skew = model == TransactionModel.RW_REGISTER ? Anomaly.LOST_UPDATE : Anomaly.G_SINGLE;

      Set<Anomaly> committed = EnumSet.noneOf(Anomaly.class);
      for (int run = 0; run < RUNS && !committed.contains(skew); run++) {
        History history = record(port, Isolation.READ_COMMITTED, workload, run);
        assertThat(verdict(history, model, IsolationLevel.READ_COMMITTED).judgement())
            .as("%s, READ COMMITTED, run %d", workload.name(), run)
            .isEqualTo(Judgement.CONSISTENT);
        committed.addAll(anomalies(verdict(history, model, IsolationLevel.SNAPSHOT_ISOLATION)));
      }
      assertThat(committed).as(workload.name()).contains(skew);

      Set<Anomaly> repeatable = EnumSet.noneOf(Anomaly.class);
      for (int run = 0; run < RUNS && !repeatable.contains(Anomaly.G2_ITEM); run++) {
        History history = record(port, Isolation.REPEATABLE_READ, workload, run);
        assertThat(verdict(history, model, IsolationLevel.SNAPSHOT_ISOLATION).judgement())
            .as("%s, REPEATABLE READ, run %d", workload.name(), run)
            .isEqualTo(Judgement.CONSISTENT);
        repeatable.addAll(anomalies(verdict(history, model, IsolationLevel.SERIALIZABLE)));
      }
      assertThat(repeatable)
          .as(workload.name())
          .contains(Anomaly.G2_ITEM)
          .doesNotContain(Anomaly.LOST_UPDATE, Anomaly.G_SINGLE);

      for (int run = 0; run < 2; run++) {
        History history = record(port, Isolation.SERIALIZABLE, workload, run);
        assertThat(verdict(history, model, IsolationLevel.SERIALIZABLE).judgement())
            .as("%s, SERIALIZABLE, run %d", workload.name(), run)
            .isEqualTo(Judgement.CONSISTENT);
      }
    }
  }

  private History record(int port, Isolation isolation, Workload workload, int run)
      throws Exception {
    String prefix =
        isolation.name().toLowerCase(Locale.ROOT) + "-" + workload.name() + "-" + run + "/";
    JdbcSettings settings =
        new JdbcSettings(
            List.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres?socketTimeout=30"),
            Optional.of("postgres"),
            Optional.empty(),
            prefix,
            isolation,
            Optional.empty());
    Path file = Files.createTempDirectory(directory, "run").resolve("history.jsonl");
    try (Store store = open(settings);
        Recorder recorder =
            Recorder.toFile(file, Flush.EACH, Dict.EMPTY, ExceptionOutcomes.USUAL)) {
      new Run(settings(workload, run), store, recorder, Prices.FREE).execute();
    }
    return HistoryFiles.read(file, ReadOptions.DEFAULT);
  }

  private static Verdict verdict(History history, TransactionModel model, IsolationLevel level) {
    return TransactionChecks.of(level, model).check(history, Budget.unlimited()).verdict();
  }

  private static List<Anomaly> anomalies(Verdict verdict) {
    return verdict instanceof Verdict.Violated violated
        ? violated.violations().stream().map(Violation::anomaly).toList()
        : List.of();
  }

  /** A server that listens may need some time until it answers. */
  private static Store open(JdbcSettings settings) throws StoreUnreachableException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        return JdbcStore.open(settings);
      } catch (StoreUnreachableException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static Settings settings(Workload workload, long seed) {
    return new Settings(
        workload,
        OptionalLong.of(OPERATIONS),
        Optional.empty(),
        6,
        3,
        KeyChoice.UNIFORM,
        workload.shape().reads(),
        0,
        Request.STRONG,
        Routing.STICKY,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        seed);
  }
}
