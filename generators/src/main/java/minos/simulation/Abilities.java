package minos.simulation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a kind of store can be asked for. Refuses everything else, and says what there is. */
record Abilities(StoreKind store) {
  /**
   * What clients do.
   *
   * @throws IllegalArgumentException if they can't, with this store
   */
  void requireWork(DataType data, double casRatio) {
    require(casRatio == 0 || store.compares(), "has no compare-and-set");
    require(store.takes(data), "does not take " + data.id());
  }

  /**
   * The levels that operations ask for.
   *
   * @throws IllegalArgumentException if the store has not all of them
   */
  void requireLevels(List<String> reads, List<String> writes) {
    requireLevels("read", reads, store.readLevels());
    requireLevels("write", writes, store.writeLevels());
  }

  private void requireLevels(String what, List<String> asked, List<String> known) {
    for (String level : asked) {
      require(
          known.contains(level),
          "has no " + what + " level '" + level + "'; expected one of " + String.join(", ", known));
    }
  }

  /**
   * How the store breaks its promise.
   *
   * @throws IllegalArgumentException if it can't be broken so
   */
  void requireBreakages(Set<Breakage> asked) {
    for (Breakage breakage : asked) {
      require(
          store.breakages().contains(breakage),
          "can't be broken by "
              + breakage.id()
              + "; expected one of "
              + (store.breakages().isEmpty()
                  ? "nothing: it promises too little"
                  : store.breakages().stream()
                      .map(Breakage::id)
                      .collect(Collectors.joining(", "))));
    }
  }

  private void require(boolean able, String otherwise) {
    if (!able) {
      throw new IllegalArgumentException("the store " + store.id() + " " + otherwise);
    }
  }
}
