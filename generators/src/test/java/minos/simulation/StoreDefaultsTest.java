package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreDefaultsTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({"SPANNER, 8, 80", "COCKROACHDB, 4, 80", "CASSANDRA, 0, 80", "STRONG, 0, 80"})
  void clocksAreAsFarOffAsTheStoreBearsOrTenTimesWhatItAssumes(
      StoreKind store, long borne, long broken) {
    StoreDefaults defaults = new StoreDefaults(store);

    assertThat(defaults.skew(8 * MILLI, false)).isEqualTo(borne * MILLI);
    assertThat(defaults.skew(8 * MILLI, true)).isEqualTo(broken * MILLI);
  }

  @ParameterizedTest
  @CsvSource({"DNS, 200, 70", "S3_2006, 200, 100", "COSMOSDB, 0, 100"})
  void cachesKeepWhatTheyKnowAndReadsAreBoundByThatOrByATenthOfASecond(
      StoreKind store, long ttl, long bound) {
    StoreDefaults defaults = new StoreDefaults(store);

    assertThat(defaults.ttl()).isEqualTo(ttl * MILLI);
    assertThat(defaults.bound(70 * MILLI)).isEqualTo(bound * MILLI);
  }
}
