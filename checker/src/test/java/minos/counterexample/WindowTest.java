package minos.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.spec.ModelOptions;
import minos.spec.SequentialSpec;
import minos.value.Int;
import minos.value.Value;
import minos.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told where no few operations show it. */
final class WindowTest {
  private static final int SEEDS = Integer.getInteger("minos.counterexample.cases", 10_000) / 50;

  @Test
  void aCounterThatWentWrongIsShownByItsEnd() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      operation(events, i % 3, "add-and-get", new Int(1), new Int(i + 1));
    }
    operation(events, 4, "read", null, new Int(29));
    SequentialSpec<?> spec = Simulated.spec("counter", ModelOptions.DEFAULTS);
    History history = Simulated.build(events);
    LinearizabilityCheck check = new LinearizabilityCheck(spec);
    Verdict.Violated violated =
        (Verdict.Violated) check.check(history, Budget.unlimited()).verdict();
    Counterexample found =
        Counterexamples.of(check, history, violated.violations().get(0), Budget.unlimited())
            .orElseThrow();

    assertThat(found.form()).isEqualTo(Form.WINDOW);
    assertThat(found.history().size()).isEqualTo(31);
    assertThat(found.proof().steps().stream().map(Proof.Step::text))
        .containsExactly(
            "Of the 31 operations that are left this is the window at the end. It begins when"
                + " `add-and-get 30` by process 2 has ended.",
            "The state can then only be 30.",
            "From there on no order of the operations that are open then, or begin later, explains"
                + " all of them up to the end of `read 29` by process 4.");
  }

  static Stream<String> models() {
    return Simulated.MODELS.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void onlyWhatNoOrderExplainsHasAWindow(String model) {
    SequentialSpec<?> spec = Simulated.spec(model, ModelOptions.DEFAULTS);
    int windows = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      History history =
          Simulated.history(
              model, ModelOptions.DEFAULTS, seed, 6 + seed % 6, seed % 2 == 0, seed % 2);
      Optional<Proof> window = Window.of(history, spec, Budget.unlimited());
      if (window.isPresent()) {
        windows++;
        assertThat(AllOrders.explain(history, spec))
            .as("%s, seed %d: %s: %s", model, seed, history.operations(), window.get())
            .isFalse();
      }
    }
    assertThat(windows).as("windows of " + model).isPositive();
  }

  private static void operation(
      List<Event> events, int process, String f, @Nullable Value input, Value output) {
    events.add(Event.of(EventType.INVOKE, new Int(process), f, input));
    events.add(Event.of(EventType.OK, new Int(process), f, output));
  }
}
