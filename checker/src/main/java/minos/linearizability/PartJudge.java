package minos.linearizability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import minos.check.Budget;
import minos.history.History;
import minos.spec.SequentialSpec;
import minos.value.Value;
import minos.verdict.Cause;

/**
 * Decides one part of a history: chooses the algorithm by what the part contains. Safe for use by
 * several threads.
 *
 * <p>Most problems are small or easy for the depth-first search, which then needs neither threads
 * nor much memory; so it goes first for a moment, and only what it does not decide is raced.
 */
final class PartJudge {
  private static final Duration HEAD_START = Duration.ofMillis(25);

  /**
   * Up to this size a violation found by zones is searched for as well, for the states that were
   * possible.
   */
  private static final int SEARCHED_TOO = 2_000;

  private final History history;
  private final Compiler compiler;
  private final Algorithm algorithm;
  private final Explainer explainer;
  private final ExecutorService raceThreads;

  PartJudge(
      SequentialSpec<?> spec,
      History history,
      Compiler compiler,
      Algorithm algorithm,
      ExecutorService raceThreads) {
    this.history = history;
    this.compiler = compiler;
    this.algorithm = algorithm;
    this.explainer = new Explainer(spec, history);
    this.raceThreads = raceThreads;
  }

  Finding judge(Optional<Value> key, int[] ordinals, Budget budget) {
    Cause cause = budget.exhausted();
    if (cause != null) {
      return new Finding.Open("none", cause);
    }
    Optional<RegisterCalls> calls = compiler.registerCalls(ordinals);
    if (calls.isPresent() && (algorithm == Algorithm.AUTO || algorithm == Algorithm.ZONES)) {
      Optional<Zones.Found> found = Zones.judge(history, calls.get());
      if (found.isPresent()) {
        return zones(key, calls.get(), found.get(), budget);
      }
    }
    if (algorithm == Algorithm.ZONES) {
      return new Finding.Open(
          Zones.NAME,
          new Cause(
              Cause.Kind.UNSUPPORTED,
              "zones need a register whose written values are unique and no compare-and-set; use --algorithm auto"));
    }
    Problem problem = calls.map(compiler::problem).orElseGet(() -> compiler.problem(ordinals));
    return finding(key, problem, search(problem, budget));
  }

  private Race.Result search(Problem problem, Budget budget) {
    return switch (algorithm) {
      case JUST_IN_TIME -> alone(new BreadthFirst(), problem, budget);
      case WING_GONG -> alone(new DepthFirst(), problem, budget);
      case RACE -> race(problem, budget);
      case AUTO, ZONES -> {
        Budget headStart = budget.child(HEAD_START);
        Race.Result first = alone(new DepthFirst(), problem, headStart);
        headStart.close();
        yield first.answer() instanceof Answer.Exhausted ? race(problem, budget) : first;
      }
    };
  }

  private static Race.Result alone(Engine engine, Problem problem, Budget budget) {
    return new Race.Result(engine.search(problem, budget), engine.name());
  }

  private Race.Result race(Problem problem, Budget budget) {
    return new Race(List.of(new BreadthFirst(), new DepthFirst()), raceThreads)
        .run(problem, budget);
  }

  private Finding finding(Optional<Value> key, Problem problem, Race.Result result) {
    if (result.answer() instanceof Answer.NotLinearizable no) {
      return new Finding.Broken(result.engine(), explainer.violation(key, problem, no));
    } else if (result.answer() instanceof Answer.Linearizable yes) {
      return new Finding.Fine(result.engine(), witness(problem, yes.witness()));
    } else if (result.answer() instanceof Answer.Exhausted limit) {
      String on = key.map(k -> " on key " + k).orElse("");
      String message =
          limit.cause().message()
              + on
              + " after "
              + limit.reached()
              + " of "
              + problem.size()
              + " operations were placed";
      return new Finding.Open(result.engine(), new Cause(limit.cause().kind(), message));
    }
    throw new IllegalStateException("no such answer: " + result.answer());
  }

  private static Optional<Ints> witness(Problem problem, Ints order) {
    if (order == Ints.NONE && problem.size() > 0) {
      return Optional.empty();
    }
    int[] ordinals = new int[order.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = problem.ordinal(order.get(i));
    }
    return Optional.of(new Ints(ordinals));
  }

  private Finding zones(
      Optional<Value> key, RegisterCalls calls, Zones.Found found, Budget budget) {
    if (found instanceof Zones.Found.Fine) {
      return new Finding.Fine(Zones.NAME, Optional.empty());
    }
    if (calls.size() <= SEARCHED_TOO) {
      Problem problem = compiler.problem(calls);
      Budget headStart = budget.child(HEAD_START);
      Answer answer = new DepthFirst().search(problem, headStart);
      headStart.close();
      if (answer instanceof Answer.NotLinearizable no) {
        return new Finding.Broken(Zones.NAME, explainer.violation(key, problem, no));
      } else if (answer instanceof Answer.Linearizable) {
        throw new IllegalStateException(
            "zones and search disagree about the operations on key "
                + key
                + "; this is a fault of the checker");
      }
    }
    return new Finding.Broken(Zones.NAME, explainer.violation(key, calls, found));
  }
}
