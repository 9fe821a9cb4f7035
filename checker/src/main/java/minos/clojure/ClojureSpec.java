package minos.clojure;

import clojure.lang.IFn;
import clojure.lang.IPersistentMap;
import clojure.lang.ISeq;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.RT;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.ModelFaultException;
import minos.spec.SequentialSpec;
import minos.spec.Step;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** A Clojure model as a specification. */
final class ClojureSpec implements SequentialSpec<ClojureState> {
  /** What the step function is given and answers. */
  enum Shape {
    /** States of any kind, nil included. */
    STATE,
    /** Models that are their own states; nil is none. */
    MODEL
  }

  private static final Keyword PROCESS = Keyword.intern("process");
  private static final Keyword TYPE = Keyword.intern("type");
  private static final Keyword F = Keyword.intern("f");
  private static final Keyword VALUE = Keyword.intern("value");
  private static final Keyword INPUT = Keyword.intern("input");
  private static final Keyword INCONSISTENT = Keyword.intern("inconsistent");
  private static final Keyword ONE_OF = Keyword.intern("one-of");
  private static final Keyword MSG = Keyword.intern("msg");
  private static final Keyword PER_PROCESS = Keyword.intern("per-process?");
  private static final Keyword CONSTRAINS = Keyword.intern("constrains?");
  private static final Keyword READ_ONLY = Keyword.intern("read-only?");
  private static final Keyword DESCRIBE = Keyword.intern("describe");

  private final String name;
  private final ClojureState initial;
  private final IFn step;
  private final Shape shape;
  // Says whether a model is an inconsistent one; only for models of Knossos's shape.
  private final @Nullable IFn inconsistent;
  private final Function<Value, @Nullable Object> values;
  private final Function<String, Object> functions;
  private final IPersistentMap options;
  private final boolean perProcess;
  private final @Nullable IFn constrains;
  private final @Nullable IFn readOnly;
  private final @Nullable IFn describe;

  ClojureSpec(
      String name, @Nullable Object initial, IFn step, Shape shape, IPersistentMap options) {
    this(
        name,
        new ClojureState(initial),
        step,
        shape,
        options,
        null,
        Convert::toClojure,
        Keyword::intern);
  }

  private ClojureSpec(
      String name,
      ClojureState initial,
      IFn step,
      Shape shape,
      IPersistentMap options,
      @Nullable IFn inconsistent,
      Function<Value, @Nullable Object> values,
      Function<String, Object> functions) {
    this.name = name;
    this.initial = initial;
    this.options = options;
    this.values = values;
    this.functions = functions;
    this.step = step;
    this.shape = shape;
    this.inconsistent = inconsistent;
    this.perProcess = !Boolean.FALSE.equals(options.valAt(PER_PROCESS));
    this.constrains = options.valAt(CONSTRAINS) instanceof IFn fn ? fn : null;
    this.readOnly = options.valAt(READ_ONLY) instanceof IFn fn ? fn : null;
    this.describe = options.valAt(DESCRIBE) instanceof IFn fn ? fn : null;
  }

  /** Models that are their own states. */
  static ClojureSpec ofModel(String name, Object model, IFn step) {
    return new ClojureSpec(name, model, step, Shape.MODEL, PersistentArrayMap.EMPTY);
  }

  /** Models of Knossos's shape: inconsistent ones are models too, which this function knows. */
  static ClojureSpec ofModel(String name, Object model, IFn step, @Nullable IFn inconsistent) {
    return new ClojureSpec(
        name,
        new ClojureState(model),
        step,
        Shape.MODEL,
        PersistentArrayMap.EMPTY,
        inconsistent,
        Convert::toClojure,
        Keyword::intern);
  }

  /** The same, given values and functions of operations as these make them. */
  ClojureSpec seeing(Function<Value, @Nullable Object> data, Function<String, Object> words) {
    return new ClojureSpec(name, initial, step, shape, options, inconsistent, data, words);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ClojureState initial() {
    return initial;
  }

  @Override
  public boolean perProcess() {
    return perProcess;
  }

  @Override
  public Step<ClojureState> step(ClojureState state, Call call) {
    Object next = apply("step", call, step, state.value(), op(call));
    if (next == null && shape == Shape.MODEL) {
      return Step.rejected(refused(call, state));
    } else if (next instanceof Keyword word && word.equals(INCONSISTENT)) {
      return Step.rejected(refused(call, state));
    } else if (next instanceof IPersistentMap map && map.count() == 1) {
      if (map.containsKey(INCONSISTENT)) {
        Object why = map.valAt(INCONSISTENT);
        return Step.rejected(why == null ? refused(call, state) : why.toString());
      } else if (map.containsKey(ONE_OF)) {
        return choices(call, state, map.valAt(ONE_OF));
      }
    }
    if (inconsistent != null && RT.booleanCast(inconsistent.invoke(next))) {
      Object why = RT.get(next, MSG);
      return Step.rejected(why == null ? refused(call, state) : why.toString());
    }
    return Step.next(new ClojureState(next));
  }

  private Step<ClojureState> choices(Call call, ClojureState state, @Nullable Object several) {
    if (several != null && !RT.canSeq(several)) {
      throw new ModelFaultException(
          "the model "
              + name
              + " answered `"
              + call
              + "` with :one-of "
              + RT.printString(several)
              + ", which is no collection of states");
    }
    List<ClojureState> states = new ArrayList<>();
    for (ISeq seq = RT.seq(several); seq != null; seq = seq.next()) {
      ClojureState next = new ClojureState(seq.first());
      if (!states.contains(next)) {
        states.add(next);
      }
    }
    if (states.isEmpty()) {
      return Step.rejected(refused(call, state));
    }
    return states.size() == 1 ? Step.next(states.get(0)) : new Step.Choices<>(states);
  }

  private @Nullable Object apply(String what, Call call, IFn function, @Nullable Object... given) {
    try {
      return given.length == 1 ? function.invoke(given[0]) : function.invoke(given[0], given[1]);
    } catch (Exception | StackOverflowError | AssertionError e) {
      throw new ModelFaultException(
          "the model " + name + " failed in " + what + " of `" + call + "`: " + e, e);
    }
  }

  private String refused(Call call, ClojureState state) {
    return "the model does not allow `" + call + "` in the state " + describe(state);
  }

  private IPersistentMap op(Call call) {
    return RT.map(
        PROCESS,
        values.apply(call.process()),
        TYPE,
        Keyword.intern(call.outcome().word()),
        F,
        functions.apply(call.f()),
        VALUE,
        values.apply(call.value()),
        INPUT,
        values.apply(call.input()));
  }

  @Override
  public boolean constrains(Call call) {
    return constrains == null
        ? call.outcome() != Outcome.FAIL
        : RT.booleanCast(apply(":constrains?", call, constrains, (Object) op(call)));
  }

  @Override
  public boolean readOnly(Call call) {
    return readOnly != null
        && RT.booleanCast(apply(":read-only?", call, readOnly, (Object) op(call)));
  }

  @Override
  public Optional<Value> saved(ClojureState state) {
    return SavedState.of(state, initial);
  }

  @Override
  public ClojureState restored(Value saved) {
    return SavedState.restored(saved, initial);
  }

  @Override
  public String describe(ClojureState state) {
    return describe == null ? state.toString() : String.valueOf(describe.invoke(state.value()));
  }
}
