package minos.spec;

import java.util.Optional;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/**
 * One key of a store of strings: {@code get} answers the string, {@code append} adds to its end,
 * {@code put} replaces it.
 */
public final class AppendedText extends BuiltIn<Value> {
  private final Value initial;
  private final NilRead nil;

  /** A key that holds the empty string unless the options say otherwise. */
  public AppendedText(ModelOptions options) {
    super(options);
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

  /** What a function does to a string. */
  public enum Kind {
    /** Answers it. */
    GET,
    /** Replaces it. */
    PUT,
    /** Leaves nil. */
    DELETE,
    /** Adds to its end. */
    APPEND
  }

  /**
   * What an operation of this function does.
   *
   * @throws UnknownCallException if there is no such function
   */
  public Kind kind(Call call) {
    if (Functions.READ.contains(call.f())) {
      return Kind.GET;
    } else if (Functions.WRITE.contains(call.f())) {
      return Kind.PUT;
    } else if (Functions.DELETE.contains(call.f())) {
      return Kind.DELETE;
    } else if (call.f().equals("append")) {
      return Kind.APPEND;
    }
    throw unknown(call);
  }

  /** Whether a get tells what the string was. */
  public boolean says(Call get) {
    return get.ok() && !(get.output().isNil() && nil == NilRead.UNKNOWN);
  }

  @Override
  public Step<Value> step(Value state, Call call) {
    return switch (kind(call)) {
      case GET ->
          !says(call) || call.output().equals(state)
              ? Step.next(state)
              : Step.rejected("it read " + call.output() + ", but the key held " + state);
      case PUT -> Step.next(call.input());
      case DELETE -> Step.next(Nil.NIL);
      case APPEND -> {
        String added = text(call, call.input()).orElseThrow(() -> unknown(call));
        yield text(call, state)
            .map(old -> Step.<Value>next(new Text(old + added)))
            .orElseGet(() -> Step.rejected("it appended to a string, but the key held " + state));
      }
    };
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
