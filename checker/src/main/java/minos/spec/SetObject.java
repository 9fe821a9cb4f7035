package minos.spec;

import java.util.Optional;
import java.util.Set;
import minos.value.Bool;
import minos.value.Seq;
import minos.value.Value;

/**
 * A set, or a multiset: {@code add} and {@code remove} an element, ask whether it {@code contains}
 * one, {@code read} all.
 *
 * <p>An answer of true or false to an {@code add} or {@code remove} says whether it changed the
 * set, and to a {@code remove} whether it found the element. Without one, every {@code add} is
 * possible, and so is a {@code remove} from a set; a {@code remove} from a multiset needs the
 * element there. An unknown one removes the element if it is there.
 */
final class SetObject extends BuiltIn<Bag> {
  static final Set<String> ADD = Set.of("add", "insert");
  static final Set<String> CONTAINS = Set.of("contains", "member", "contains?");

  private final boolean multiple;
  private final Bag initial;
  private final NilRead nil;

  private SetObject(boolean multiple, ModelOptions options) {
    super(options);
    this.multiple = multiple;
    this.initial = options.initial().map(value -> Bag.of(name(multiple), value)).orElse(Bag.EMPTY);
    this.nil = options.nil();
  }

  static SetObject set(ModelOptions options) {
    return new SetObject(false, options);
  }

  static SetObject multiset(ModelOptions options) {
    return new SetObject(true, options);
  }

  private static String name(boolean multiple) {
    return multiple ? "multiset" : "set";
  }

  @Override
  public String name() {
    return name(multiple);
  }

  @Override
  public Bag initial() {
    return initial;
  }

  @Override
  public Step<Bag> step(Bag state, Call call) {
    Value element = call.input();
    boolean there = state.has(element);
    if (ADD.contains(call.f())) {
      if (answered(call) && !multiple) {
        boolean added = call.output().equals(Bool.TRUE);
        if (added == there) {
          return Step.rejected(
              "it said that it "
                  + (added ? "added " : "did not add ")
                  + element
                  + ", but the "
                  + name()
                  + (there ? " had it" : " did not have it"));
        }
      }
      return Step.next(there && !multiple ? state : state.with(element));
    } else if (Functions.DELETE.contains(call.f())) {
      boolean removed = answered(call) ? call.output().equals(Bool.TRUE) : call.ok() && multiple;
      boolean says = answered(call) || (call.ok() && multiple);
      if (says && removed != there) {
        return Step.rejected(
            "it "
                + (removed ? "removed " : "found no ")
                + element
                + ", but the "
                + name()
                + (there ? " had it" : " did not have it"));
      }
      return Step.next(state.without(element));
    } else if (CONTAINS.contains(call.f())) {
      if (call.ok() && call.output() instanceof Bool found && found.value() != there) {
        return Step.rejected(
            "it found "
                + (found.value() ? "" : "no ")
                + element
                + ", but the "
                + name()
                + (there ? " had it" : " did not have it"));
      }
      return Step.next(state);
    } else if (Functions.READ.contains(call.f())) {
      boolean says = call.ok() && !(call.output().isNil() && nil == NilRead.UNKNOWN);
      return !says || state.is(call.output())
          ? Step.next(state)
          : Step.rejected("it read " + call.output() + ", but the " + name() + " held " + state);
    }
    throw new UnknownCallException(name(), call, "add, remove, contains and read");
  }

  /** Whether an update says if it changed anything. */
  private static boolean answered(Call call) {
    return call.ok() && call.output() instanceof Bool && !call.output().equals(call.input());
  }

  @Override
  public boolean readOnly(Call call) {
    return CONTAINS.contains(call.f()) || Functions.READ.contains(call.f());
  }

  @Override
  public Optional<Value> saved(Bag state) {
    return Optional.of(new Seq(state.values()));
  }

  @Override
  public Bag restored(Value saved) {
    return Bag.of(name(), (Seq) saved);
  }
}
