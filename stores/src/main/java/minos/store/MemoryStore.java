package minos.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A map under one lock: linearizable, and as a stand-in for another store billed as that one. For
 * dry runs, and to test what verifies stores.
 */
public final class MemoryStore implements Store {
  private final Map<String, Value> values = new TreeMap<>();
  private final Function<Request, Charge> charges;

  /** An empty store that costs nothing. */
  public MemoryStore() {
    this(request -> Charge.NONE);
  }

  /** An empty store that is billed like another one. */
  public MemoryStore(Function<Request, Charge> charges) {
    this.charges = charges;
  }

  @Override
  public Set<Action> actions() {
    return Set.of(Action.values());
  }

  @Override
  public synchronized Answer invoke(Request request) {
    String key = request.key();
    @Nullable Value held = values.get(key);
    return switch (request.action()) {
      case READ, HEAD -> read(held);
      case WRITE -> write(key, request.value());
      case CREATE ->
          held == null
              ? write(key, request.value())
              : Answer.failed(Ended.PRECONDITION_FAILED, "exists");
      case REPLACE ->
          held != null && held.toString().equals(request.token())
              ? write(key, request.value())
              : Answer.failed(Ended.PRECONDITION_FAILED, "changed");
      case DELETE -> {
        values.remove(key);
        yield Answer.of(Nil.NIL);
      }
      case LIST -> list(key);
      case ADD -> {
        long sum = (held instanceof Int number ? number.value() : 0) + request.value();
        yield write(key, sum);
      }
      case ADD_ELEMENT -> {
        Set<Value> elements = new LinkedHashSet<>(elements(held));
        elements.add(new Int(request.value()));
        values.put(key, new Members(elements));
        yield Answer.of(new Int(request.value()));
      }
      case READ_ELEMENTS -> Answer.of(new Members(elements(held)));
      case APPEND -> {
        List<Value> elements = new ArrayList<>(held instanceof Seq list ? list.items() : List.of());
        elements.add(new Int(request.value()));
        values.put(key, new Seq(elements));
        yield Answer.of(new Int(request.value()));
      }
      case READ_LIST -> Answer.of(held == null ? Nil.NIL : held);
      case WRITE_ALL -> {
        request.parts().forEach(this::invoke);
        yield Answer.of(Nil.NIL);
      }
      case TRANSACT -> {
        List<Value> results = new ArrayList<>();
        request.parts().forEach(part -> results.add(invoke(part).value()));
        yield Answer.of(new Seq(results));
      }
      case READ_ALL, READ_BATCH -> {
        List<Value> read = new ArrayList<>();
        request.parts().forEach(part -> read.add(read(values.get(part.key())).value()));
        yield Answer.of(new Seq(read));
      }
    };
  }

  private static Set<Value> elements(@Nullable Value held) {
    return held instanceof Members members ? members.items() : Set.of();
  }

  private static Answer read(@Nullable Value held) {
    return held == null ? Answer.of(Nil.NIL) : Answer.of(held, held.toString(), Map.of());
  }

  private Answer write(String key, long id) {
    Int value = new Int(id);
    values.put(key, value);
    return Answer.of(value, value.toString(), Map.of());
  }

  private Answer list(String prefix) {
    Map<Value, Value> found = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(new Text(key), value);
          }
        });
    return Answer.of(new Dict(found));
  }

  @Override
  public Charge charge(Request request) {
    return charges.apply(request);
  }

  @Override
  public synchronized long clean() {
    int size = values.size();
    values.clear();
    return size;
  }

  @Override
  public Map<String, String> description() {
    return Map.of("store", "memory");
  }

  @Override
  public void close() {}
}
