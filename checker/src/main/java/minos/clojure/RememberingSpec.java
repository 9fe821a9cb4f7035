package minos.clojure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import minos.spec.Call;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import org.jspecify.annotations.Nullable;

/**
 * A specification that knows which state it described how: explanations name states by their
 * descriptions, and whoever asked from Clojure wants the states themselves. Descriptions are the
 * printed states, which tell them apart; few are asked for.
 */
final class RememberingSpec implements SequentialSpec<ClojureState> {
  private final ClojureSpec spec;
  private final Map<String, ClojureState> described = new ConcurrentHashMap<>();

  RememberingSpec(ClojureSpec spec) {
    this.spec = spec;
  }

  /** The state of a description; null if it was not made here. */
  @Nullable ClojureState state(String description) {
    return described.get(description);
  }

  @Override
  public String describe(ClojureState state) {
    String description = state.toString();
    described.put(description, state);
    return description;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public ClojureState initial() {
    return spec.initial();
  }

  @Override
  public Step<ClojureState> step(ClojureState state, Call call) {
    return spec.step(state, call);
  }

  @Override
  public boolean constrains(Call call) {
    return spec.constrains(call);
  }

  @Override
  public boolean readOnly(Call call) {
    return spec.readOnly(call);
  }

  @Override
  public boolean perProcess() {
    return spec.perProcess();
  }
}
