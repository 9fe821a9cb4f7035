package minos.spec;

import java.util.Optional;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/**
 * One key of a store of strings: {@code get} answers the string, {@code append} adds to its end,
 * {@code put} replaces it.
 */
public final class AppendedText implements SequentialSpec<Value> {
  private final Value initial;
  private final NilRead nil;

  /** A key that holds the empty string unless the options say otherwise. */
  public AppendedText(ModelOptions options) {
    this.initial = options.initial().orElse(new Text(""));
    this.nil = options.nil();
  }

  @Override
  public String name() {
    return "append-kv";
  }

  @Override
  public Value initial() {
    return initial;
  }

  @Override
  public Step<Value> step(Value state, Call call) {
    if (Functions.READ.contains(call.f())) {
      boolean says = call.ok() && !(call.output().isNil() && nil == NilRead.UNKNOWN);
      return !says || call.output().equals(state)
          ? Step.next(state)
          : Step.rejected("it read " + call.output() + ", but the key held " + state);
    } else if (Functions.WRITE.contains(call.f())) {
      return Step.next(call.input());
    } else if (Functions.DELETE.contains(call.f())) {
      return Step.next(Nil.NIL);
    } else if (call.f().equals("append")) {
      String added = text(call, call.input()).orElseThrow(() -> unknown(call));
      return text(call, state)
          .map(old -> Step.<Value>next(new Text(old + added)))
          .orElseGet(() -> Step.rejected("it appended to a string, but the key held " + state));
    }
    throw unknown(call);
  }

  private static Optional<String> text(Call call, Value value) {
    if (value instanceof Text string) {
      return Optional.of(string.value());
    }
    return value.isNil() && call.f().equals("append") ? Optional.of("") : Optional.empty();
  }

  private UnknownCallException unknown(Call call) {
    return new UnknownCallException(name(), call, "get, put, delete and append of strings");
  }

  @Override
  public boolean readOnly(Call call) {
    return Functions.READ.contains(call.f());
  }
}
