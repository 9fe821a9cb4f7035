package minos.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.history.Outcome;
import minos.value.Dict;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * A map as one object: {@code get k} (or {@code [k nil]}, answered by {@code [k v]}), {@code put [k
 * v]}, {@code delete k}, {@code cas [k old new]} (or {@code [k [old new]]}) and {@code list}, which
 * answers all keys, or all entries if its answer is a map.
 *
 * <p>An absent key reads as nil, and putting nil deletes it. Where no operation spans keys, a
 * history split by key is judged faster; {@code list} is why this specification exists.
 */
final class KeyValueMap extends BuiltIn<Trie<Value>> {
  private static final Set<String> LIST = Set.of("list", "keys", "scan");

  private final Trie<Value> initial;
  private final NilRead nil;
  private final FailedCas failedCas;

  KeyValueMap(ModelOptions options) {
    super(options);
    Value given = options.initial().orElse(Dict.EMPTY);
    if (!(given instanceof Dict entries)) {
      throw new IllegalArgumentException(
          "the initial value of a kv-map is a map such as {:x 0}, not " + given);
    }
    Trie<Value> map = Trie.empty();
    for (Map.Entry<Value, Value> entry : entries.entries().entrySet()) {
      map = set(map, entry.getKey(), entry.getValue());
    }
    this.initial = map;
    this.nil = options.nil();
    this.failedCas = options.failedCas();
  }

  @Override
  public String name() {
    return "kv-map";
  }

  @Override
  public Trie<Value> initial() {
    return initial;
  }

  private static Trie<Value> set(Trie<Value> map, Value key, Value value) {
    return value.isNil() ? map.without(key) : map.with(key, value);
  }

  private static Value get(Trie<Value> map, Value key) {
    Value value = map.get(key);
    return value == null ? Nil.NIL : value;
  }

  @Override
  public Step<Trie<Value>> step(Trie<Value> state, Call call) {
    if (Functions.READ.contains(call.f())) {
      return read(state, call);
    } else if (Functions.WRITE.contains(call.f())) {
      List<Value> put = tuple(call, 2);
      return Step.next(set(state, put.get(0), put.get(1)));
    } else if (Functions.DELETE.contains(call.f())) {
      return Step.next(state.without(key(call.input())));
    } else if (Functions.CAS.contains(call.f())) {
      List<Value> cas = cas(call);
      Value held = get(state, cas.get(0));
      boolean matches = held.equals(cas.get(1));
      if (call.outcome() == Outcome.FAIL) {
        return matches
            ? Step.rejected("it failed, but " + cas.get(0) + " held the expected " + held)
            : Step.next(state);
      }
      return matches
          ? Step.next(set(state, cas.get(0), cas.get(2)))
          : Step.rejected(
              "it replaced " + cas.get(1) + " under " + cas.get(0) + ", which held " + held);
    } else if (LIST.contains(call.f())) {
      boolean says = call.ok() && !(call.output().isNil() && nil == NilRead.UNKNOWN);
      return !says || listed(state, call.output())
          ? Step.next(state)
          : Step.rejected("it listed " + call.output() + ", but the map was " + state);
    }
    throw unknown(call);
  }

  private Step<Trie<Value>> read(Trie<Value> state, Call call) {
    Value key = key(call.input());
    Value read = key.equals(call.input()) ? call.output() : value(call.output());
    boolean says = call.ok() && !(read.isNil() && nil == NilRead.UNKNOWN);
    Value held = get(state, key);
    return !says || held.equals(read)
        ? Step.next(state)
        : Step.rejected("it read " + read + " from " + key + ", which held " + held);
  }

  /** {@code k} itself, or that of {@code [k nil]}. */
  private static Value key(Value input) {
    return input instanceof Seq seq && seq.size() == 2 && seq.get(1).isNil() ? seq.get(0) : input;
  }

  private static Value value(Value output) {
    return output instanceof Seq seq && seq.size() == 2 ? seq.get(1) : output;
  }

  private static boolean listed(Trie<Value> state, Value output) {
    if (output instanceof Dict dict) {
      return dict.entries().size() == state.size()
          && dict.entries().entrySet().stream()
              .allMatch(entry -> entry.getValue().equals(state.get(entry.getKey())));
    }
    List<Value> keys;
    if (output instanceof Seq seq) {
      keys = seq.items();
    } else if (output instanceof Members set) {
      keys = List.copyOf(set.items());
    } else {
      return output.isNil() && state.size() == 0;
    }
    return keys.size() == state.size()
        && Set.copyOf(keys).size() == keys.size()
        && keys.stream().allMatch(state::has);
  }

  private List<Value> tuple(Call call, int size) {
    if (call.input() instanceof Seq seq && seq.size() == size) {
      return seq.items();
    }
    throw unknown(call);
  }

  private List<Value> cas(Call call) {
    if (call.input() instanceof Seq seq
        && seq.size() == 2
        && seq.get(1) instanceof Seq pair
        && pair.size() == 2) {
      return List.of(seq.get(0), pair.get(0), pair.get(1));
    }
    return tuple(call, 3);
  }

  private UnknownCallException unknown(Call call) {
    return new UnknownCallException(
        name(), call, "get k, put [k v], delete k, cas [k old new] and list");
  }

  @Override
  public boolean constrains(Call call) {
    return call.outcome() != Outcome.FAIL
        || (failedCas == FailedCas.MISMATCH && Functions.CAS.contains(call.f()));
  }

  @Override
  public boolean readOnly(Call call) {
    return Functions.READ.contains(call.f())
        || LIST.contains(call.f())
        || (call.outcome() == Outcome.FAIL && Functions.CAS.contains(call.f()));
  }

  @Override
  public Optional<Value> saved(Trie<Value> state) {
    return Optional.of(
        new Dict(
            state.entries().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }

  @Override
  public Trie<Value> restored(Value saved) {
    Trie<Value> state = Trie.empty();
    for (Map.Entry<Value, Value> entry : ((Dict) saved).entries().entrySet()) {
      state = state.with(entry.getKey(), entry.getValue());
    }
    return state;
  }
}
