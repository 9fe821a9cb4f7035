package minos.verify;

import java.util.Map;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.MemoryStore;
import minos.store.Request;
import minos.store.Store;

/** A store, usually one in memory, with something between it and its clients. */
public class FaultyStore implements Store {
  /** What stands between. */
  public interface Fault {
    /** Answers a request of the store. */
    Answer invoke(Store store, Request request);
  }

  private final Store store;
  private final Fault fault;

  /** One whose fault stands between. */
  public FaultyStore(Fault fault) {
    this(new MemoryStore(), fault);
  }

  /** One whose fault stands before a store, which stays open when this is closed. */
  FaultyStore(Store store, Fault fault) {
    this.store = store;
    this.fault = fault;
  }

  @Override
  public Set<Action> actions() {
    return store.actions();
  }

  @Override
  public Answer invoke(Request request) {
    return fault.invoke(store, request);
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() {
    return 0;
  }

  @Override
  public Map<String, String> description() {
    return Map.of();
  }

  @Override
  public void close() {}
}
