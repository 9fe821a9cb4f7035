package minos.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in contract files, and what is said of malformed ones. */
final class ContractFilesTest {
  static List<String> names() {
    return Contracts.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasADateASourceAndBothTiers(String name) {
    Contract contract = Contracts.byName(name).orElseThrow();

    assertThat(contract.name()).isEqualTo(name);
    assertThat(contract.date()).isBetween(LocalDate.of(2006, 1, 1), LocalDate.of(2030, 1, 1));
    assertThat(contract.sources()).isNotEmpty();
    for (Tier tier : Tier.values()) {
      assertThat(contract.rules(tier)).as(tier.word()).isNotEmpty();
      assertThat(contract.says().get(tier)).as(tier.word()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void explainsTheFieldsThatItsRulesAskFor(String name) {
    Contract contract = Contracts.byName(name).orElseThrow();
    List<String> records = contract.records().keySet().stream().map(Condition::plain).toList();

    for (Tier tier : Tier.values()) {
      for (Rule rule : contract.rules(tier)) {
        assertThat(records)
            .containsAll(rule.conditions().stream().map(c -> Condition.plain(c.field())).toList());
        for (Promise promise : rule.promises()) {
          assertThat(records)
              .containsAll(promise.toward().stream().map(c -> Condition.plain(c.field())).toList());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasNoRuleThatAnEarlierOneHides(String name) {
    Contract contract = Contracts.byName(name).orElseThrow();

    for (Tier tier : Tier.values()) {
      List<Rule> rules = contract.rules(tier);
      for (int i = 0; i < rules.size(); i++) {
        for (Rule earlier : rules.subList(0, i)) {
          boolean hidden =
              earlier.verbs().containsAll(rules.get(i).verbs())
                  && rules.get(i).conditions().containsAll(earlier.conditions());
          assertThat(hidden).as(tier + ": " + rules.get(i).whom()).isFalse();
        }
      }
    }
  }

  @Test
  void takesParametersInTheirOrder() {
    assertThat(Contracts.byName("quorum(5,2,4)").orElseThrow().parameters())
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(java.util.Map.of("N", 5, "R", 2, "W", 4)));
    assertThat(Contracts.byName("quorum(N=5)").orElseThrow().id()).isEqualTo("quorum(5,2,2)");
    assertThat(Contracts.byName("nobody")).isEmpty();
    assertThatThrownBy(() -> Contracts.byName("s3(3)"))
        .hasMessage("the contract s3 has no parameters, not 1");
    assertThatThrownBy(() -> Contracts.byName("quorum(many)"))
        .hasMessage("`many` is no whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule documented read : perfect          | x:1: `perfect` is no promise; known are linearizable, ",
        "rule documented look : regular          | x:1: `look` is no kind of operation; expected read, ",
        "rule sometimes read : regular           | x:1: `sometimes` is no tier; expected documented, stronger",
        "rule documented read regular            | x:1: a rule is VERBS [where CONDITIONS] : PROMISES",
        "rule both read where level : regular    | x:1: `level` is no condition; expected field=word, ",
        "rule both read : bounded                | x:1: `bounded` needs a parameter",
        "rule both write : ordered               | x:1: `ordered` needs a parameter",
        "rule both read : bounded(5 apples)      | x:1: `5 apples` is no bound of staleness",
        "rule both read : regular(region=same    | x:1: `regular(region=same` lacks its closing parenthesis",
        "rule both read : snapshot(t)            | x:1: `snapshot(t)` needs two fields",
        "date yesterday                          | x:1: `yesterday` is no date; expected one like 2026-11-21",
        "parameter N -1                          | x:1: `-1` is negative",
        "colour red                              | x:1: `colour` means nothing here; expected contract, ",
        "title                                   | x:1: `title` says nothing; write it after the word",
      })
  void saysWhatIsWrongWithALine(String line, String message) {
    assertThatThrownBy(() -> Contracts.parse("x", List.of(line)))
        .isInstanceOfSatisfying(
            MalformedContractException.class,
            e -> assertThat(e.problems().get(0)).startsWith(message));
  }

  @Test
  void saysAllThatIsMissingAtOnce() {
    assertThatThrownBy(() -> Contracts.parse("x", List.of("contract mine")))
        .isInstanceOfSatisfying(
            MalformedContractException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "x: lacks a line `title`",
                        "x: lacks a line `documented`",
                        "x: lacks a line `stronger`",
                        "x: lacks a line `date`: when the promise was written down",
                        "x: lacks a line `source`: where the promise is written",
                        "x: has no rule of the tier documented",
                        "x: has no rule of the tier stronger"));
  }
}
