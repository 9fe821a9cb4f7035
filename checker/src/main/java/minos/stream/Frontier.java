package minos.stream;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations that are possible at one moment, without those that another dominates: same
 * state, same live operations, and fewer crashed ones taken effect.
 *
 * @param <S> states
 */
final class Frontier<S> {
  private record Key<S>(S state, BitSet live) {}

  private final Map<Key<S>, List<Configuration<S>>> groups = new HashMap<>();
  private final List<Configuration<S>> members = new ArrayList<>();

  /** Adds a configuration unless one that dominates it is there. */
  boolean add(Configuration<S> configuration) {
    List<Configuration<S>> group =
        groups.computeIfAbsent(
            new Key<>(configuration.state(), configuration.live()), key -> new ArrayList<>(1));
    for (Configuration<S> member : group) {
      if (member.needsNoMoreThan(configuration)) {
        return false;
      }
    }
    group.add(configuration);
    members.add(configuration);
    return true;
  }

  int size() {
    return members.size();
  }

  Configuration<S> get(int member) {
    return members.get(member);
  }

  List<Configuration<S>> members() {
    return members;
  }
}
