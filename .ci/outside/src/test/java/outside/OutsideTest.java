package outside;

import static minos.junit.MinosAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import minos.consistency.ConsistencyModel;
import minos.contract.Contracts;
import minos.junit.ConsistencyRun;
import minos.junit.ConsistencyTest;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideTest {
  @ConsistencyTest(operations = 100, repeats = 2)
  void concurrentHashMapIsLinearizable(ConsistencyRun run) throws Exception {
    ConcurrentMap<String, Long> map = new ConcurrentHashMap<>();
    run.clients(
        client -> {
          String key = client.pick("x", "y", "z");
          if (client.chance(0.5)) {
            client.read(key, () -> map.get(key));
          } else {
            client.write(key, client.unique(), value -> map.put(key, value));
          }
        });
  }

  @Test
  void aStaleReadIsFoundAndReported(@TempDir Path directory) throws Exception {
    Recorder recorder = Recorder.inMemory();
    recorder.invoke(0, "put", "x", 1).ok();
    recorder.invoke(0, "put", "x", 2).ok();
    recorder.invoke(1, "get", "x").ok(1);

    assertThat(recorder.history()).satisfies(ConsistencyModel.MONOTONIC_READS);
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                assertThat(recorder.history())
                    .writingTo(directory)
                    .isLinearizable(Register.plain(ModelOptions.DEFAULTS)));
    assertTrue(error.getMessage().contains("report: " + directory.resolve("history.html")));
    assertTrue(Files.exists(directory.resolve("counterexample.jsonl")));
    assertThrows(
        AssertionError.class,
        () -> assertThat(recorder.history()).keepsContract(Contracts.s3()));
  }

  @Test
  void clojureIsThere() {
    IFn require = Clojure.var("clojure.core", "require");
    require.invoke(Clojure.read("minos.knossos"));
    require.invoke(Clojure.read("minos.jepsen"));
    Object judged =
        Clojure.var("clojure.core", "eval")
            .invoke(
                Clojure.read(
                    "(:valid? (minos.knossos/analysis (minos.knossos/register 0)"
                        + " [{:process 0 :type :invoke :f :read}"
                        + " {:process 0 :type :ok :f :read :value 0}]))"));
    assertEquals(true, judged);
  }
}
