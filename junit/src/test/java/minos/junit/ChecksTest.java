package minos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import minos.check.Check;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChecksTest {
  /** Methods to be looked at; nobody runs them. */
  @SuppressWarnings("unused")
  static final class Asked {
    @ConsistencyTest
    void usual() {}

    @ConsistencyTest(model = "cas-register", consistency = "causal")
    void causal() {}

    @ConsistencyTest(model = "list-append", consistency = "snapshot-isolation")
    void transactions() {}

    @ConsistencyTest(model = "set", consistency = "jepsen:set-full")
    void workload() {}

    @ConsistencyTest(contract = "dynamodb")
    void contract() {}

    @ConsistencyTest(model = "registr")
    void misspelt() {}

    @ConsistencyTest(model = "mutex", consistency = "causal")
    void unfit() {}

    @ConsistencyTest(consistency = "all")
    void all() {}

    @ConsistencyTest(contract = "s4")
    void unknown() {}
  }

  private static Check check(String method) {
    ConsistencyTest asked =
        Arrays.stream(Asked.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(method))
            .map(each -> each.getAnnotation(ConsistencyTest.class))
            .findFirst()
            .orElseThrow();
    return Checks.of(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "usual, register, linearizable",
    "causal, register, causal",
    "transactions, list-append, snapshot-isolation",
    "workload, set-full, jepsen:set-full",
    "contract, store, dynamodb",
  })
  void whatMinosCheckKnowsCanBeAskedFor(String method, String model, String consistency) {
    assertThat(check(method).model()).isEqualTo(model);
    assertThat(check(method).consistency()).isEqualTo(consistency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "misspelt | there is no model registr; expected one of ",
        "unfit    | there is no check of causal for histories of the model mutex; expected one of ",
        "all      | a test checks one consistency model, not all",
        "unknown  | there is no contract s4; known are s3, s3-2006",
      })
  void whatThereIsNotIsRefusedWithWhatThereIs(String method, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> check(method))
        .withMessageStartingWith(message);
  }
}
