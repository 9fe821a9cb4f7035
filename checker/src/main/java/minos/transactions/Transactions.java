package minos.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.transactions.graph.IntList;
import minos.value.Seq;
import minos.value.Value;

/**
 * The transactions of a history in columns: a transaction is the number of its operation, a
 * micro-operation a number counted through the whole history.
 *
 * <p>A value is an int: the id of what was written or, in a register history, read. The lists that
 * reads saw stay where they are, in the history; here is only their length. Reads of transactions
 * that are not known to have happened say nothing and are left out. 17 bytes a micro-operation.
 */
final class Transactions {
  private final History history;
  private final TransactionModel model;
  private final int[] start;
  private final int[] owner;
  private final int[] place;
  private final boolean[] write;
  private final int[] key;
  private final int[] value;
  private final List<Value> keys;
  private final Dictionary dictionary;

  private Transactions(
      History history,
      TransactionModel model,
      int[] start,
      int[] place,
      boolean[] write,
      int[] key,
      int[] value,
      List<Value> keys,
      Dictionary dictionary) {
    this.history = history;
    this.model = model;
    this.start = start;
    this.place = place;
    this.owner = new int[key.length];
    for (int t = 0; t + 1 < start.length; t++) {
      Arrays.fill(owner, start[t], start[t + 1], t);
    }
    this.write = write;
    this.key = key;
    this.value = value;
    this.keys = keys;
    this.dictionary = dictionary;
  }

  /**
   * Packs a history.
   *
   * @throws UnknownCallException if an operation is not a transaction of this model
   */
  static Transactions of(History history, TransactionModel model) {
    int[] start = new int[history.size() + 1];
    IntList place = new IntList();
    IntList key = new IntList();
    IntList value = new IntList();
    java.util.BitSet write = new java.util.BitSet();
    List<Value> keys = new ArrayList<>();
    Map<Value, Integer> keyNumbers = new HashMap<>();
    Dictionary dictionary = new Dictionary();
    for (int t = 0; t < history.size(); t++) {
      start[t] = key.size();
      boolean ok = history.outcome(t) == Outcome.OK;
      Value whole = valueOf(history, t);
      if (whole.isNil()) {
        continue;
      }
      if (!(whole instanceof Seq micros)) {
        throw unknown(history, t, model);
      }
      for (int i = 0; i < micros.size(); i++) {
        if (!(micros.get(i) instanceof Seq micro) || micro.size() < 2 || micro.size() > 3) {
          throw unknown(history, t, model);
        }
        String f = micro.get(0).letters();
        boolean writes = f.equals(model.write()) && micro.size() == 3;
        if (!writes && !f.equals("r")) {
          throw unknown(history, t, model);
        }
        if (!writes && !ok) {
          continue;
        }
        int id = 0;
        if (writes) {
          id = dictionary.intern(micro.get(2));
        } else if (model == TransactionModel.LIST_APPEND) {
          Value list = micro.size() == 3 ? micro.get(2) : Seq.EMPTY;
          if (list instanceof Seq seen) {
            id = seen.size();
          } else if (!list.isNil()) {
            throw unknown(history, t, model);
          }
        } else {
          id = micro.size() == 3 ? dictionary.intern(micro.get(2)) : Dictionary.NIL;
        }
        Value name = micro.get(1);
        Integer number = keyNumbers.putIfAbsent(name, keys.size());
        if (number == null) {
          number = keys.size();
          keys.add(name);
        }
        if (writes) {
          write.set(key.size());
        }
        place.add(i);
        key.add(number);
        value.add(id);
      }
    }
    start[history.size()] = key.size();
    boolean[] writes = new boolean[key.size()];
    for (int o = 0; o < writes.length; o++) {
      writes[o] = write.get(o);
    }
    return new Transactions(
        history,
        model,
        start,
        place.toArray(),
        writes,
        key.toArray(),
        value.toArray(),
        keys,
        dictionary);
  }

  /**
   * The micro-operations of an operation: as completed if it is known to have happened, else as
   * invoked, or as completed where the source has no invocation; nil if there are none.
   */
  static Value valueOf(History history, int transaction) {
    int id =
        history.outcome(transaction) == Outcome.OK
            ? history.output(transaction)
            : history.input(transaction);
    if (id == Dictionary.ABSENT) {
      id =
          history.outcome(transaction) == Outcome.OK
              ? history.input(transaction)
              : history.output(transaction);
    }
    return history.dictionary().value(id);
  }

  private static UnknownCallException unknown(History history, int t, TransactionModel model) {
    var operation = history.operation(t);
    return new UnknownCallException(
        model.id(),
        new Call(
            operation.f(),
            operation.input(),
            operation.output(),
            operation.outcome(),
            operation.process()),
        model == TransactionModel.LIST_APPEND
            ? "transactions [[:append key value] [:r key [values...]] ...]"
            : "transactions [[:w key value] [:r key value] ...]");
  }

  History history() {
    return history;
  }

  TransactionModel model() {
    return model;
  }

  /** How many transactions there are. */
  int size() {
    return start.length - 1;
  }

  /** How many micro-operations there are. */
  int operations() {
    return key.length;
  }

  int first(int transaction) {
    return start[transaction];
  }

  int end(int transaction) {
    return start[transaction + 1];
  }

  /** The transaction of a micro-operation. */
  int owner(int operation) {
    return owner[operation];
  }

  boolean writes(int operation) {
    return write[operation];
  }

  int key(int operation) {
    return key[operation];
  }

  int keyCount() {
    return keys.size();
  }

  Value keyName(int number) {
    return keys.get(number);
  }

  /** The id of the value written or read; of a list read, the length. */
  int value(int operation) {
    return value[operation];
  }

  Value valueName(int id) {
    return dictionary.value(id);
  }

  /** The id of a value; interns it if it is new. One thread only. */
  int intern(Value name) {
    return dictionary.intern(name);
  }

  /** The list that a read saw. */
  Seq list(int transaction, int operation) {
    Seq micro = (Seq) ((Seq) valueOf(history, transaction)).get(place[operation]);
    return micro.size() == 3 && micro.get(2) instanceof Seq seen ? seen : Seq.EMPTY;
  }
}
