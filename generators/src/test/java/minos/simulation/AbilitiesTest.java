package minos.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AbilitiesTest {
  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void everyStoreDoesWhatItSaysItDoes(StoreKind store) {
    Abilities abilities = new Abilities(store);

    assertThatCode(
            () -> {
              abilities.requireLevels(store.readLevels(), store.writeLevels());
              abilities.requireBreakages(store.breakages());
              for (DataType data : EnumSet.allOf(DataType.class)) {
                if (store.takes(data)) {
                  abilities.requireWork(data, 0);
                }
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWorkThatTheStoreCannotDo() {
    Abilities dns = new Abilities(StoreKind.DNS);

    assertThatThrownBy(() -> dns.requireWork(DataType.LIST_APPEND, 0))
        .hasMessage("the store dns does not take list-append");
    assertThatThrownBy(() -> dns.requireWork(DataType.REGISTER, 0.1))
        .hasMessage("the store dns has no compare-and-set");
  }

  @Test
  void namesTheLevelsThatThereAre() {
    Abilities cassandra = new Abilities(StoreKind.CASSANDRA);

    assertThatThrownBy(() -> cassandra.requireLevels(List.of("ONE", "MOST"), List.of()))
        .hasMessage(
            "the store cassandra has no read level 'MOST'; expected one of QUORUM, ONE, TWO, ALL");
    assertThatThrownBy(() -> cassandra.requireLevels(List.of("ONE"), List.of("NONE")))
        .hasMessage(
            "the store cassandra has no write level 'NONE'; expected one of QUORUM, ONE, TWO, ALL");
  }

  @Test
  void namesTheBreakagesThatThereAre() {
    Abilities dns = new Abilities(StoreKind.DNS);

    assertThatThrownBy(() -> dns.requireBreakages(Set.of(Breakage.CLOCK_SKEW)))
        .hasMessage("the store dns can't be broken by clock-skew; expected one of overdue-cache");
  }
}
