package minos.transactions.graph;

import minos.check.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Can the variables be chosen so that all clauses hold and the graph of the chosen edges has no
 * cycle? Edges hang on literals: a chosen literal puts its edges into the graph.
 *
 * <p>The idea: conflict-driven clause learning [1] over the {@link WatchedClauses}, modulo a theory
 * of acyclicity [2, 3]. The {@link GuardedGraph} of the edges chosen so far is kept in a
 * topological order that is mended as edges come; an edge that closes a cycle makes a conflict,
 * whose clause says that not all of the cycle's literals hold. From each conflict {@link
 * ConflictAnalysis} learns a clause, and the search goes back on its {@link Trail} to where that
 * clause concludes something; or, where that is far, one level only [4], so as not to take a
 * hundred thousand decisions again that have nothing to do with the conflict. A variable between
 * two orders is first tried the way the present topological order suggests, which is nearly always
 * right for histories of real stores.
 *
 * <p>Sound and complete: a learned clause follows from the clauses and the theory, a full choice
 * without conflict is a solution, and each conflict rules out a partial choice for good: at the
 * level that it goes back to, one literal more follows than before. After going back one level
 * only, a literal is said to be of a higher level than where it follows. When it is forgotten too
 * early for that, a conclusion is missed until its clause is broken, which is noticed as ever; what
 * is learned then may be longer, but follows. A {@link FinalCheck} may reject full choices for
 * reasons of its own, by a clause that the choice breaks.
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
 *   <li>A. Nadel, V. Ryvchin, "Chronological backtracking", SAT 2018.
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

  private static final int FAR = 100;
  private static final int FIRST_RESTART = 200;
  private static final int VARIABLES_PER_RESTART = 100;

  private final Trail trail = new Trail();
  private final WatchedClauses clauses = new WatchedClauses(trail);
  private final GuardedGraph graph;
  private final IntList units = new IntList();
  private final int far;
  private boolean impossible;
  private int concluded;
  private long conflicts;
  private long decisions;

  /**
   * A search on a graph without edges.
   *
   * @param nodes how many nodes it has
   * @param primary how many of them, from 0 on, are numbered in about the order that is likeliest
   */
  public AcyclicSearch(int nodes, int primary) {
    this(nodes, primary, FAR);
  }

  /**
   * The same with another idea of what is far.
   *
   * @param far after a conflict it goes back over so many levels; where there are more up to the
   *     one where the learned clause concludes something, over one
   */
  AcyclicSearch(int nodes, int primary, int far) {
    this.graph = new GuardedGraph(nodes, primary);
    this.far = far;
  }

  /** How many conflicts there were so far. */
  public long conflicts() {
    return conflicts;
  }

  /** How many variables there are. */
  public int variables() {
    return trail.variables();
  }

  /** A new variable. */
  public int variable() {
    return trail.variable();
  }

  /** Hangs an edge on a literal, or on none: {@link Edges#ALWAYS}. */
  public void edge(int from, int to, int label, int literal) {
    graph.add(from, to, label, literal);
  }

  /** The edges. */
  public Edges edges() {
    return graph.edges();
  }

  /** Requires one of the literals. */
  public void clause(int... literals) {
    if (literals.length == 0) {
      impossible = true;
    } else if (literals.length == 1) {
      units.add(literals[0]);
    } else {
      clauses.add(literals.clone());
    }
  }

  /** Whether a literal holds in the present choice. */
  public boolean holds(int literal) {
    return trail.holds(literal);
  }

  /** Whether an edge is in the graph of the present choice. */
  public boolean present(int edge) {
    int guard = graph.edges().guard(edge);
    return guard == Edges.ALWAYS || trail.holds(guard);
  }

  /** The place of a node in the topological order of the present choice. */
  public int rank(int node) {
    return graph.rank(node);
  }

  /** Searches. May be called once. */
  public Answer solve(Budget budget, @Nullable FinalCheck check) {
    if (impossible || !graph.start() || !assignUnits()) {
      return Answer.IMPOSSIBLE;
    }
    Activity activity = new Activity(trail.variables());
    VariableHeap candidates = activity.candidates();
    ConflictAnalysis analysis = new ConflictAnalysis(trail, activity);
    // Each makes the search decide everything anew, so the more there is, the rarer.
    long restartGap = Math.max(FIRST_RESTART, trail.variables() / VARIABLES_PER_RESTART);
    long restartAt = restartGap;
    while (true) {
      int[] conflict = propagate();
      if (conflict == null && trail.full() && check != null) {
        conflict = check.rejects(this);
        if (conflict != null) {
          backTo(trail.highestLevel(conflict), candidates);
        }
      }
      if (conflict == null) {
        if (trail.full()) {
          return Answer.POSSIBLE;
        }
        if ((++decisions & 1023) == 0 && budget.exhausted() != null) {
          return Answer.UNKNOWN;
        }
        decide(candidates);
        continue;
      }
      if (trail.levels() == 0) {
        return Answer.IMPOSSIBLE;
      }
      conflicts++;
      int[] learned = analysis.learn(conflict);
      conclude(learned, candidates);
      if (!budget.reserve(32L + 8L * learned.length) || budget.exhausted() != null) {
        return Answer.UNKNOWN;
      }
      if (conflicts >= restartAt) {
        restartGap += restartGap / 2;
        restartAt = conflicts + restartGap;
        backTo(0, candidates);
      }
    }
  }

  /** Makes clauses of one literal hold; false if two contradict each other. */
  private boolean assignUnits() {
    for (int i = 0; i < units.size(); i++) {
      int unit = units.get(i);
      if (trail.open(unit >> 1)) {
        trail.assign(unit, null);
      } else if (!trail.holds(unit)) {
        return false;
      }
    }
    return true;
  }

  private void decide(VariableHeap candidates) {
    int variable = candidates.pop();
    while (!trail.open(variable)) {
      variable = candidates.pop();
    }
    graph.beginLevel(trail.levels());
    trail.nextLevel();
    trail.assign(graph.suggests(2 * variable) ? 2 * variable : 2 * variable + 1, null);
  }

  /** Draws all conclusions; a clause that the present choice breaks, or null. */
  private int @Nullable [] propagate() {
    while (concluded < trail.size()) {
      int literal = trail.literal(concluded++);
      int[] conflict = clauses.propagate(literal ^ 1);
      if (conflict == null) {
        conflict = graph.insert(literal);
      }
      if (conflict != null) {
        return conflict;
      }
    }
    return null;
  }

  /**
   * Goes back to where a learned clause leaves its first literal only, or, if that is far, to the
   * level before the present one; and concludes that literal.
   */
  private void conclude(int[] learned, VariableHeap candidates) {
    int level = learned.length == 1 ? 0 : trail.level(learned[1] >> 1);
    if (learned.length > 1) {
      clauses.add(learned);
    }
    boolean near = trail.levels() - level <= far;
    backTo(near ? level : trail.levels() - 1, candidates);
    trail.assign(learned[0], learned);
  }

  private void backTo(int level, VariableHeap opened) {
    if (level < trail.levels()) {
      graph.backTo(level);
      trail.backTo(level, opened);
      concluded = trail.size();
    }
  }
}
