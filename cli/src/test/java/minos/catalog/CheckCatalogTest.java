package minos.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minos.check.Check;
import minos.cli.Lines;
import minos.history.History;
import minos.spec.ModelOptions;
import minos.value.Value;
import org.junit.jupiter.api.Test;

/** Which checks are chosen, with the libraries of transactions and of Jepsen's workloads. */
final class CheckCatalogTest {
  private static final CheckCatalog CATALOG =
      new CheckCatalog(List.of(new TransactionPlug(), new JepsenPlug()));
  private static final History SET = Lines.history("0 invoke add 1", "0 ok add 1");

  @Test
  void theFirstConsistencyOfAModelIsTheDefaultAndSaidToBe() throws UnfitException {
    Choice choice = CATALOG.choose(question("list-append", List.of()), SET);

    assertThat(choice.checks()).extracting(Check::consistency).containsExactly("serializable");
    assertThat(choice.assumptions())
        .containsExactly(
            "serializable was checked, the default for the model list-append (--consistency)");
  }

  @Test
  void whatIsAskedForIsChosenInItsOrderWithoutAssumptions() throws UnfitException {
    Choice choice =
        CATALOG.choose(question("rw-register", List.of("read-atomic", "serializable")), SET);

    assertThat(choice.checks())
        .extracting(Check::consistency)
        .containsExactly("read-atomic", "serializable");
    assertThat(choice.assumptions()).isEmpty();
  }

  @Test
  void allAreAllOfTheModel() throws UnfitException {
    Choice choice = CATALOG.choose(question("rw-register", List.of("all")), SET);

    assertThat(choice.checks()).hasSameSizeAs(CATALOG.consistencies("rw-register"));
  }

  @Test
  void theModelIsRecognizedAndSaidToBe() throws UnfitException {
    Choice choice = CATALOG.choose(Question.OPEN, SET);

    assertThat(choice.model()).isEqualTo("set");
    assertThat(choice.assumptions())
        .contains("the model is set, because the operations are add (--model)");
  }

  @Test
  void aCheckerOfJepsensNamesTheModel() throws UnfitException {
    Choice choice = CATALOG.choose(question("", List.of("jepsen:counter")), SET);

    assertThat(choice.checks()).extracting(Check::model).containsExactly("counter");
    assertThat(choice.assumptions()).isEmpty();
  }

  @Test
  void operationsThatNothingFitsAreNamedWithWhatThereIs() {
    History odd = Lines.history("0 invoke frobnicate 1", "0 ok frobnicate 1");

    assertThatExceptionOfType(UnfitException.class)
        .isThrownBy(() -> CATALOG.choose(Question.OPEN, odd))
        .withMessageStartingWith(
            "no model fits by the looks of the operations, which are frobnicate; choose one with --model: adya-g2, bank, ");
  }

  @Test
  void aCheckThatTheModelDoesNotHaveIsRefusedWithThoseItHas() {
    assertThatExceptionOfType(UnfitException.class)
        .isThrownBy(() -> CATALOG.choose(question("set", List.of("serializable")), SET))
        .withMessage(
            "there is no check of serializable for histories of the model set; expected one of jepsen:set");
  }

  @Test
  void anOptionThatMeansNothingIsRefused() {
    Question question =
        Question.OPEN.with(
            "set",
            "jepsen:set",
            new ModelOptions(
                Optional.of(Value.of(5)),
                ModelOptions.DEFAULTS.nil(),
                ModelOptions.DEFAULTS.failedCas()));

    assertThatExceptionOfType(UnfitException.class)
        .isThrownBy(() -> CATALOG.choose(question, SET))
        .withMessage("--initial 5 means nothing to jepsen:set; leave it out");
  }

  private static Question question(String model, List<String> consistencies) {
    return new Question(
        Optional.of(model).filter(name -> !name.isEmpty()),
        consistencies,
        ModelOptions.DEFAULTS,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Promised.NOTHING,
        JepsenChoices.DEFAULTS);
  }
}
