package minos.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The texts of options, and what they stand for. */
final class OptionTextTest {
  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "10s, PT10S", "1.5s, PT1.5S", "2m, PT2M", "1h, PT1H"})
  void durations(String text, Duration expected) {
    assertThat(new DurationText().convert(text)).isEqualTo(expected);
  }

  @Test
  void theLongestDurationDoesNotOverflow() {
    assertThat(new DurationText().convert("999999999999h"))
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "10 s", "1d", "1e3s", "0.0001ms"})
  void noDurations(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new DurationText().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "64k, 65536",
    "512m, 536870912",
    "2g, 2147483648",
    "2G, 2147483648",
    "2gb, 2147483648",
    "2GiB, 2147483648",
    "1t, 1099511627776",
    "999999999999t, 9223372036854775807"
  })
  void sizes(String text, long expected) {
    assertThat(new SizeText().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1g", "1.5g", "2p", "0"})
  void noSizes(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new SizeText().convert(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nil          | nil",
        "0            | 0",
        "-7           | -7",
        "true         | true",
        "\"\"         | \"\"",
        "``           | \"\"",
        "{:x 0 :y 0}  | {:x 0, :y 0}",
        "[1 2]        | [1 2]",
        "#{}          | #{}",
      })
  void values(String text, String edn) {
    assertThat(new ValueText().convert(text)).hasToString(edn);
  }

  @Test
  void anEmptyWordIsTheEmptyStringAsAShellMakesIt() {
    assertThat(new ValueText().convert("")).isEqualTo(Value.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{:x 0", "1 2", "#=(+ 1 2)", ")"})
  void noValues(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new ValueText().convert(text))
        .withMessageStartingWith("'" + text + "' is not a value in EDN (");
  }

  @Test
  void theNearestNamesAreSuggested() {
    List<String> names = List.of("register", "cas-register", "mutex");

    assertThat(Similar.hint("registr", names)).isEqualTo("; did you mean register?");
    assertThat(Similar.hint("zzzzzzzz", names))
        .isEqualTo("; expected one of register, cas-register, mutex");
  }
}
