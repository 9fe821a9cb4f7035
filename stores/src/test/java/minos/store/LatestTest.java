package minos.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatestTest {
  @Test
  void whatWasLearnedFirstIsForgottenFirstUnlessItWasLearnedAgain() {
    Latest<String, Integer> latest = new Latest<>(2);
    latest.put("a", 1);
    latest.put("b", 2);
    latest.put("a", 3);
    latest.put("c", 4);

    assertThat(latest.get("a")).hasValue(3);
    assertThat(latest.get("b")).isEmpty();
    assertThat(latest.contains("b")).isFalse();
    assertThat(latest.contains("c")).isTrue();
  }
}
