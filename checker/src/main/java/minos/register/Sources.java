package minos.register;

import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.history.Operation;
import minos.verdict.Anomaly;
import minos.verdict.Cause;
import minos.verdict.Explanation;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import minos.verdict.Violation;

/**
 * Decides a condition for a history in which repeated values may leave open which write a read saw.
 *
 * <p><b>Question.</b> Is there a choice of a source for each read, among the writes of its value,
 * with which the condition holds?
 *
 * <p><b>Idea.</b> With unique values there is one choice. Otherwise (1) leave the ambiguous reads
 * out: if what is left is violated, so is every choice, as conditions are closed under leaving
 * reads out. (2) Try the likeliest choice, the candidate that was written last before the read
 * began, or else as little after as possible: if it satisfies the condition, that's a proof. (3)
 * Where the choices are few ({@value #MOST_CHOICES}), try all. (4) Else undecided, with the first
 * ambiguous read as the reason.
 *
 * <p><b>Cost.</b> That of the condition, twice, and up to {@value #MOST_CHOICES} times for a
 * history with few ambiguous reads.
 */
public final class Sources {
  private static final int MOST_CHOICES = 4096;
  private static final int MOST_WORK = 1 << 20;

  private final Accesses accesses;
  private final ReadsFrom readsFrom;

  private Sources(Accesses accesses) {
    this.accesses = accesses;
    this.readsFrom = ReadsFrom.of(accesses);
  }

  /** The accesses with what their values tell. */
  public static Sources of(Accesses accesses) {
    return new Sources(accesses);
  }

  /** Judges the history. */
  public Verdict decide(Condition condition, Budget budget) {
    int[] ambiguous = readsFrom.ambiguous();
    int[] sources = readsFrom.sources();
    Verdict without = judge(condition, sources, budget);
    if (ambiguous.length == 0 || without.judgement() != Judgement.CONSISTENT) {
      return without;
    }
    LikeliestSources likeliest = new LikeliestSources(accesses);
    for (int read : ambiguous) {
      sources[read] = likeliest.of(read);
    }
    Verdict likely = judge(condition, sources, budget);
    if (likely.judgement() == Judgement.CONSISTENT) {
      return likely;
    }
    return all(condition, ambiguous, sources, budget).orElseGet(() -> ambiguous(ambiguous));
  }

  /** What trying every choice says; empty if there are too many. */
  private Optional<Verdict> all(
      Condition condition, int[] ambiguous, int[] sources, Budget budget) {
    int[][] candidates = new int[ambiguous.length][];
    long choices = 1;
    for (int i = 0; i < ambiguous.length; i++) {
      candidates[i] = readsFrom.candidates(ambiguous[i]);
      choices *= candidates[i].length;
      if (choices > MOST_CHOICES || choices * accesses.size() > MOST_WORK) {
        return Optional.empty();
      }
    }
    int[] digit = new int[ambiguous.length];
    boolean open = false;
    while (true) {
      for (int i = 0; i < digit.length; i++) {
        sources[ambiguous[i]] = candidates[i][digit[i]];
      }
      Verdict last = judge(condition, sources, budget);
      switch (last.judgement()) {
        case CONSISTENT -> {
          return Optional.of(last);
        }
        case UNDECIDED -> open = true;
        case VIOLATED -> {
          // The next choice may do.
        }
      }
      Cause stop = budget.exhausted();
      if (stop != null) {
        return Optional.of(new Verdict.Undecided(stop));
      }
      int i = 0;
      while (i < digit.length && ++digit[i] == candidates[i].length) {
        digit[i++] = 0;
      }
      if (i == digit.length) {
        return open
            ? Optional.empty()
            : Optional.of(last instanceof Verdict.Violated violated ? inAll(violated) : last);
      }
    }
  }

  private static Verdict inAll(Verdict.Violated one) {
    return new Verdict.Violated(
        one.violations().stream()
            .map(
                v ->
                    new Violation(
                        v.anomaly(),
                        v.key(),
                        v.summary()
                            + " (repeated values leave open which write some reads saw; every"
                            + " choice is a violation, and this is one)",
                        v.culprit(),
                        v.operations(),
                        v.explanation()))
            .toList());
  }

  private Verdict ambiguous(int[] reads) {
    Operation read = accesses.history().operation(accesses.operation(reads[0]));
    return new Verdict.Undecided(
        new Cause(
            Cause.Kind.AMBIGUOUS,
            "repeated values leave open which write "
                + reads.length
                + (reads.length == 1 ? " read saw" : " reads saw")
                + "; the first is ["
                + read
                + "] at index "
                + read.index()
                + ", which "
                + readsFrom.candidates(reads[0]).length
                + " writes (or the initial state) can explain. Neither is the history without"
                + " these reads violated, nor does the likeliest choice explain them. Write unique"
                + " values"));
  }

  private Verdict judge(Condition condition, int[] sources, Budget budget) {
    RegisterHistory history = RegisterHistory.of(accesses, sources);
    int thinAir = history.thinAirRead();
    return thinAir >= 0 ? thinAir(history, thinAir) : condition.decide(history, budget);
  }

  /** The verdict on a history with a read of what nobody wrote: no model of registers allows it. */
  public static Verdict thinAir(RegisterHistory history, int read) {
    Operation culprit = history.operation(read);
    String summary = history.describe(read) + " returned a value that no operation had written";
    return new Verdict.Violated(
        new Violation(
            Anomaly.THIN_AIR_READ,
            culprit.key(),
            summary,
            Optional.of(culprit),
            List.of(culprit),
            new Explanation.Findings(
                List.of(
                    summary + ".",
                    "It is not the initial value, and no write that may have happened wrote it."))));
  }
}
