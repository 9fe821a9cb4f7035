package minos.simulation;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How many replicas operations wait for: what their levels say, or one number for all.
 *
 * @param replicas how many replicas a key has
 * @param reads how many a read waits for, whatever its level
 * @param writes how many a write waits for, whatever its level
 */
record Quorums(int replicas, OptionalInt reads, OptionalInt writes) {
  /** The levels that ask for a number of replicas, by name. */
  Map<String, Integer> levels() {
    return Map.of("ONE", 1, "TWO", 2, "QUORUM", replicas / 2 + 1, "ALL", replicas);
  }

  /** How many replicas reads wait for, by level. */
  Map<String, Integer> reading(Map<String, Integer> levels) {
    return overridden(levels, reads);
  }

  /** How many replicas writes wait for, by level. */
  Map<String, Integer> writing(Map<String, Integer> levels) {
    return overridden(levels, writes);
  }

  private static Map<String, Integer> overridden(Map<String, Integer> levels, OptionalInt asked) {
    return asked.isEmpty()
        ? levels
        : levels.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(level -> level, level -> asked.getAsInt()));
  }

  /** Whether every quorum of a read meets every quorum of a write: R + W &gt; N. */
  boolean meet(List<String> readLevels, List<String> writeLevels) {
    return fewest(readLevels, reads) + fewest(writeLevels, writes) > replicas;
  }

  private int fewest(List<String> asked, OptionalInt instead) {
    return instead.orElse(
        asked.stream().mapToInt(level -> levels().getOrDefault(level, 1)).min().orElse(1));
  }
}
