package minos.spec;

import java.util.List;
import java.util.Optional;

/** The built-in specifications. */
public final class Models {
  private static final List<Model> ALL =
      List.of(
          new Model("register", "one value: read, write, delete", Register::plain),
          new Model(
              "cas-register",
              "one value: read, write, delete, cas [old new]",
              Register::withCompareAndSet),
          new Model(
              "multi-register",
              "several values read and written together: txn [[:read k v] [:write k v]]",
              MultiRegister::new),
          new Model("mutex", "a lock without owners: acquire, release", options -> new Mutex()),
          new Model(
              "owner-mutex",
              "a lock that only its owner releases: acquire, release",
              options -> OwnedMutex.owner()),
          new Model(
              "reentrant-mutex",
              "a lock that its owner may acquire again: acquire, release",
              options -> OwnedMutex.reentrant()),
          new Model(
              "fenced-mutex",
              "a lock with an owner and growing tokens: acquire, release",
              options -> OwnedMutex.fenced()),
          new Model("semaphore", "permits: acquire [n], release [n]", Semaphore::new),
          new Model("counter", "a number: read, add n, increment [n], decrement [n]", Counter::new),
          new Model("set", "a set: add, remove, contains, read", SetObject::set),
          new Model(
              "multiset",
              "a set with repeated elements: add, remove, contains, read",
              SetObject::multiset),
          new Model("fifo-queue", "first in, first out: enqueue, dequeue, peek", FifoQueue::new),
          new Model(
              "unordered-queue", "comes out in any order: enqueue, dequeue", UnorderedQueue::new),
          new Model("priority-queue", "lowest first: enqueue, dequeue, peek", PriorityQueue::new),
          new Model("stack", "last in, first out: push, pop, peek", Stack::new),
          new Model("append-list", "a list: append, read", AppendList::new),
          new Model(
              "kv-map",
              "a map as one object: get k, put [k v], delete k, cas [k old new], list",
              KeyValueMap::new),
          new Model("id-generator", "different ids: generate", options -> new IdGenerator()),
          new Model("append-kv", "a string: get, put, delete, append", AppendedText::new));

  private Models() {}

  /** All of them, in the order in which they are best listed. */
  public static List<Model> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Model> byName(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /**
   * The choices that a built-in specification was made for; empty for anybody else's, whatever its
   * name.
   */
  public static Optional<ModelOptions> choices(SequentialSpec<?> spec) {
    return spec instanceof BuiltIn<?> known ? Optional.of(known.choices()) : Optional.empty();
  }
}
