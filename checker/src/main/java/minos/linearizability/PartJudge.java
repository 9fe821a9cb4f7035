package minos.linearizability;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import minos.check.Budget;
import minos.history.History;
import minos.spec.SequentialSpec;
import minos.value.Value;
import minos.verdict.Cause;
import minos.verdict.Violation;

/**
 * Decides one part of a history: chooses the algorithm by what the part contains. Safe for use by
 * several threads.
 *
 * <p>Most problems are small or easy for the depth-first search, which then needs neither threads
 * nor much memory; so it goes first, then the breadth-first search, for a few tries each; only what
 * neither decides is raced.
 */
final class PartJudge {
  /** So many tries each search gets before the two are raced. */
  private static final long HEAD_START = 2_000;

  /** How long, and how many tries, the search for an explanation may take. */
  private static final Duration EXPLAINING = Duration.ofMillis(25);

  private static final long EXPLAINING_STEPS = 100_000;

  /**
   * Up to this size what comes before a culprit that zones found is searched as well, for the
   * states that were possible.
   */
  private static final int SEARCHED_TOO = 2_000;

  /**
   * What an operation takes as a call, and for zones; as part of a problem; as one of any model.
   */
  private static final long CALL_BYTES = 48;

  private static final long PROBLEM_BYTES = 64;
  private static final long SPEC_PROBLEM_BYTES = 240;

  private final History history;
  private final Compiler compiler;
  private final Algorithm algorithm;
  private final Explainer explainer;
  private final Optional<DedicatedMonitor> monitor;
  private final ExecutorService raceThreads;

  PartJudge(
      SequentialSpec<?> spec,
      History history,
      Compiler compiler,
      Algorithm algorithm,
      Optional<DedicatedMonitor> monitor,
      ExecutorService raceThreads) {
    this.history = history;
    this.compiler = compiler;
    this.algorithm = algorithm;
    this.monitor = monitor;
    this.explainer = new Explainer(spec, history);
    this.raceThreads = raceThreads;
  }

  /** What one part's operations show; an open finding when the budget is used up. */
  Finding judge(Optional<Value> key, int[] ordinals, Budget budget) {
    Budget own = budget.child();
    try {
      Exhaustion.check(own);
      Exhaustion.reserve(own, ordinals.length * CALL_BYTES);
      return decide(key, ordinals, own);
    } catch (Exhaustion limit) {
      return new Finding.Open("none", limit.cause());
    } finally {
      own.close();
    }
  }

  private Finding decide(Optional<Value> key, int[] ordinals, Budget budget) {
    if (algorithm == Algorithm.MONITOR) {
      return monitor(key, ordinals, budget);
    }
    Optional<RegisterCalls> calls = compiler.registerCalls(ordinals);
    Exhaustion.check(budget);
    if (calls.isPresent() && (algorithm == Algorithm.AUTO || algorithm == Algorithm.ZONES)) {
      Optional<Zones.Found> found = Zones.judge(history, calls.get());
      if (found.isPresent()) {
        return zones(key, ordinals, calls.get(), found.get(), budget);
      }
    }
    if (algorithm == Algorithm.ZONES) {
      return unfit(
          Zones.NAME,
          "zones need a register whose written values are unique and no compare-and-set");
    }
    if (algorithm != Algorithm.AUTO) {
      Problem problem = problem(calls, ordinals, budget);
      return finding(key, ordinals, problem, forced(problem, budget), budget);
    }
    return calls.isPresent()
        ? register(key, ordinals, problem(calls, ordinals, budget), budget)
        : other(key, ordinals, budget);
  }

  private Problem problem(Optional<RegisterCalls> calls, int[] ordinals, Budget budget) {
    Exhaustion.reserve(
        budget, ordinals.length * (calls.isPresent() ? PROBLEM_BYTES : SPEC_PROBLEM_BYTES));
    return calls.map(compiler::problem).orElseGet(() -> compiler.problem(ordinals));
  }

  private static Finding unfit(String name, String reason) {
    return new Finding.Open(
        name, new Cause(Cause.Kind.UNSUPPORTED, reason + "; use --algorithm auto"));
  }

  private Finding monitor(Optional<Value> key, int[] ordinals, Budget budget) {
    if (monitor.isEmpty()) {
      return unfit(DedicatedMonitor.NAME, "there is no monitor for this specification");
    }
    DedicatedMonitor.Said said = monitor.get().ask(history, key, ordinals, budget);
    if (said instanceof DedicatedMonitor.Said.Decided decided) {
      return decided.finding();
    } else if (said instanceof DedicatedMonitor.Said.Nothing nothing) {
      return unfit(DedicatedMonitor.NAME, "the monitor does not apply: " + nothing.reason());
    }
    throw new IllegalStateException("not said: " + said);
  }

  /** What the monitor decides, if there is one and it does. */
  private Optional<Finding> monitored(Optional<Value> key, int[] ordinals, Budget budget) {
    return monitor
        .map(one -> one.ask(history, key, ordinals, budget))
        .filter(DedicatedMonitor.Said.Decided.class::isInstance)
        .map(said -> ((DedicatedMonitor.Said.Decided) said).finding());
  }

  /** Registers are easy for the searches, most of them; what is not may be so for a monitor. */
  private Finding register(Optional<Value> key, int[] ordinals, Problem problem, Budget budget) {
    Race.Result first = headStart(problem, budget);
    if (decided(first, budget)) {
      return finding(key, ordinals, problem, first, budget);
    }
    return monitored(key, ordinals, budget)
        .orElseGet(() -> finding(key, ordinals, problem, rest(problem, budget), budget));
  }

  /** Other objects are hard for the searches, most of them; so the monitor comes first. */
  private Finding other(Optional<Value> key, int[] ordinals, Budget budget) {
    Optional<Finding> monitored = monitored(key, ordinals, budget);
    if (monitored.isPresent()) {
      return monitored.get();
    }
    Problem problem = problem(Optional.empty(), ordinals, budget);
    Race.Result first = headStart(problem, budget);
    return finding(
        key, ordinals, problem, decided(first, budget) ? first : rest(problem, budget), budget);
  }

  private static boolean decided(Race.Result result, Budget budget) {
    return !(result.answer() instanceof Answer.Exhausted) || budget.exhausted() != null;
  }

  private Race.Result forced(Problem problem, Budget budget) {
    return switch (algorithm) {
      case JUST_IN_TIME -> alone(new BreadthFirst(), problem, budget);
      case WING_GONG -> alone(new DepthFirst(), problem, budget);
      case RACE -> race(problem, budget);
      case AUTO, ZONES, MONITOR -> throw new IllegalStateException(algorithm + " is no search");
    };
  }

  private static long steps(Problem problem) {
    return HEAD_START + 4L * problem.size();
  }

  private static Race.Result headStart(Problem problem, Budget budget) {
    return alone(new DepthFirst(steps(problem)), problem, budget);
  }

  /** What comes after the head start. */
  private Race.Result rest(Problem problem, Budget budget) {
    Race.Result second = alone(new BreadthFirst(4 * steps(problem)), problem, budget);
    return decided(second, budget) ? second : race(problem, budget);
  }

  private static Race.Result alone(Engine engine, Problem problem, Budget budget) {
    return new Race.Result(engine.search(problem, budget), engine.name());
  }

  private Race.Result race(Problem problem, Budget budget) {
    return new Race(List.of(new BreadthFirst(), new DepthFirst()), raceThreads)
        .run(problem, budget);
  }

  private Finding finding(
      Optional<Value> key, int[] ordinals, Problem problem, Race.Result result, Budget budget) {
    if (result.answer() instanceof Answer.NotLinearizable no) {
      return new Finding.Broken(result.engine(), violation(key, ordinals, problem, no, budget));
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

  /** Searches again up to the culprit, without shortcuts that a reader would have to know. */
  private Violation violation(
      Optional<Value> key,
      int[] ordinals,
      Problem problem,
      Answer.NotLinearizable no,
      Budget budget) {
    int culprit = Culprit.find(problem, no, budget);
    Problem whole = compiler.unmerged(ordinals);
    Problem plain = whole.withoutWants().upTo(problem.completed(culprit));
    Budget own = budget.child(EXPLAINING);
    Answer again = new DepthFirst(EXPLAINING_STEPS).search(plain, own);
    own.close();
    if (again instanceof Answer.NotLinearizable plainly) {
      return explainer.violation(
          key, plain, plainly.latest(), plainly.deadEnds(), plainly.complete());
    }
    List<Answer.DeadEnd> ends = no.earliest() == culprit ? no.deadEnds() : List.of();
    return explainer.violation(key, problem, culprit, ends, false);
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
      Optional<Value> key, int[] ordinals, RegisterCalls calls, Zones.Found found, Budget budget) {
    if (!(found instanceof Zones.Found.Conflict conflict)) {
      return new Finding.Fine(Zones.NAME, Optional.empty());
    }
    int culprit = calls.ordinals()[conflict.culprit()];
    int end = history.completed(culprit);
    int[] begun = Arrays.stream(ordinals).filter(op -> history.invoked(op) <= end).toArray();
    if (begun.length <= SEARCHED_TOO) {
      Problem plain = compiler.unmerged(begun).withoutWants().upTo(end);
      Budget own = budget.child(EXPLAINING);
      Answer answer = new DepthFirst(EXPLAINING_STEPS).search(plain, own);
      own.close();
      if (answer instanceof Answer.NotLinearizable no) {
        return new Finding.Broken(
            Zones.NAME, explainer.violation(key, plain, no.latest(), no.deadEnds(), no.complete()));
      } else if (answer instanceof Answer.Linearizable) {
        throw new IllegalStateException(
            "zones and search disagree about the operations on key "
                + key
                + "; this is a fault of the checker");
      }
    }
    return new Finding.Broken(Zones.NAME, explainer.violation(key, calls, conflict));
  }
}
