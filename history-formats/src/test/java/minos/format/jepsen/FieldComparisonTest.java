package minos.format.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import minos.format.edn.EdnReader;
import minos.format.input.ReadLimits;
import minos.value.Dict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldComparisonTest {
  private static Dict edn(String text) throws Exception {
    EdnReader reader =
        new EdnReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ReadLimits.DEFAULT)
            .withMultisets();
    reader.begin();
    assertThat(reader.peek()).isPositive();
    return (Dict) reader.read();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1               | 1",
        "nil             | []",
        "()              | nil",
        "#{1 2}          | [2 1]",
        "#{1 1 2}        | {1 2, 2 1}",
        "1/3             | 0.3333333333333333",
        "0               | 0.0",
        ":stale          | \"stale\"",
        "{:a 1 :b 2}     | {:a 1 :c 3}",
        "[[1 2] [3 4]]   | [[1 2] [3 4]]",
        "#knossos.model.UnorderedQueue{:pending #{1 2}} | #{2 1}",
      })
  void saysTheSame(String theirs, String ours) throws Exception {
    FieldComparison comparison =
        FieldComparison.of(edn("{:x " + theirs + "}"), edn("{:x " + ours + "}"));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.agreeing()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1         | 2",
        "true      | false",
        "nil       | [1]",
        "nil       | 0",
        "[1 2]     | [2 1]",
        "#{1 1}    | {1 1}",
        "[1]       | [1 2]",
        "{:a 1}    | {:a 2}",
        "#{1}      | #{2}",
      })
  void differs(String theirs, String ours) throws Exception {
    FieldComparison comparison =
        FieldComparison.of(edn("{:x " + theirs + "}"), edn("{:x " + ours + "}"));

    assertThat(comparison.compared()).isEqualTo(1);
    assertThat(comparison.agreeing()).isZero();
    assertThat(comparison.differences())
        .containsExactly(
            ":x is "
                + edn("{:x " + theirs + "}").get("x")
                + " by Jepsen and "
                + edn("{:x " + ours + "}").get("x")
                + " here");
  }

  @Test
  void namesAFieldThatOnlyJepsenHas() throws Exception {
    FieldComparison comparison = FieldComparison.of(edn("{:x 1 :y 2 :z nil}"), edn("{:x 1 :w 5}"));

    assertThat(comparison.differences()).containsExactly(":y is not among the fields here");
    assertThat(comparison.compared()).isEqualTo(3);
    assertThat(comparison.agreeing()).isEqualTo(2);
  }
}
