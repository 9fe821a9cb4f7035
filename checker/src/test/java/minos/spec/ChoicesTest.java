package minos.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import minos.value.Text;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a specification tells of itself, so that other algorithms than the search apply to it. */
final class ChoicesTest {
  static Stream<Model> models() {
    return Models.all().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aBuiltInSpecificationHasTheNameOfItsModelAndKeepsItsChoices(Model model) {
    SequentialSpec<?> spec = model.create(ModelOptions.DEFAULTS);

    assertThat(spec.name()).isEqualTo(model.name());
    assertThat(Models.choices(spec)).contains(ModelOptions.DEFAULTS);
  }

  @Test
  void choicesAreThoseThatWereMade() {
    ModelOptions choices =
        new ModelOptions(Optional.of(new Text("a")), NilRead.UNKNOWN, FailedCas.IGNORED);

    assertThat(Models.choices(Register.withCompareAndSet(choices))).contains(choices);
  }

  @Test
  void aSpecificationOfAnotherNamedLikeOneOfOursTellsNone() {
    SequentialSpec<Value> other =
        new SequentialSpec<>() {
          @Override
          public String name() {
            return "stack";
          }

          @Override
          public Value initial() {
            return new Text("");
          }

          @Override
          public Step<Value> step(Value state, Call call) {
            return Step.next(state);
          }
        };

    assertThat(Models.choices(other)).isEmpty();
  }
}
