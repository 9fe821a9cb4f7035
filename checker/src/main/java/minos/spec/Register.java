package minos.spec;

import java.util.List;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A register: one value that is read, written, deleted (which leaves nil) and, if it allows that,
 * compared and set.
 *
 * <p>What a read of nil and a failed compare-and-set say are stated choices, see {@link NilRead}
 * and {@link FailedCas}.
 */
public final class Register extends BuiltIn<Value> {
  private final boolean compareAndSet;
  private final Value initial;
  private final NilRead nil;
  private final FailedCas failedCas;

  private Register(boolean compareAndSet, ModelOptions options) {
    super(options);
    this.compareAndSet = compareAndSet;
    this.initial = options.initial().orElse(Nil.NIL);
    this.nil = options.nil();
    this.failedCas = options.failedCas();
  }

  /** A register that is read and written. */
  public static Register plain(ModelOptions options) {
    return new Register(false, options);
  }

  /** A register that is also compared and set: {@code cas [old new]}. */
  public static Register withCompareAndSet(ModelOptions options) {
    return new Register(true, options);
  }

  @Override
  public String name() {
    return compareAndSet ? "cas-register" : "register";
  }

  @Override
  public Value initial() {
    return initial;
  }

  /** What a read of nil says. */
  public NilRead nil() {
    return nil;
  }

  /** What a failed compare-and-set says. */
  public FailedCas failedCas() {
    return failedCas;
  }

  /** What a function does to a register. */
  public enum Kind {
    /** Answers the value. */
    READ,
    /** Sets the value. */
    WRITE,
    /** Sets the value if it is the expected one. */
    CAS
  }

  /**
   * What an operation of this function does.
   *
   * @throws UnknownCallException if a register has no such function
   */
  public Kind kind(Call call) {
    if (Functions.READ.contains(call.f())) {
      return Kind.READ;
    } else if (Functions.WRITE.contains(call.f()) || Functions.DELETE.contains(call.f())) {
      return Kind.WRITE;
    } else if (compareAndSet && Functions.CAS.contains(call.f())) {
      expectedAndNew(call);
      return Kind.CAS;
    }
    throw new UnknownCallException(
        name(),
        call,
        compareAndSet ? "read, write, delete and cas [old new]" : "read, write and delete");
  }

  /** What a write sets. */
  public Value written(Call call) {
    return Functions.DELETE.contains(call.f()) ? Nil.NIL : call.input();
  }

  /** The expected and the new value of a compare-and-set, in this order. */
  public List<Value> expectedAndNew(Call call) {
    if (call.input() instanceof Seq seq && seq.size() == 2) {
      return seq.items();
    }
    throw new UnknownCallException(name(), call, "cas with a value [old new]");
  }

  @Override
  public Step<Value> step(Value state, Call call) {
    return switch (kind(call)) {
      case READ -> {
        boolean says = call.ok() && !(nil == NilRead.UNKNOWN && call.output().isNil());
        yield !says || call.output().equals(state)
            ? Step.next(state)
            : Step.rejected("it read " + call.output() + ", but the register held " + state);
      }
      case WRITE -> Step.next(written(call));
      case CAS -> {
        List<Value> values = expectedAndNew(call);
        boolean matches = state.equals(values.get(0));
        if (call.outcome() == Outcome.FAIL) {
          yield matches
              ? Step.rejected("it failed, but the register held the expected " + state)
              : Step.next(state);
        }
        yield matches
            ? Step.next(values.get(1))
            : Step.rejected("it replaced " + values.get(0) + ", but the register held " + state);
      }
    };
  }

  @Override
  public boolean constrains(Call call) {
    Kind kind = kind(call);
    if (kind == Kind.READ && call.ok()) {
      return !(nil == NilRead.UNKNOWN && call.output().isNil());
    }
    return call.outcome() != Outcome.FAIL || (kind == Kind.CAS && failedCas == FailedCas.MISMATCH);
  }

  @Override
  public boolean readOnly(Call call) {
    Kind kind = kind(call);
    return kind == Kind.READ || (kind == Kind.CAS && call.outcome() == Outcome.FAIL);
  }
}
