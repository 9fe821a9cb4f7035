package minos.transactions;

import java.util.Arrays;
import minos.check.Budget;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Lists;
import minos.history.MicroOperations;
import minos.history.Outcome;
import minos.spec.Call;
import minos.spec.UnknownCallException;
import minos.transactions.graph.IntList;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a history in columns: a transaction is the number of its operation, a
 * micro-operation a number counted through the whole history.
 *
 * <p>A value is an int: the id of what was written or, in a register history, read; of a read of a
 * list its number among the history's {@link Lists}. Reads of transactions that are not known to
 * have happened say nothing and are left out. 13 bytes a micro-operation.
 */
final class Transactions {
  private static final int MANY = 1 << 16;

  private final History history;
  private final TransactionModel model;
  private final Dictionary dictionary;
  private final Dictionary others = new Dictionary();
  private final int firstOther;
  private final LongIntMap keyNumbers = new LongIntMap(MANY);
  private final IntList keys = new IntList();
  private final int[] start;
  private int[] owner;
  private boolean[] write;
  private int[] key;
  private int[] value;
  private int operations;

  private Transactions(History history, TransactionModel model) {
    this.history = history;
    this.model = model;
    dictionary = history.dictionary();
    firstOther = dictionary.size();
    start = new int[history.size() + 1];
    int most = 0;
    for (int t = 0; t < history.size(); t++) {
      MicroOperations micros = dictionary.microOperations(idOf(history, t));
      most = Math.addExact(most, micros == null ? 0 : micros.size());
    }
    owner = new int[most];
    write = new boolean[most];
    key = new int[most];
    value = new int[most];
  }

  /**
   * Packs a history.
   *
   * @return null if the budget ended
   * @throws UnknownCallException if an operation is not a transaction of this model
   */
  static @Nullable Transactions of(History history, TransactionModel model, Budget budget) {
    Transactions transactions = new Transactions(history, model);
    for (int t = 0; t < history.size(); t++) {
      if ((t & 1023) == 0 && budget.exhausted() != null) {
        return null;
      }
      transactions.start[t] = transactions.operations;
      transactions.add(t);
    }
    transactions.finish();
    return transactions;
  }

  private void add(int t) {
    int whole = idOf(history, t);
    MicroOperations micros = dictionary.microOperations(whole);
    if (micros == null) {
      Value nothing = dictionary.value(whole);
      if (!nothing.isNil() && !nothing.equals(Seq.EMPTY)) {
        throw unknown(history, t, model);
      }
      return;
    }
    boolean ok = history.outcome(t) == Outcome.OK;
    for (int i = 0; i < micros.size(); i++) {
      String f = micros.letters(i);
      boolean writes = f.equals(model.write()) && !micros.isPair(i);
      if (!writes && !f.equals("r")) {
        throw unknown(history, t, model);
      }
      if (writes || ok) {
        owner[operations] = t;
        write[operations] = writes;
        key[operations] = keyNumber(micros.key(i));
        value[operations] = writes ? micros.value(i) : read(t, micros, i);
        operations++;
      }
    }
  }

  private int read(int t, MicroOperations micros, int i) {
    int seen = micros.isPair(i) ? Dictionary.NIL : micros.value(i);
    if (model == TransactionModel.RW_REGISTER) {
      return micros.isList(i) ? intern(dictionary.lists().value(seen)) : seen;
    }
    if (micros.isList(i)) {
      return seen;
    }
    if (seen != Dictionary.NIL) {
      throw unknown(history, t, model);
    }
    return Lists.EMPTY;
  }

  private int keyNumber(int id) {
    int number = keyNumbers.get(0, id);
    if (number == LongIntMap.NONE) {
      number = keys.size();
      keyNumbers.put(0, id, number);
      keys.add(id);
    }
    return number;
  }

  private void finish() {
    start[history.size()] = operations;
    if (operations < key.length) {
      owner = Arrays.copyOf(owner, operations);
      write = Arrays.copyOf(write, operations);
      key = Arrays.copyOf(key, operations);
      value = Arrays.copyOf(value, operations);
    }
  }

  /**
   * The micro-operations of an operation: as completed if it is known to have happened, else as
   * invoked, or as completed where the source has no invocation; nil if there are none.
   */
  static Value valueOf(History history, int transaction) {
    return history.dictionary().value(idOf(history, transaction));
  }

  private static int idOf(History history, int transaction) {
    boolean ok = history.outcome(transaction) == Outcome.OK;
    int id = ok ? history.output(transaction) : history.input(transaction);
    if (id == Dictionary.ABSENT) {
      return ok ? history.input(transaction) : history.output(transaction);
    }
    return id;
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
    return dictionary.value(keys.get(number));
  }

  /** The id of the value written or read; of a list read, its number. */
  int value(int operation) {
    return value[operation];
  }

  Value valueName(int id) {
    return id < firstOther ? dictionary.value(id) : others.value(id - firstOther);
  }

  /** The id of a value, which the history may not have. One thread only. */
  int intern(Value name) {
    int known = dictionary.find(name);
    return known != Dictionary.ABSENT && known < firstOther
        ? known
        : firstOther + others.intern(name);
  }

  /** The lists that reads saw. */
  Lists lists() {
    return dictionary.lists();
  }
}
