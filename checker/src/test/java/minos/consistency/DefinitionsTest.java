package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import minos.check.Budget;
import minos.history.History;
import minos.register.Accesses;
import minos.register.RandomRegisters;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model's engine agrees with its definition on small random histories of many shapes. */
final class DefinitionsTest {
  private static final int SEEDS = Integer.getInteger("minos.seeds", 150);

  private static final RandomRegisters[] SHAPES = {
    RandomRegisters.plain(6, 2, 1),
    RandomRegisters.plain(6, 3, 2),
    RandomRegisters.plain(7, 3, 2),
    new RandomRegisters(6, 3, 2, false, 0, 0, false, false),
    new RandomRegisters(6, 3, 2, true, 0.2, 0.1, false, false),
    new RandomRegisters(5, 2, 1, false, 0.2, 0.3, false, false),
    new RandomRegisters(6, 3, 2, true, 0, 0, false, true),
    new RandomRegisters(6, 3, 2, true, 0.1, 0.1, true, false),
  };

  static Stream<Arguments> models() {
    return Stream.of(ConsistencyModel.values())
        .filter(model -> model != ConsistencyModel.LINEARIZABLE)
        .flatMap(
            model -> Stream.of(VersionOrder.values()).map(order -> Arguments.of(model, order)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void engineAgreesWithDefinition(ConsistencyModel model, VersionOrder order) {
    int undecided = 0;
    for (int shape = 0; shape < SHAPES.length; shape++) {
      RegisterOptions options = RegisterOptions.DEFAULTS.withVersionOrder(order);
      if (SHAPES[shape].sessions()) {
        options = options.withSessionField("session");
      }
      for (long seed = 0; seed < SEEDS; seed++) {
        History history = SHAPES[shape].of(seed);
        boolean expected = new Definitions(history, options).satisfies(model);
        Verdict verdict =
            Decisions.of(model, order, Bound.versions(1))
                .decide(Accesses.of(history, options), Budget.unlimited());
        Judgement found = verdict.judgement();
        if (found == Judgement.UNDECIDED) {
          if (model == ConsistencyModel.EVENTUAL || model == ConsistencyModel.STRONG_EVENTUAL) {
            assertThat(expected).isTrue();
            continue;
          }
          assertThat(SHAPES[shape].sessions() || SHAPES[shape].crashes() > 0)
              .as("%s %s %s %s %s", model, verdict, shape, seed, RandomRegisters.describe(history))
              .isTrue();
          undecided++;
          continue;
        }
        assertThat(found)
            .as(
                "%s, %s, shape %s, seed %s: %s",
                model, order, shape, seed, RandomRegisters.describe(history))
            .isEqualTo(expected ? Judgement.CONSISTENT : Judgement.VIOLATED);
      }
    }
    assertThat(undecided).isLessThan(SEEDS * SHAPES.length / 50);
  }
}
