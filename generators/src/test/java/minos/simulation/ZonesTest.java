package minos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minos.value.Int;
import org.junit.jupiter.api.Test;

/** The truth about linearizability against its definition: every order of the versions is tried. */
final class ZonesTest {
  /** An operation on a version, from one position to another. */
  private record Served(int version, int start, int end) {}

  @Test
  void agreesWithTryingEveryOrder() {
    int broken = 0;
    for (long seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      int versions = 2 + random.nextInt(4);
      List<Served> operations = operations(random, versions);

      boolean found = zones(operations, versions);

      assertThat(found)
          .as("seed %d: %s", seed, operations)
          .isNotEqualTo(ordered(operations, versions));
      broken += found ? 1 : 0;
    }
    assertThat(broken).isBetween(500, 4500);
  }

  /** Version 0 is the initial one; each other is written once, and read after that begins. */
  private static List<Served> operations(Random random, int versions) {
    List<Served> operations = new ArrayList<>();
    int[] written = new int[versions];
    for (int version = 1; version < versions; version++) {
      written[version] = random.nextInt(20);
      operations.add(
          new Served(version, written[version], written[version] + 1 + random.nextInt(8)));
    }
    int reads = random.nextInt(6);
    for (int i = 0; i < reads; i++) {
      int version = random.nextInt(versions);
      int start = random.nextInt(24);
      int end = Math.max(start, written[version]) + 1 + random.nextInt(6);
      operations.add(new Served(version, start, end));
    }
    return operations;
  }

  private static boolean zones(List<Served> operations, int count) {
    List<Version> versions = new ArrayList<>();
    versions.add(Version.initial(0));
    for (int i = 1; i < count; i++) {
      versions.add(new Version(0, new Int(i)));
    }
    for (Served served : operations) {
      if (served.version() > 0 && versions.get(served.version()).lastStart < 0) {
        versions.get(served.version()).lastStart = served.start();
      }
    }
    Zones zones = new Zones(versions.get(0));
    List<Served> ends = new ArrayList<>(operations);
    ends.sort((one, other) -> Integer.compare(one.end(), other.end()));
    for (int i = 0; i < ends.size(); i++) {
      Served served = ends.get(i);
      int oldest = served.end();
      for (Served other : ends.subList(i, ends.size())) {
        oldest = Math.min(oldest, other.start());
      }
      zones.served(versions.get(served.version()), served.start(), served.end(), oldest);
    }
    return zones.broken();
  }

  private static boolean ordered(List<Served> operations, int versions) {
    return ordered(operations, new ArrayList<>(List.of(0)), versions);
  }

  private static boolean ordered(List<Served> operations, List<Integer> order, int versions) {
    if (order.size() == versions) {
      return operations.stream()
          .allMatch(
              one ->
                  operations.stream()
                      .allMatch(
                          other ->
                              one.end() >= other.start()
                                  || order.indexOf(one.version())
                                      <= order.indexOf(other.version())));
    }
    for (int next = 1; next < versions; next++) {
      if (!order.contains(next)) {
        order.add(next);
        if (ordered(operations, order, versions)) {
          return true;
        }
        order.remove(order.size() - 1);
      }
    }
    return false;
  }
}
