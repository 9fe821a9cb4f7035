package minos.transactions.graph;

import java.util.Arrays;
import minos.check.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Can the variables be chosen so that all clauses hold and the graph of the chosen edges has no
 * cycle? Edges hang on literals: a chosen literal puts its edges into the graph.
 *
 * <p>The idea: conflict-driven clause learning [1] over the clauses, modulo a theory of acyclicity
 * [2, 3]. The graph of the edges chosen so far is kept in a topological order that is mended as
 * edges come [4]; an edge that closes a cycle makes a conflict, whose clause says that not all of
 * the cycle's literals hold. A variable between two orders is first tried the way the present
 * topological order suggests, which is nearly always right for histories of real stores.
 *
 * <p>Sound and complete: a learned clause follows from the clauses and the theory, a full choice
 * without conflict is a solution, and each conflict rules out a partial choice for good. A {@link
 * FinalCheck} may reject full choices for reasons of its own, by a clause that the choice breaks.
 *
 * <p>Cost: exponential at worst, the problem is NP-complete; the budget is polled at each conflict
 * and every thousand decisions. Without variables: linear.
 *
 * <p>A literal is {@code 2 * variable} if the variable holds and one more if it does not.
 *
 * <ol>
 *   <li>J. Marques-Silva, K. Sakallah, "GRASP: A search algorithm for propositional
 *       satisfiability", IEEE Trans. Computers 48(5), 1999.
 *   <li>S. Bayless, N. Bayless, H. Hoos, A. Hu, "SAT modulo monotonic theories", AAAI 2015.
 *   <li>K. Huang et al., "Efficient black-box checking of snapshot isolation in databases"
 *       (PolySI), VLDB 2023.
 *   <li>D. Pearce, P. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs",
 *       ACM JEA 11, 2006.
 * </ol>
 */
public final class AcyclicSearch {
  /** What a search found. */
  public enum Answer {
    /** There is a choice; the variables have its values. */
    POSSIBLE,
    /** There is none. */
    IMPOSSIBLE,
    /** The budget ended first. */
    UNKNOWN
  }

  /** Judges a full choice by more than clauses and acyclicity. */
  @FunctionalInterface
  public interface FinalCheck {
    /**
     * Why the choice won't do: a clause all of whose literals are false in it, which every solution
     * satisfies; null if it will do. An empty clause says that there is no solution.
     */
    int @Nullable [] rejects(AcyclicSearch search);
  }

  private static final int NONE = -1;

  /** How much more a conflict counts than the one before it. */
  private static final double DECAY = 1 / 0.95;

  private final DynamicOrder order;
  private final Edges edges = new Edges();
  private int[] firstEdge = new int[64];
  private int[] nextEdge = new int[64];
  private int variables;
  private byte[] value = new byte[32];
  private int[] level = new int[32];
  private int[] @Nullable [] reason = new int[32][];
  private double[] activity = new double[32];
  private double bump = 1;
  private int[] seen = new int[32];
  private int[][][] watches = new int[64][0][];
  private int[] watchCount = new int[64];
  private int[] trail = new int[32];
  private int trailSize;
  private int head;
  private int[] levelStart = new int[32];
  private int[] levelEdges = new int[32];
  private int levels;
  private boolean impossible;
  private long conflicts;
  private long decisions;
  private @Nullable VariableHeap heap;
  private final IntList units = new IntList();

  /** A search on a graph with so many nodes and no edges. */
  public AcyclicSearch(int nodes) {
    order = new DynamicOrder(nodes, edges);
    Arrays.fill(firstEdge, NONE);
  }

  /** How many conflicts there were so far. */
  public long conflicts() {
    return conflicts;
  }

  /** How many variables there are. */
  public int variables() {
    return variables;
  }

  /** A new variable. */
  public int variable() {
    int v = variables++;
    if (v == value.length) {
      int larger = 2 * v;
      value = Arrays.copyOf(value, larger);
      level = Arrays.copyOf(level, larger);
      reason = Arrays.copyOf(reason, larger);
      activity = Arrays.copyOf(activity, larger);
      seen = Arrays.copyOf(seen, larger);
      trail = Arrays.copyOf(trail, larger);
      levelStart = Arrays.copyOf(levelStart, larger + 1);
      levelEdges = Arrays.copyOf(levelEdges, larger + 1);
      watches = Arrays.copyOf(watches, 2 * larger);
      watchCount = Arrays.copyOf(watchCount, 2 * larger);
      firstEdge = Arrays.copyOf(firstEdge, 2 * larger);
      Arrays.fill(firstEdge, 2 * v, 4 * v, NONE);
      for (int i = 2 * v; i < watches.length; i++) {
        watches[i] = new int[0][];
      }
    }
    return v;
  }

  /** Hangs an edge on a literal, or on none: {@link Edges#ALWAYS}. */
  public void edge(int from, int to, int label, int literal) {
    int edge = edges.size();
    edges.add(from, to, label, literal);
    if (literal != Edges.ALWAYS) {
      if (edge >= nextEdge.length) {
        nextEdge = Arrays.copyOf(nextEdge, edge + (edge >> 1) + 1);
      }
      nextEdge[edge] = firstEdge[literal];
      firstEdge[literal] = edge;
    }
  }

  /** The edges. */
  public Edges edges() {
    return edges;
  }

  /** Requires one of the literals. */
  public void clause(int... literals) {
    if (literals.length == 0) {
      impossible = true;
    } else if (literals.length == 1) {
      units.add(literals[0]);
    } else {
      watch(literals.clone());
    }
  }

  /** Whether a literal holds in the present choice. */
  public boolean holds(int literal) {
    return value[literal >> 1] == ((literal & 1) == 0 ? 1 : -1);
  }

  /** Whether an edge is in the graph of the present choice. */
  public boolean present(int edge) {
    return edges.guard(edge) == Edges.ALWAYS || holds(edges.guard(edge));
  }

  /** The place of a node in the topological order of the present choice. */
  public int rank(int node) {
    return order.rank(node);
  }

  /** Searches. May be called once. */
  public Answer solve(Budget budget, @Nullable FinalCheck check) {
    if (impossible || !order.start()) {
      return Answer.IMPOSSIBLE;
    }
    heap = new VariableHeap(variables, activity);
    for (int i = 0; i < units.size(); i++) {
      int unit = units.get(i);
      if (value[unit >> 1] == 0) {
        assign(unit, null);
      } else if (!holds(unit)) {
        return Answer.IMPOSSIBLE;
      }
    }
    long restartAt = 200;
    long restartGap = 200;
    while (true) {
      int[] conflict = propagate();
      if (conflict == null && trailSize == variables && check != null) {
        conflict = check.rejects(this);
        if (conflict != null) {
          backToHighest(conflict);
        }
      }
      if (conflict == null) {
        if (trailSize == variables) {
          return Answer.POSSIBLE;
        }
        if ((++decisions & 1023) == 0 && budget.exhausted() != null) {
          return Answer.UNKNOWN;
        }
        decide();
        continue;
      }
      if (levels == 0) {
        return Answer.IMPOSSIBLE;
      }
      conflicts++;
      if (!budget.reserve(32L + 8L * learn(conflict)) || budget.exhausted() != null) {
        return Answer.UNKNOWN;
      }
      if (conflicts >= restartAt) {
        restartGap += restartGap / 2;
        restartAt = conflicts + restartGap;
        back(0);
      }
    }
  }

  private void decide() {
    VariableHeap candidates = heap();
    int variable = candidates.pop();
    while (value[variable] != 0) {
      variable = candidates.pop();
    }
    levelStart[levels] = trailSize;
    levelEdges[levels] = order.size();
    levels++;
    assign(2 * variable + (suggested(variable) ? 0 : 1), null);
  }

  /** Whether the present order suggests that a variable holds: that its first edge agrees. */
  private boolean suggested(int variable) {
    int edge = firstEdge[2 * variable];
    if (edge == NONE) {
      return false;
    }
    return order.rank(edges.from(edge)) < order.rank(edges.to(edge));
  }

  private void assign(int literal, int @Nullable [] why) {
    int variable = literal >> 1;
    value[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
    level[variable] = levels;
    reason[variable] = why;
    trail[trailSize++] = literal;
  }

  /** Draws all conclusions; a clause that the present choice breaks, or null. */
  private int @Nullable [] propagate() {
    while (head < trailSize) {
      int literal = trail[head++];
      int[] conflict = propagateClauses(literal ^ 1);
      if (conflict != null) {
        return conflict;
      }
      for (int e = firstEdge[literal]; e != NONE; e = nextEdge[e]) {
        int[] cycle = order.insert(e);
        if (cycle != null) {
          return forbids(cycle);
        }
      }
    }
    return null;
  }

  private int[] forbids(int[] cycle) {
    int[] clause = new int[cycle.length];
    int n = 0;
    for (int edge : cycle) {
      int guard = edges.guard(edge);
      if (guard != Edges.ALWAYS) {
        int literal = guard ^ 1;
        boolean known = false;
        for (int i = 0; i < n && !known; i++) {
          known = clause[i] == literal;
        }
        if (!known) {
          clause[n++] = literal;
        }
      }
    }
    return Arrays.copyOf(clause, n);
  }

  private int @Nullable [] propagateClauses(int falsified) {
    int[][] list = watches[falsified];
    int kept = 0;
    int count = watchCount[falsified];
    for (int i = 0; i < count; i++) {
      int[] clause = list[i];
      if (clause[0] == falsified) {
        clause[0] = clause[1];
        clause[1] = falsified;
      }
      if (holds(clause[0])) {
        list[kept++] = clause;
        continue;
      }
      boolean moved = false;
      for (int k = 2; k < clause.length && !moved; k++) {
        if (!holds(clause[k] ^ 1)) {
          clause[1] = clause[k];
          clause[k] = falsified;
          addWatch(clause[1], clause);
          moved = true;
        }
      }
      if (moved) {
        continue;
      }
      list[kept++] = clause;
      if (holds(clause[0] ^ 1)) {
        System.arraycopy(list, i + 1, list, kept, count - i - 1);
        watchCount[falsified] = kept + count - i - 1;
        return clause;
      }
      assign(clause[0], clause);
    }
    watchCount[falsified] = kept;
    return null;
  }

  private void watch(int[] clause) {
    addWatch(clause[0], clause);
    addWatch(clause[1], clause);
  }

  private void addWatch(int literal, int[] clause) {
    int count = watchCount[literal]++;
    if (count == watches[literal].length) {
      watches[literal] = Arrays.copyOf(watches[literal], Math.max(4, 2 * count));
    }
    watches[literal][count] = clause;
  }

  /** Undoes decisions until the highest level in a clause is the present one. */
  private void backToHighest(int[] clause) {
    int highest = 0;
    for (int literal : clause) {
      highest = Math.max(highest, level[literal >> 1]);
    }
    back(highest);
  }

  /**
   * Learns from a conflict of the present level up to its first unique implication point, goes back
   * and asserts the consequence.
   *
   * @return the learned clause's length
   */
  private int learn(int[] conflict) {
    int stamp = (int) conflicts;
    IntList learned = new IntList();
    learned.add(0);
    int open = 0;
    int[] clause = conflict;
    int at = trailSize - 1;
    while (true) {
      for (int literal : clause) {
        int variable = literal >> 1;
        if (seen[variable] == stamp || level[variable] == 0) {
          continue;
        }
        seen[variable] = stamp;
        touch(variable);
        if (level[variable] == levels) {
          open++;
        } else {
          learned.add(literal);
        }
      }
      while (seen[trail[at] >> 1] != stamp) {
        at--;
      }
      int literal = trail[at--];
      open--;
      if (open == 0) {
        learned.set(0, literal ^ 1);
        break;
      }
      int[] why = reason[literal >> 1];
      if (why == null) {
        throw new IllegalStateException("a decision was resolved before its level's last literal");
      }
      clause = why;
    }
    bump *= DECAY;
    int[] result = learned.toArray();
    if (result.length == 1) {
      back(0);
      assign(result[0], null);
      return 1;
    }
    int second = 1;
    for (int i = 2; i < result.length; i++) {
      if (level[result[i] >> 1] > level[result[second] >> 1]) {
        second = i;
      }
    }
    int swap = result[1];
    result[1] = result[second];
    result[second] = swap;
    back(level[result[1] >> 1]);
    watch(result);
    assign(result[0], result);
    return result.length;
  }

  private void touch(int variable) {
    activity[variable] += bump;
    if (activity[variable] > 1e100) {
      for (int v = 0; v < variables; v++) {
        activity[v] *= 1e-100;
      }
      bump *= 1e-100;
    }
    heap().raised(variable);
  }

  private VariableHeap heap() {
    VariableHeap made = heap;
    if (made == null) {
      throw new IllegalStateException("the search has not begun");
    }
    return made;
  }

  private void back(int to) {
    if (levels <= to) {
      return;
    }
    order.shrink(levelEdges[to]);
    for (int i = trailSize - 1; i >= levelStart[to]; i--) {
      int variable = trail[i] >> 1;
      value[variable] = 0;
      reason[variable] = null;
      heap().push(variable);
    }
    trailSize = levelStart[to];
    head = trailSize;
    levels = to;
  }
}
