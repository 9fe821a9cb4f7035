package minos.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.contract.KeyStep.Role;

/** Keys that renames join, and those that a register can't describe. */
final class Components {
  private final int[] parent;
  private final boolean[] hard;

  private Components(int keys) {
    parent = new int[keys];
    hard = new boolean[keys];
    for (int key = 0; key < keys; key++) {
      parent[key] = key;
    }
  }

  static Components of(KeySteps steps) {
    Components components = new Components(steps.keyCount());
    Map<Integer, Integer> from = new HashMap<>();
    for (KeyStep step : steps.all()) {
      if (step.role() == Role.MOVE_FROM) {
        from.put(step.operation(), step.key());
      } else if (step.role() == Role.MOVE_TO) {
        components.parent[components.of(step.key())] =
            components.of(from.getOrDefault(step.operation(), step.key()));
      }
    }
    for (KeyStep step : steps.all()) {
      boolean register =
          step.role() != Role.ADD && step.role() != Role.MOVE_TO && step.role() != Role.MOVE_FROM;
      components.hard[components.of(step.key())] |= !register;
    }
    return components;
  }

  int of(int key) {
    int root = key;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  boolean plain(int key) {
    return !hard[of(key)];
  }

  List<Integer> with(int key) {
    List<Integer> all = new ArrayList<>();
    if (hard[of(key)]) {
      for (int other = 0; other < parent.length; other++) {
        if (of(other) == of(key)) {
          all.add(other);
        }
      }
    }
    return all;
  }
}
