package minos.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import minos.check.Budget;
import minos.transactions.graph.AcyclicSearch.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcyclicSearchTest {
  private static final int CASES = Integer.getInteger("minos.transactions.cases", 700) * 10;

  /** A problem for both the search and going through all choices. */
  private static final class Problem {
    final int nodes;
    final int variables;
    final Edges edges = new Edges();
    final int[][] clauses;

    Problem(Random random) {
      this(random, 2 + random.nextInt(7), random.nextInt(9), 6, 1);
    }

    Problem(Random random, int nodes, int variables, int mostClauses, int fewest) {
      this.nodes = nodes;
      this.variables = variables;
      for (int e = random.nextInt(5); e > 0; e--) {
        int from = random.nextInt(nodes - 1);
        edges.add(from, from + 1 + random.nextInt(nodes - from - 1), 0);
      }
      for (int v = 0; v < variables; v++) {
        for (int e = 1 + random.nextInt(3); e > 0; e--) {
          int literal = 2 * v + random.nextInt(2);
          edges.add(random.nextInt(nodes), random.nextInt(nodes), 0, literal);
        }
      }
      clauses = new int[variables == 0 ? 0 : random.nextInt(mostClauses)][];
      for (int c = 0; c < clauses.length; c++) {
        clauses[c] = new int[fewest + random.nextInt(3)];
        for (int i = 0; i < clauses[c].length; i++) {
          clauses[c][i] = random.nextInt(2 * variables);
        }
      }
    }

    boolean solvedBy(int mask) {
      for (int[] clause : clauses) {
        boolean any = false;
        for (int literal : clause) {
          any |= (mask >> (literal >> 1) & 1) == ((literal & 1) ^ 1);
        }
        if (!any) {
          return false;
        }
      }
      Digraph graph =
          new Digraph(
              nodes,
              edges,
              e ->
                  edges.guard(e) == Edges.ALWAYS
                      || (mask >> (edges.guard(e) >> 1) & 1) == ((edges.guard(e) & 1) ^ 1));
      // A graph has a cycle if a path of as many edges as nodes exists.
      boolean[] ends = new boolean[nodes];
      Arrays.fill(ends, true);
      for (int step = 0; step < nodes; step++) {
        boolean[] next = new boolean[nodes];
        for (int v = 0; v < nodes; v++) {
          for (int p = graph.first(v); p < graph.end(v); p++) {
            next[graph.target(p)] |= ends[v];
          }
        }
        ends = next;
      }
      for (boolean end : ends) {
        if (end) {
          return false;
        }
      }
      return true;
    }

    AcyclicSearch search(int far) {
      AcyclicSearch search = new AcyclicSearch(nodes, nodes / 2, far);
      for (int v = 0; v < variables; v++) {
        search.variable();
      }
      for (int e = 0; e < edges.size(); e++) {
        search.edge(edges.from(e), edges.to(e), 0, edges.guard(e));
      }
      for (int[] clause : clauses) {
        search.clause(clause);
      }
      return search;
    }
  }

  /** Whether after a conflict it goes back one level, seldom more, or as far as it can. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, Integer.MAX_VALUE})
  void agreesWithGoingThroughAllChoices(int far) {
    int possible = 0;
    int conflicts = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Problem problem = new Problem(new Random(seed));
      boolean expected = false;
      for (int mask = 0; mask < 1 << problem.variables && !expected; mask++) {
        expected = problem.solvedBy(mask);
      }
      AcyclicSearch search = problem.search(far);
      assertThat(search.solve(Budget.unlimited(), null))
          .as("seed %s", seed)
          .isEqualTo(expected ? Answer.POSSIBLE : Answer.IMPOSSIBLE);
      conflicts += search.conflicts() > 1 ? 1 : 0;
      if (expected) {
        possible++;
        int mask = 0;
        for (int v = 0; v < problem.variables; v++) {
          mask |= search.holds(2 * v) ? 1 << v : 0;
        }
        assertThat(problem.solvedBy(mask)).as("seed %s", seed).isTrue();
        for (int e = 0; e < problem.edges.size(); e++) {
          if (search.present(e)) {
            assertThat(search.rank(problem.edges.from(e)))
                .as("seed %s", seed)
                .isLessThan(search.rank(problem.edges.to(e)));
          }
        }
      }
    }
    assertThat(possible).isBetween(CASES / 10, CASES * 9 / 10);
    assertThat(conflicts).isGreaterThan(CASES / 50);
  }

  @Test
  void answersTheSameHoweverFarItGoesBack() {
    int possible = 0;
    int hard = 0;
    for (int seed = 0; seed < CASES / 10; seed++) {
      Random random = new Random(seed);
      int variables = 20 + random.nextInt(40);
      int nodes = variables * 2 / 3 + random.nextInt(variables / 3);
      Problem problem = new Problem(random, nodes, variables, 2 * variables, 2);
      AcyclicSearch nearest = problem.search(Integer.MAX_VALUE);
      Answer expected = nearest.solve(Budget.unlimited(), null);
      for (int far = 0; far < 20; far = 3 * far + 1) {
        AcyclicSearch search = problem.search(far);

        assertThat(search.solve(Budget.unlimited(), null))
            .as("seed %s, far %s", seed, far)
            .isEqualTo(expected);

        for (int e = 0; expected == Answer.POSSIBLE && e < problem.edges.size(); e++) {
          if (search.present(e)) {
            assertThat(search.rank(problem.edges.from(e)))
                .as("seed %s, far %s", seed, far)
                .isLessThan(search.rank(problem.edges.to(e)));
          }
        }
        hard += search.conflicts() > 10 ? 1 : 0;
      }
      possible += expected == Answer.POSSIBLE ? 1 : 0;
    }
    assertThat(possible).isBetween(CASES / 100, CASES * 9 / 100);
    assertThat(hard).isGreaterThan(CASES / 50);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Integer.MAX_VALUE})
  void aFinalCheckRulesOutChoices(int far) {
    for (int seed = 0; seed < CASES / 5; seed++) {
      Problem problem = new Problem(new Random(seed));
      int wanted = new Random(~seed).nextInt(1 << problem.variables);
      boolean expected = problem.solvedBy(wanted);
      // Only the wanted choice will do.
      Answer answer =
          problem
              .search(far)
              .solve(
                  Budget.unlimited(),
                  search -> {
                    for (int v = 0; v < problem.variables; v++) {
                      int literal = 2 * v + ((wanted >> v & 1) ^ 1);
                      if (!search.holds(literal)) {
                        return new int[] {literal};
                      }
                    }
                    return null;
                  });
      assertThat(answer)
          .as("seed %s", seed)
          .isEqualTo(expected ? Answer.POSSIBLE : Answer.IMPOSSIBLE);
    }
  }

  @Test
  void stopsAtItsLimit() {
    // Ten pigeons, nine holes: exponentially many conflicts.
    int holes = 11;
    AcyclicSearch search = new AcyclicSearch(1, 1);
    int[][] in = new int[holes + 1][holes];
    for (int[] pigeon : in) {
      for (int h = 0; h < holes; h++) {
        pigeon[h] = 2 * search.variable();
      }
      search.clause(pigeon.clone());
    }
    for (int h = 0; h < holes; h++) {
      for (int i = 0; i <= holes; i++) {
        for (int j = 0; j < i; j++) {
          search.clause(in[i][h] + 1, in[j][h] + 1);
        }
      }
    }
    Budget budget = Budget.of(Optional.of(Duration.ofMillis(50)), OptionalLong.empty(), 1);

    assertThat(search.solve(budget, null)).isEqualTo(Answer.UNKNOWN);
  }
}
