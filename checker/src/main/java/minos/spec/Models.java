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
}
