package minos.transactions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Check;
import minos.check.NeverGreen;
import minos.history.History;
import minos.value.Bool;
import minos.value.Dict;
import minos.verdict.Cause;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import minos.verdict.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the transactions of a history satisfy an isolation level.
 *
 * <p>The idea: first what needs no cycle (a read of a value that nobody wrote, that was aborted or
 * overwritten by its own writer, a transaction that contradicts itself, lists that don't fit
 * together), then the level's own question, by {@link CommitOrder} or {@link VersionOrder}.
 *
 * <p>Sound and complete for item reads and writes: violated exactly if no execution that the level
 * allows explains the history; transactions of unknown outcome may or may not have happened. In
 * list histories that needs each value to be appended to a key once; else the answer is undecided
 * unless a read is wrong by itself. Under read uncommitted nothing but the order of list versions
 * is judged, as reads may see anything that was ever written.
 *
 * <p>A history whose header says {@code real-time: false} has no order but that of its sessions:
 * they count for every level, and a strong level is then never called consistent.
 *
 * <p>Immutable; safe for several threads.
 */
public final class TransactionCheck implements Check {
  private static final int VIOLATIONS = 10;

  /** How long to look for something graver than what was found. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final IsolationLevel level;
  private final TransactionModel model;

  TransactionCheck(IsolationLevel level, TransactionModel model) {
    this.level = level;
    this.model = model;
  }

  @Override
  public String consistency() {
    return level.id();
  }

  @Override
  public String model() {
    return model.id();
  }

  /** The level. */
  public IsolationLevel level() {
    return level;
  }

  @Override
  public CheckResult check(History history, Budget budget) {
    long start = System.nanoTime();
    Budget own = budget.child();
    try {
      Run run = new Run(history, own);
      Verdict verdict = run.verdict();
      return NeverGreen.guard(
          history,
          new CheckResult(
              level.id(),
              model.id(),
              verdict,
              Duration.ofNanos(System.nanoTime() - start),
              run.algorithm,
              run.assumptions,
              Dict.EMPTY));
    } finally {
      own.close();
    }
  }

  /** One check of one history. */
  private final class Run {
    private final History history;
    private final Budget budget;
    private final boolean timed;
    private final boolean sessions;
    private final List<String> assumptions = new ArrayList<>();
    private String algorithm = "reads-from";

    Run(History history, Budget budget) {
      this.history = history;
      this.budget = budget;
      timed = !Bool.FALSE.equals(history.origin().header().get("real-time"));
      sessions = (level.sessions() || !timed) && GivenOrder.hasSessions(history);
    }

    Verdict verdict() {
      // Some 60 bytes a micro-operation in all; three to a transaction is a fair guess.
      if (!budget.reserve(300L * history.size())) {
        return undecided(budget.exhausted());
      }
      Transactions transactions = Transactions.of(history, model, budget);
      ReadsFrom reads = transactions == null ? null : ReadsFromFinder.find(transactions, budget);
      if (reads == null) {
        return undecided(budget.exhausted());
      }
      assume(reads);
      List<Violation> wrong = wrong(reads);
      if (!wrong.isEmpty()) {
        return new Verdict.Violated(wrong);
      }
      if (reads.repeated() != null) {
        return undecided(new Cause(Cause.Kind.AMBIGUOUS, reads.repeated()));
      }
      algorithm = algorithm(reads);
      Decision decision = decide(reads, sessions, level.realTime() && timed, budget);
      if (decision instanceof Decision.Forbidden forbidden) {
        List<Violation> violations = gravest(reads, forbidden.violations());
        return new Verdict.Violated(violations.subList(0, Math.min(VIOLATIONS, violations.size())));
      }
      if (decision instanceof Decision.Open open) {
        return undecided(open.cause());
      }
      return consistent(reads, ((Decision.Allowed) decision).order());
    }

    private Decision decide(
        ReadsFrom reads, boolean sessionOrder, boolean realTime, Budget limits) {
      LevelEngine engine = new LevelEngine(level, sessionOrder, realTime, timed);
      boolean choose = !reads.candidates().isEmpty() && level != IsolationLevel.READ_UNCOMMITTED;
      return choose ? Choosing.decide(engine, reads, limits) : engine.decide(reads, limits);
    }

    /**
     * What is wrong even without the order of sessions or of real time, if they took part in what
     * was found: a lost update is worse than a transaction that was overtaken. For a while only.
     */
    private List<Violation> gravest(ReadsFrom reads, List<Violation> found) {
      boolean assumed = sessions && !level.sessions();
      if (assumed || !Cycles.needsOrder(found.get(0).anomaly())) {
        return found;
      }
      Budget some = budget.child(AGAIN);
      try {
        Decision plain = decide(reads, false, false, some);
        if (sessions && level.realTime() && !(plain instanceof Decision.Forbidden)) {
          plain = decide(reads, true, false, some);
        }
        return plain instanceof Decision.Forbidden graver ? graver.violations() : found;
      } finally {
        some.close();
      }
    }

    private Verdict consistent(ReadsFrom reads, Optional<int[]> order) {
      if (nothingInferred(reads)) {
        return undecided(
            new Cause(
                Cause.Kind.NOTHING_INFERRED,
                "no transaction read what another wrote or missed, so nothing relates them; have"
                    + " transactions read what others write"));
      }
      if (level.realTime() && !timed) {
        return undecided(
            new Cause(
                Cause.Kind.UNSUPPORTED,
                "no violation so far, but the history records no real time, which "
                    + level.id()
                    + " is about; check a strong-session level instead"));
      }
      return new Verdict.Consistent(
          order.map(places -> new Witness(List.of(new Witness.Order(Optional.empty(), places)))));
    }

    private Verdict undecided(@Nullable Cause cause) {
      return new Verdict.Undecided(
          cause == null ? new Cause(Cause.Kind.MEMORY, "the memory limit was reached") : cause);
    }

    private List<Violation> wrong(ReadsFrom reads) {
      Explainer explainer = new Explainer(reads);
      List<Violation> violations = new ArrayList<>();
      for (Finding finding : reads.findings()) {
        // Where appends can't be told apart, only a value that nobody appended is wrong for sure.
        boolean sure =
            reads.repeated() == null || finding.anomaly() == minos.verdict.Anomaly.THIN_AIR_READ;
        boolean concerns = level != IsolationLevel.READ_UNCOMMITTED || finding.alwaysForbidden();
        if (sure && concerns && violations.size() < VIOLATIONS) {
          violations.add(explainer.violation(finding));
        }
      }
      return violations;
    }

    private void assume(ReadsFrom reads) {
      if (sessions && !level.sessions()) {
        assumptions.add(
            "the history has no order but that of its sessions, so that counts, as in Biswas and"
                + " Enea's definitions");
      }
      if (model == TransactionModel.LIST_APPEND) {
        assumptions.add("each value is appended to a key at most once");
      }
      if (!reads.candidates().isEmpty()) {
        assumptions.add(
            reads.candidates().size()
                + " reads saw values that were written more than once; every possible source was"
                + " considered");
      }
    }

    private String algorithm(ReadsFrom reads) {
      String engine =
          switch (level.family()) {
            case READ_UNCOMMITTED -> "version order";
            case READ_COMMITTED, READ_ATOMIC, CAUSAL -> "commit order";
            case CURSOR_STABILITY, PARALLEL_SNAPSHOT, PREFIX, SNAPSHOT, SERIAL ->
                model == TransactionModel.LIST_APPEND ? "dependency cycles" : "polygraph";
          };
      return reads.candidates().isEmpty() ? engine : engine + " with choice of sources";
    }

    private boolean nothingInferred(ReadsFrom reads) {
      for (int r = 0; r < reads.reads(); r++) {
        int source = reads.readSource(r);
        int key = reads.readKey(r);
        int writers = reads.endWriter(key) - reads.firstWriter(key);
        if (source != ReadsFrom.INITIAL
            || writers > 1
            || (writers == 1 && reads.writer(reads.firstWriter(key)) != reads.reader(r))) {
          return false;
        }
      }
      return true;
    }
  }
}
