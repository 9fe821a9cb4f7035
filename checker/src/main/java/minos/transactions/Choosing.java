package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.transactions.graph.AcyclicSearch;
import minos.transactions.graph.Edges;
import minos.verdict.Cause;
import minos.verdict.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Decides a level where written values are repeated, so that a read may have several sources.
 *
 * <p>The idea: the sources are chosen by a search of their own, in which every read has exactly one
 * and reads-from has no cycle; each full choice is judged like a history of unique values. From a
 * choice that the level forbids it learns the reads that the violation rests on, and never again
 * gives all of them those sources.
 *
 * <p>Sound and complete: a level allows a history if and only if it allows it under some choice of
 * sources. Cost: as many judgements as choices are needed, exponential at worst; the budget is
 * polled at each.
 */
final class Choosing {
  private final LevelEngine engine;
  private final ReadsFrom reads;
  private final Budget budget;
  private final int[] several;
  private final int[][] sources;
  private final int[] firstVariable;
  private Decision.@Nullable Allowed allowed;
  private Decision.@Nullable Forbidden forbidden;
  private Decision.@Nullable Open open;
  private long judged;

  private Choosing(LevelEngine engine, ReadsFrom reads, Budget budget) {
    this.engine = engine;
    this.reads = reads;
    this.budget = budget;
    several = reads.candidates().keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    sources = new int[several.length][];
    firstVariable = new int[several.length];
    for (int i = 0; i < several.length; i++) {
      sources[i] = reads.candidates().getOrDefault(several[i], new int[0]);
    }
  }

  /** Decides. */
  static Decision decide(LevelEngine engine, ReadsFrom reads, Budget budget) {
    return new Choosing(engine, reads, budget).run();
  }

  private Decision run() {
    AcyclicSearch search = new AcyclicSearch(reads.size(), reads.size());
    Edges given = engine.given(reads);
    ShownOrder.readsFrom(reads, given);
    for (int e = 0; e < given.size(); e++) {
      search.edge(given.from(e), given.to(e), given.label(e), Edges.ALWAYS);
    }
    for (int i = 0; i < several.length; i++) {
      int[] any = new int[sources[i].length];
      for (int c = 0; c < any.length; c++) {
        int variable = search.variable();
        firstVariable[i] = c == 0 ? variable : firstVariable[i];
        any[c] = 2 * variable;
        for (int other = 0; other < c; other++) {
          search.clause(any[other] + 1, any[c] + 1);
        }
        if (sources[i][c] >= 0) {
          search.edge(
              sources[i][c], reads.reader(several[i]), Dependency.WR.label(several[i]), any[c]);
        }
      }
      search.clause(any);
    }
    AcyclicSearch.Answer answer = search.solve(budget, this::rejects);
    if (open != null) {
      return open;
    }
    return switch (answer) {
      case POSSIBLE -> allowed == null ? unknown() : allowed;
      case UNKNOWN -> unknown();
      case IMPOSSIBLE -> impossible();
    };
  }

  private Decision unknown() {
    Cause cause = budget.exhausted();
    return new Decision.Open(
        cause == null
            ? new Cause(Cause.Kind.INTERRUPTED, "the search was stopped")
            : new Cause(
                cause.kind(),
                cause.message()
                    + " after "
                    + judged
                    + " ways to say which of the writes of the same value "
                    + several.length
                    + " reads saw; write unique values"));
  }

  private Decision impossible() {
    if (forbidden == null) {
      // No choice is even free of cycles in reads-from; any one shows it.
      int[] first = new int[several.length];
      Arrays.setAll(first, i -> sources[i][0]);
      Decision decision = engine.decide(reads.choose(several, first), budget);
      return decision instanceof Decision.Forbidden any ? worded(any) : decision;
    }
    return worded(forbidden);
  }

  private Decision worded(Decision.Forbidden example) {
    if (several.length == 0) {
      return example;
    }
    var violations = new ArrayList<Violation>();
    for (Violation violation : example.violations()) {
      violations.add(
          new Violation(
              violation.anomaly(),
              violation.key(),
              violation.summary()
                  + " (some values were written more than once; whichever write each read saw,"
                  + " there is such a circle, this being one)",
              violation.culprit(),
              violation.operations(),
              violation.explanation()));
    }
    return new Decision.Forbidden(violations, Optional.empty());
  }

  /** Judges a full choice of sources. */
  private int @Nullable [] rejects(AcyclicSearch search) {
    int[] chosen = new int[several.length];
    int[] literals = new int[several.length];
    for (int i = 0; i < several.length; i++) {
      for (int c = 0; c < sources[i].length; c++) {
        int literal = 2 * (firstVariable[i] + c);
        if (search.holds(literal)) {
          chosen[i] = sources[i][c];
          literals[i] = literal;
        }
      }
    }
    judged++;
    Budget once = budget.child();
    Decision decision;
    try {
      decision = engine.decide(reads.choose(several, chosen), once);
    } finally {
      once.close();
    }
    if (decision instanceof Decision.Forbidden no) {
      forbidden = no;
      return broken(no.support(), literals);
    }
    if (decision instanceof Decision.Open undecided) {
      open = undecided;
    } else if (decision instanceof Decision.Allowed yes) {
      allowed = yes;
    }
    return null;
  }

  private int[] broken(Optional<Set<Integer>> support, int[] literals) {
    int[] clause = new int[several.length];
    int n = 0;
    for (int i = 0; i < several.length; i++) {
      if (support.isEmpty() || support.get().contains(several[i])) {
        clause[n++] = literals[i] + 1;
      }
    }
    return Arrays.copyOf(clause, n);
  }
}
