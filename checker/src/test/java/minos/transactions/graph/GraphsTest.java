package minos.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import minos.check.Budget;
import org.junit.jupiter.api.Test;

/** Components, reachability, shortest paths and cycles against the closure of small graphs. */
final class GraphsTest {
  private static final int CASES = 3000;

  private static Edges random(Random random, int nodes, boolean forwards) {
    Edges edges = new Edges();
    for (int e = random.nextInt(3 * nodes); e > 0; e--) {
      int from = random.nextInt(nodes);
      int to = random.nextInt(nodes);
      if (!forwards || from < to) {
        edges.add(from, to, random.nextInt(3));
      }
    }
    return edges;
  }

  private static boolean[][] closure(int nodes, Edges edges) {
    boolean[][] reach = new boolean[nodes][nodes];
    for (int e = 0; e < edges.size(); e++) {
      reach[edges.from(e)][edges.to(e)] = true;
    }
    for (int k = 0; k < nodes; k++) {
      for (int i = 0; i < nodes; i++) {
        for (int j = 0; j < nodes; j++) {
          reach[i][j] |= reach[i][k] && reach[k][j];
        }
      }
    }
    return reach;
  }

  @Test
  void componentsAreNodesThatReachEachOther() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int nodes = 1 + random.nextInt(8);
      Edges edges = random(random, nodes, false);
      boolean[][] reach = closure(nodes, edges);
      Components components = new Components(new Digraph(nodes, edges));
      boolean cycle = false;
      for (int i = 0; i < nodes; i++) {
        cycle |= reach[i][i];
        for (int j = 0; j < nodes; j++) {
          boolean together = i == j || (reach[i][j] && reach[j][i]);
          assertThat(components.of(i) == components.of(j)).as("seed %s", seed).isEqualTo(together);
        }
      }
      assertThat(components.acyclic()).as("seed %s", seed).isEqualTo(!cycle);
    }
  }

  @Test
  void reachabilityIsTheClosureWhateverTheChains() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int nodes = 1 + random.nextInt(10);
      Edges edges = random(random, nodes, true);
      boolean[][] closure = closure(nodes, edges);
      int asked = 1 + random.nextInt(nodes);
      int[] follow = new int[asked];
      Arrays.fill(follow, -1);
      boolean[] taken = new boolean[nodes];
      for (int e = 0; e < edges.size(); e++) {
        int from = edges.from(e);
        int to = edges.to(e);
        if (from < asked && to < asked && follow[from] < 0 && !taken[to] && random.nextBoolean()) {
          follow[from] = to;
          taken[to] = true;
        }
      }
      boolean[] alone = new boolean[nodes];
      Arrays.fill(alone, true);
      for (int e = 0; e < edges.size(); e++) {
        alone[edges.from(e)] = false;
        alone[edges.to(e)] = false;
      }
      for (int i = 0; i < asked; i++) {
        follow[i] = alone[i] && seed % 2 == 0 ? Reachability.NEVER_ASKED : follow[i];
      }
      Digraph graph = new Digraph(nodes, edges);
      Reachability reach =
          Reachability.of(graph, new Components(graph).order(), asked, follow, Budget.unlimited());
      assertThat(reach).isNotNull();
      for (int i = 0; i < asked; i++) {
        for (int j = 0; j < nodes; j++) {
          boolean never = follow[i] == Reachability.NEVER_ASKED;
          if (never || (j < asked && follow[j] == Reachability.NEVER_ASKED)) {
            continue;
          }
          assertThat(reach.reaches(i, j))
              .as("seed %s: %s to %s", seed, i, j)
              .isEqualTo(i == j || closure[i][j]);
        }
      }
    }
  }

  @Test
  void theShortestPathIsAsLongAsTheNumberOfStepsThatReach() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int nodes = 2 + random.nextInt(6);
      Edges edges = random(random, nodes, false);
      int to = 1 + random.nextInt(nodes - 1);
      if (!closure(nodes, edges)[0][to]) {
        continue;
      }
      boolean[] reached = new boolean[nodes];
      reached[0] = true;
      int steps = 0;
      for (; !reached[to]; steps++) {
        boolean[] before = reached.clone();
        for (int e = 0; e < edges.size(); e++) {
          reached[edges.to(e)] |= before[edges.from(e)];
        }
      }

      int[] path = ShortestPath.of(new Digraph(nodes, edges), 0, to);

      assertThat(path).as("seed %s", seed).hasSize(steps);
      int at = 0;
      for (int edge : path) {
        assertThat(edges.from(edge)).as("seed %s", seed).isEqualTo(at);
        at = edges.to(edge);
      }
      assertThat(at).as("seed %s", seed).isEqualTo(to);
    }
  }

  @Test
  void thereIsNoPathWhereNothingLeads() {
    Digraph graph = new Digraph(2, new Edges());

    assertThat(ShortestPath.of(graph, 1, 1)).isEmpty();
    assertThatThrownBy(() -> ShortestPath.of(graph, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no way from 0 to 1");
  }

  @Test
  void theShortestCycleIsThatOfTryingAllWalks() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int nodes = 1 + random.nextInt(6);
      Edges edges = random(random, nodes, false);
      // Label 1 may be used once; label 2 is free, and leads forwards so that it makes no cycle.
      Edges kept = new Edges();
      for (int e = 0; e < edges.size(); e++) {
        if (edges.label(e) != 2 || edges.from(e) < edges.to(e)) {
          kept.add(edges.from(e), edges.to(e), edges.label(e));
        }
      }
      int expected = Integer.MAX_VALUE;
      for (int start = 0; start < nodes; start++) {
        expected = Math.min(expected, shortestWalk(nodes, kept, start));
      }
      int[] cycle =
          ShortestCycle.of(
              new Digraph(nodes, kept),
              e -> kept.label(e) == 1,
              e -> kept.label(e) == 2,
              Budget.unlimited());
      if (cycle == null) {
        assertThat(expected).as("seed %s", seed).isEqualTo(Integer.MAX_VALUE);
        continue;
      }
      int length = 0;
      int single = 0;
      for (int i = 0; i < cycle.length; i++) {
        length += kept.label(cycle[i]) == 2 ? 0 : 1;
        single += kept.label(cycle[i]) == 1 ? 1 : 0;
        assertThat(kept.to(cycle[i]))
            .as("seed %s", seed)
            .isEqualTo(kept.from(cycle[(i + 1) % cycle.length]));
      }
      assertThat(single).as("seed %s", seed).isLessThanOrEqualTo(1);
      // A cycle of two edges is short enough to stop at.
      assertThat(length).as("seed %s", seed).isLessThanOrEqualTo(Math.max(2, expected));
    }
  }

  /** Lengths of walks by relaxation: from a start, with at most one edge of label 1. */
  private static int shortestWalk(int nodes, Edges edges, int start) {
    int far = 1000;
    int[][] distance = new int[2][nodes];
    Arrays.fill(distance[0], far);
    Arrays.fill(distance[1], far);
    distance[0][start] = 0;
    int best = Integer.MAX_VALUE;
    for (int round = 0; round < 4 * nodes; round++) {
      for (int e = 0; e < edges.size(); e++) {
        for (int used = 0; used < 2; used++) {
          int after = used + (edges.label(e) == 1 ? 1 : 0);
          int length = distance[used][edges.from(e)] + (edges.label(e) == 2 ? 0 : 1);
          if (after < 2 && length < far) {
            if (edges.to(e) == start) {
              best = Math.min(best, length);
            }
            distance[after][edges.to(e)] = Math.min(distance[after][edges.to(e)], length);
          }
        }
      }
    }
    return best;
  }
}
