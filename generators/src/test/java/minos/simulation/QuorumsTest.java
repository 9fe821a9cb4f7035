package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuorumsTest {
  /** Whether every set of so many replicas and every one of so many others have one in common. */
  private static boolean meet(int replicas, int reads, int writes) {
    return IntStream.range(0, 1 << replicas)
        .filter(read -> Integer.bitCount(read) == reads)
        .allMatch(
            read ->
                IntStream.range(0, 1 << replicas)
                    .filter(write -> Integer.bitCount(write) == writes)
                    .allMatch(write -> (read & write) != 0));
  }

  @Test
  void quorumsMeetIfAllSetsOfTheirSizesDo() {
    for (int replicas = 1; replicas <= 5; replicas++) {
      for (int reads = 1; reads <= replicas; reads++) {
        for (int writes = 1; writes <= replicas; writes++) {
          Quorums quorums = new Quorums(replicas, OptionalInt.of(reads), OptionalInt.of(writes));
          assertThat(quorums.meet(List.of("ALL"), List.of("ALL")))
              .as("%s", quorums)
              .isEqualTo(meet(replicas, reads, writes));
        }
      }
      Quorums byLevel = new Quorums(replicas, OptionalInt.empty(), OptionalInt.empty());
      for (Map.Entry<String, Integer> read : byLevel.levels().entrySet()) {
        for (Map.Entry<String, Integer> write : byLevel.levels().entrySet()) {
          if (read.getValue() <= replicas && write.getValue() <= replicas) {
            assertThat(byLevel.meet(List.of(read.getKey()), List.of(write.getKey())))
                .as("%s: %s, %s", byLevel, read, write)
                .isEqualTo(meet(replicas, read.getValue(), write.getValue()));
          }
        }
      }
    }
  }

  @Test
  void theWeakestOfSeveralLevelsDecides() {
    Quorums quorums = new Quorums(3, OptionalInt.empty(), OptionalInt.empty());

    assertThat(quorums.meet(List.of("QUORUM"), List.of("QUORUM", "ALL"))).isTrue();
    assertThat(quorums.meet(List.of("QUORUM"), List.of("QUORUM", "ONE"))).isFalse();
  }

  @Test
  void oneNumberStandsForAllLevels() {
    Quorums quorums = new Quorums(5, OptionalInt.of(4), OptionalInt.empty());

    assertThat(quorums.reading(quorums.levels()))
        .isEqualTo(Map.of("ONE", 4, "TWO", 4, "QUORUM", 4, "ALL", 4));
    assertThat(quorums.writing(quorums.levels()))
        .isEqualTo(Map.of("ONE", 1, "TWO", 2, "QUORUM", 3, "ALL", 5));
  }
}
