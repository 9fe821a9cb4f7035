package minos.recorder.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import minos.check.Budget;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.verdict.Judgement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What the wrappers record, and that real structures under many threads are linearizable. */
final class WrappersTest {
  private final Recorder recorder = Recorder.inMemory();

  @Test
  void aMapIsARegisterForEachKey() throws Exception {
    RecordedMap<String, Integer> map = new RecordedMap<>(new ConcurrentHashMap<>(), recorder);
    map.put("x", 1);
    map.get("x");
    map.replace("x", 1, 2);
    map.replace("x", 1, 3);
    map.putIfAbsent("y", 5);
    map.merge("y", 1, Integer::sum);
    map.remove("x");

    assertThat(operations())
        .containsExactly(
            "write 1 ok",
            "read 1 ok",
            "cas [1 2] ok",
            "cas [1 3] fail",
            "cas [nil 5] ok",
            "read 5 ok",
            "cas [5 6] ok",
            "delete nil ok");
  }

  @Test
  @SuppressWarnings("LockNotBeforeTry") // What is recorded of each call is the point.
  void aLockIsAcquiredAndReleased() throws Exception {
    RecordedLock lock = new RecordedLock(new ReentrantLock(), recorder, "l");
    lock.lock();
    lock.unlock();
    Thread other = new Thread(lock::lock);
    other.start();
    other.join();
    assertThat(lock.tryLock()).isFalse();

    assertThat(operations())
        .containsExactly("acquire nil ok", "release nil ok", "acquire nil ok", "acquire nil fail");
  }

  @Test
  @SuppressWarnings("LockNotBeforeTry")
  void aThreadIsAnotherProcessAfterWhatItDoesNotKnow() throws Exception {
    RecordedLock lock = new RecordedLock(new ReentrantLock(), recorder, "l");
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    lock.lock();

    History history = recorder.history();
    assertThat(history.processName(history.process(0)))
        .isNotEqualTo(history.processName(history.process(1)));
    assertThat(operations()).containsExactly("release nil info", "acquire nil ok");
  }

  @Test
  void aQueueSaysWhatCameOut() throws Exception {
    RecordedQueue<Integer> queue = new RecordedQueue<>(new ArrayDeque<>(), recorder);
    queue.add(1);
    queue.peek();
    queue.poll();
    queue.poll();

    assertThat(operations())
        .containsExactly("enqueue 1 ok", "peek 1 ok", "dequeue 1 ok", "dequeue nil ok");
  }

  @Test
  void aConcurrentMapUnderThreadsIsLinearizable() throws Exception {
    RecordedMap<String, Integer> map = new RecordedMap<>(new ConcurrentHashMap<>(), recorder);
    inThreads(
        thread -> {
          for (int i = 0; i < 200; i++) {
            map.merge("k" + i % 3, 1, Integer::sum);
          }
        });

    assertThat(verdict("cas-register")).isEqualTo(Judgement.CONSISTENT);
    assertThat(map.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(800);
  }

  @Test
  void aConcurrentQueueUnderThreadsIsLinearizable() throws Exception {
    RecordedQueue<Integer> queue = new RecordedQueue<>(new ConcurrentLinkedQueue<>(), recorder);
    inThreads(
        thread -> {
          for (int i = 0; i < 100; i++) {
            queue.add(thread * 1000 + i);
            queue.poll();
          }
        });

    assertThat(verdict("fifo-queue")).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void aRowOfADatabaseIsARegister() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:registers;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE r (id INT PRIMARY KEY, val INT)");
      statement.execute("INSERT INTO r VALUES (1, NULL)");
      SqlRegister register = new SqlRegister(database, "r", recorder);
      register.read(1);
      register.write(1, 5);
      register.cas(1, 5, 6);
      register.cas(1, 5, 7);
      register.read(1);
      assertThatThrownBy(() -> register.write(2, 5)).isInstanceOf(SQLException.class);
    }

    assertThat(operations())
        .containsExactly(
            "read nil ok",
            "write 5 ok",
            "cas [5 6] ok",
            "cas [5 7] fail",
            "read 6 ok",
            "write 5 fail");
    assertThat(verdict("cas-register")).isEqualTo(Judgement.CONSISTENT);
  }

  private Judgement verdict(String model) throws Exception {
    return new LinearizabilityCheck(
            Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS))
        .check(recorder.history(), Budget.unlimited())
        .verdict()
        .judgement();
  }

  private List<String> operations() throws Exception {
    History history = recorder.history();
    List<String> operations = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      operations.add(
          history.functionName(history.function(i))
              + " "
              + history.dictionary().value(history.value(i))
              + " "
              + history.outcome(i).name().toLowerCase(java.util.Locale.ROOT));
    }
    return operations;
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inThreads(Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int thread = i;
        tasks.add(
            () -> {
              work.run(thread);
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
