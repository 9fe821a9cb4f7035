package minos.examples;

import static minos.junit.MinosAssertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import minos.consistency.ConsistencyModel;
import minos.contract.Contracts;
import minos.junit.ConsistencyRun;
import minos.junit.ConsistencyTest;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import minos.recorder.wrap.RecordedMap;
import minos.spec.ModelOptions;
import minos.spec.Register;
import org.junit.jupiter.api.Test;

/** The code of docs/in-test-suites.md: {@link GuidePageTest} says that it is this. */
final class GuideTest {
  private final Map<String, Integer> store = new HashMap<>();

  @ConsistencyTest(operations = 200, repeats = 3)
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
  void byHand() throws Exception {
    int process = 0;
    String key = "x";

    Recorder recorder = Recorder.inMemory();
    try (Invocation get = recorder.invoke(process, "get", key)) {
      get.ok(store.get(key));
    }

    assertThat(recorder.history()).isLinearizable(Register.plain(ModelOptions.DEFAULTS));
  }

  @Test
  void byAWrapper() throws Exception {
    Recorder recorder = Recorder.inMemory();
    ConcurrentMap<String, Integer> map = new RecordedMap<>(new ConcurrentHashMap<>(), recorder);

    map.put("x", 1);
    map.get("x");
    assertThat(recorder.history())
        .isLinearizable(Register.plain(ModelOptions.DEFAULTS))
        .satisfies(ConsistencyModel.CAUSAL)
        .keepsContract(Contracts.s3());
  }

  @Test
  void byASpecificationOfOnesOwn() throws Exception {
    Recorder recorder = Recorder.inMemory();
    recorder.invoke(0, "deposit", null, 5).ok();
    recorder.invoke(0, "withdraw", null, 5).ok();
    assertThat(recorder.history()).isLinearizable(new Account());

    recorder.invoke(0, "withdraw", null, 1).ok();
    assertThat(recorder.history()).violates(new LinearizabilityCheck(new Account()));
  }
}
