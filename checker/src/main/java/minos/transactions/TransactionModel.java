package minos.transactions;

import java.util.Optional;
import minos.history.History;
import minos.value.Seq;
import minos.value.Value;

/** What the transactions of a history read and write. */
public enum TransactionModel {
  /**
   * Lists: {@code [:append k v]} appends, {@code [:r k [1 2]]} reads the whole list. A read shows
   * the order of all versions before it.
   */
  LIST_APPEND("list-append", "append"),
  /** Registers: {@code [:w k v]} overwrites, {@code [:r k v]} reads the present value. */
  RW_REGISTER("rw-register", "w");

  private final String id;
  private final String write;

  TransactionModel(String id, String write) {
    this.id = id;
    this.write = write;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The letters of its writing micro-operation. */
  String write() {
    return write;
  }

  /** The model of an id; empty if there is none. */
  public static Optional<TransactionModel> of(String id) {
    for (TransactionModel model : values()) {
      if (model.id.equals(id)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  /**
   * The model that a history looks like: the first micro-operation that only one of them has
   * decides. Without one, a read of a list says lists, any other read registers; empty if the
   * operations are not transactions.
   */
  public static Optional<TransactionModel> detect(History history) {
    Optional<TransactionModel> guess = Optional.empty();
    for (int t = 0; t < history.size(); t++) {
      Value value = Transactions.valueOf(history, t);
      if (!(value instanceof Seq micros)) {
        if (value.isNil()) {
          continue;
        }
        return Optional.empty();
      }
      for (Value micro : micros.items()) {
        if (!(micro instanceof Seq parts) || parts.size() < 2 || parts.size() > 3) {
          return Optional.empty();
        }
        String f = parts.get(0).letters();
        for (TransactionModel model : values()) {
          if (f.equals(model.write) && parts.size() == 3) {
            return Optional.of(model);
          }
        }
        if (!f.equals("r")) {
          return Optional.empty();
        }
        if (parts.size() == 3 && !parts.get(2).isNil() && guess.isEmpty()) {
          guess = Optional.of(parts.get(2) instanceof Seq ? LIST_APPEND : RW_REGISTER);
        }
      }
    }
    return guess;
  }
}
