package minos.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import minos.check.Budget;
import minos.verdict.Cause;

/**
 * Runs engines side by side on one problem. The first that decides wins and the others are stopped;
 * if none decides, the answer is that of the one that ended last.
 *
 * <p>This is what is parallel within one key. Different searches gain more than one that is split:
 * what keeps one of them busy for ever is often a moment's work for another, and which it is can't
 * be told beforehand. What the dedicated algorithms decide is memory-bound, and not split either.
 */
final class Race {
  private static final Cause LOST = new Cause(Cause.Kind.INTERRUPTED, "another engine was faster");

  private final List<Engine> engines;
  private final ExecutorService threads;

  Race(List<Engine> engines, ExecutorService threads) {
    this.engines = engines;
    this.threads = threads;
  }

  /** An answer and who gave it. */
  record Result(Answer answer, String engine) {}

  Result run(Problem problem, Budget budget) {
    CompletionService<Result> results = new ExecutorCompletionService<>(threads);
    List<Budget> budgets = new ArrayList<>();
    for (Engine engine : engines) {
      Budget own = budget.child();
      budgets.add(own);
      results.submit(() -> new Result(engine.search(problem, own), engine.name()));
    }
    Result last = null;
    try {
      for (int i = 0; i < engines.size(); i++) {
        last = results.take().get();
        if (!(last.answer() instanceof Answer.Exhausted)) {
          return last;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Cause cause = new Cause(Cause.Kind.INTERRUPTED, "the check was interrupted");
      return new Result(new Answer.Exhausted(cause, 0), "none");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      budgets.forEach(own -> own.stop(LOST));
    }
    if (last == null) {
      throw new IllegalStateException("a race without engines");
    }
    return last;
  }
}
