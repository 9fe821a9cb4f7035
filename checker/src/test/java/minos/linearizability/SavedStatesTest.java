package minos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.Model;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Int;
import minos.value.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in specification's states can be kept in a checkpoint, wherever operations lead. */
class SavedStatesTest {
  private static final int WALKS = 100;
  private static final int STEPS = 40;

  static Stream<String> models() {
    return Models.all().stream().map(Model::name).filter(name -> !name.equals("append-kv"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void statesAreRestoredAsTheyWere(String model) {
    int moves = 0;
    for (int seed = 0; seed < WALKS; seed++) {
      moves += walk(Vocabulary.spec(model, ModelOptions.DEFAULTS), model, new Random(seed));
    }
    assertThat(moves).isGreaterThan(WALKS);
  }

  private static <S> int walk(SequentialSpec<S> spec, String model, Random random) {
    Vocabulary vocabulary = new Vocabulary(model, random.nextBoolean());
    S state = spec.initial();
    int moves = 0;
    for (int i = 0; i < STEPS; i++) {
      Value saved = spec.saved(state).orElseThrow();
      S restored = spec.restored(saved);
      assertThat(restored).isEqualTo(state).hasSameHashCodeAs(state);
      Vocabulary.Question question = vocabulary.ask(random);
      List<Value> answers = question.answers();
      Value answer = answers.get(random.nextInt(answers.size()));
      Int process = new Int(random.nextInt(2));
      Call call = new Call(question.f(), question.input(), answer, Outcome.OK, process);
      Step<S> step = spec.step(state, call);
      assertThat(spec.step(restored, call)).isEqualTo(step);
      if (step instanceof Step.Next<S> next) {
        state = next.state();
        moves++;
      }
    }
    return moves;
  }
}
