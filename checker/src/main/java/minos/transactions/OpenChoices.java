package minos.transactions;

import java.util.ArrayList;
import java.util.List;
import minos.check.Budget;
import minos.transactions.DependencyGraph.OpenKey;
import minos.transactions.DependencyGraph.Segment;
import minos.transactions.graph.Reachability;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of segments whose order is open.
 *
 * <p>The idea: a segment that reaches another in the known graph comes first, and then it is enough
 * to order it before the first one of each chain. So the segments of a key are taken in topological
 * order, and the search for partners of one ends as soon as it reaches the rest of every chain: the
 * pairs that are left are those of concurrent segments.
 *
 * <p>Cost: for each segment about as many steps as there are chains and segments concurrent with
 * it.
 */
final class OpenChoices {
  /**
   * Two segments of a key: either the first transaction of one comes after the last of the other,
   * or the other way round.
   *
   * @param also another such pair of the same two transactions, which has the same order, or null
   */
  record Choice(int key, Segment one, Segment other, @Nullable Choice also) {}

  /** After so many there is no hope to search them. */
  private static final int MOST = 20_000_000;

  private static final int BYTES = 48;

  private final DependencyGraph graph;
  private final Budget budget;
  private final List<Choice> choices = new ArrayList<>();
  private final LongIntMap pairs = new LongIntMap(16);

  OpenChoices(DependencyGraph graph, Budget budget) {
    this.graph = graph;
    this.budget = budget;
  }

  /**
   * Finds them, and adds to the graph the order of the other pairs.
   *
   * @param reach what reaches what in the known graph; null if that took too much memory, then all
   *     pairs are open
   * @param rank the place of each node in a topological order of the known graph
   * @return null if there are too many, or the budget ended
   */
  @Nullable List<Choice> find(@Nullable Reachability reach, int[] rank) {
    Shape shape = graph.shape();
    int chains = reach == null ? 0 : reach.chains();
    int[] covered = new int[chains];
    int[] present = new int[chains];
    int stamp = 0;
    for (OpenKey open : graph.open()) {
      List<Segment> sorted = new ArrayList<>(open.segments());
      sorted.sort(
          (a, b) ->
              Integer.compare(rank[shape.overwrite(a.first())], rank[shape.overwrite(b.first())]));
      int inKey = ++stamp;
      int keyChains = 0;
      for (int i = 0; reach != null && i < sorted.size(); i++) {
        int chain = reach.chain(shape.overwrite(sorted.get(i).first()));
        keyChains += present[chain] == inKey ? 0 : 1;
        present[chain] = inKey;
      }
      for (int i = 0; i < sorted.size(); i++) {
        if (budget.exhausted() != null || choices.size() > MOST) {
          return null;
        }
        Segment one = sorted.get(i);
        int mine = ++stamp;
        int left = keyChains;
        for (int j = i + 1; j < sorted.size() && (reach == null || left > 0); j++) {
          Segment other = sorted.get(j);
          int first = shape.overwrite(other.first());
          if (reach == null) {
            add(open.key(), one, other);
          } else if (covered[reach.chain(first)] != mine) {
            if (reach.reaches(shape.overwrite(one.first()), first)) {
              covered[reach.chain(first)] = mine;
              left--;
              graph.precedes(one, other, open.key());
            } else {
              add(open.key(), one, other);
            }
          }
        }
      }
    }
    return choices;
  }

  private void add(int key, Segment one, Segment other) {
    if (choices.size() % 1024 == 0) {
      budget.reserve(1024 * BYTES);
    }
    if (one.first() != one.last() || other.first() != other.last()) {
      choices.add(new Choice(key, one, other, null));
      return;
    }
    boolean swap = one.first() > other.first();
    Segment low = swap ? other : one;
    Segment high = swap ? one : other;
    int known = pairs.get(low.first(), high.first());
    if (known == LongIntMap.NONE) {
      pairs.put(low.first(), high.first(), choices.size());
      choices.add(new Choice(key, low, high, null));
    } else {
      choices.set(known, new Choice(key, low, high, choices.get(known)));
    }
  }
}
