package minos.linearizability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.spec.Call;
import minos.spec.Step;

/**
 * The transitions of any specification: states are numbered as they are met, and each step of a
 * state and a call is computed once.
 *
 * @param <S> the specification's states
 */
final class SpecTransitions<S> implements Transitions {
  private final Insight<S> insight;
  private final List<Call> calls;
  private final Budget budget;
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> states = new ArrayList<>();
  private final TransitionCache cache = new TransitionCache();
  private final List<int[]> choices = new ArrayList<>();

  SpecTransitions(Insight<S> insight, List<Call> calls, Budget budget) {
    this.insight = insight;
    this.calls = calls;
    this.budget = budget;
    number(insight.spec().initial());
  }

  @Override
  public int initial() {
    return 0;
  }

  @Override
  public int step(int state, int call) {
    int known = cache.get(state, call);
    if (known != TransitionCache.UNKNOWN) {
      return known;
    }
    int step = compute(state, calls.get(call));
    long before = cache.bytes();
    cache.put(state, call, step);
    if (cache.bytes() > before && !budget.reserve(cache.bytes() - before)) {
      throw Exhaustion.ofMemory(budget);
    }
    return step;
  }

  private int compute(int state, Call call) {
    Step<S> step = insight.step(states.get(state), call);
    if (step instanceof Step.Next<S> next) {
      return number(next.state());
    } else if (step instanceof Step.Choices<S> several) {
      int[] numbered = several.states().stream().mapToInt(this::number).distinct().toArray();
      if (numbered.length == 1) {
        return numbered[0];
      }
      choices.add(numbered);
      return REJECTED - choices.size();
    }
    return REJECTED;
  }

  private int number(S state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    if (!budget.reserve(insight.bytes(state))) {
      throw Exhaustion.ofMemory(budget);
    }
    numbers.put(state, states.size());
    states.add(state);
    return states.size() - 1;
  }

  @Override
  public boolean suits(int state, int call) {
    return insight.suits(states.get(state), calls.get(call));
  }

  @Override
  public int[] choices(int step) {
    return choices.get(REJECTED - step - 1);
  }

  @Override
  public String describe(int state) {
    return insight.spec().describe(states.get(state));
  }

  @Override
  public String reason(int state, int call) {
    Step<S> step = insight.step(states.get(state), calls.get(call));
    return step instanceof Step.Rejected<S> rejected ? rejected.reason() : "";
  }
}
