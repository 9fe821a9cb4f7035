package minos.counterexample;

import java.util.BitSet;
import minos.history.Dictionary;
import minos.history.History;
import minos.history.Outcome;
import minos.transactions.TransactionModel;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * What transactions touch: each key is a place. Whoever read a list observed each of its elements.
 */
final class TransactionTouches {
  private final History history;
  private final boolean lists;
  private final Touches.Builder touches;
  private final BitSet observers = new BitSet();

  private TransactionTouches(History history, TransactionModel model) {
    this.history = history;
    this.lists = model == TransactionModel.LIST_APPEND;
    this.touches = new Touches.Builder(history);
  }

  static Dependence dependence(History history, TransactionModel model) {
    return new TransactionTouches(history, model).dependence();
  }

  private Dependence dependence() {
    for (int op = 0; op < history.size(); op++) {
      touches.next();
      boolean writes = false;
      if (micros(history, op) instanceof Seq micros) {
        for (Value item : micros.items()) {
          if (item instanceof Seq micro && micro.size() >= 2) {
            writes |= touch(micro, history.outcome(op) == Outcome.OK);
          }
        }
      }
      if (!writes) {
        observers.set(op);
      }
    }
    return new ValueDependence(touches.build(), observers, false);
  }

  /** The micro-operations: as completed if it is known to have happened, else as invoked. */
  static Value micros(History history, int op) {
    int id = history.outcome(op) == Outcome.OK ? history.value(op) : history.input(op);
    return history.dictionary().value(id == Dictionary.ABSENT ? history.output(op) : id);
  }

  private boolean touch(Seq micro, boolean happened) {
    Value key = micro.get(1);
    Value value = micro.size() > 2 ? micro.get(2) : Nil.NIL;
    if (!micro.get(0).letters().equals("r")) {
      touches.writes(key, value);
      return true;
    }
    if (happened && lists && value instanceof Seq list) {
      list.items().stream().distinct().forEach(element -> touches.observes(key, element));
    } else if (happened && !lists) {
      touches.initially(key, Nil.NIL);
      touches.observes(key, value);
    }
    return false;
  }
}
