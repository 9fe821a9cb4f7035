package minos.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.store.Action;

/** The workloads that there are. */
public final class Workloads {
  private static final List<Workload> ALL =
      List.of(
          new RegisterWorkload(
              "registers", "reads, writes and deletions of a few keys", Workload.Shape.USUAL),
          new RegisterWorkload(
              "hot-key",
              "all clients on one key",
              new Workload.Shape(1, 0.5, 0, KeyChoice.UNIFORM)),
          new RegisterWorkload(
              "many-keys",
              "a thousand keys, some much more often than others",
              new Workload.Shape(1000, 0.5, 0.05, KeyChoice.ZIPF)),
          new RegisterWorkload(
              "recreate",
              "keys that are deleted and written again all the time",
              new Workload.Shape(5, 0.4, 0.3, KeyChoice.UNIFORM)),
          new Probe(),
          new CompareAndSet(),
          new ListKeys(),
          new Counter(),
          new SetOfNumbers(),
          ReadOrWriteTransactions.together(),
          ReadOrWriteTransactions.inBatches(),
          new MixedTransactions(),
          ListAppend.mixed(),
          ListAppend.readOrAppend());

  private Workloads() {}

  /** All of them. */
  public static List<Workload> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Workload> byName(String name) {
    return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
  }

  /** The names of those that need no more than a store can do. */
  public static List<String> names(Set<Action> actions) {
    return ALL.stream()
        .filter(workload -> actions.containsAll(workload.needs()))
        .map(Workload::name)
        .toList();
  }
}
