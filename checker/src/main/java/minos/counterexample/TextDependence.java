package minos.counterexample;

import java.util.BitSet;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Text;
import minos.value.Value;

/**
 * Dependence of a string that is put, appended to and read: with an update goes every read whose
 * answer contains what was put or appended.
 *
 * <p>Sound: take an order that explains the history. What a read answers is made of the last put
 * before it and all that was appended since, so it contains each of these. The read stays only if
 * it contains nothing of what goes; so none of what made up its answer goes, and it answers the
 * same without. Updates never fail. A delete, and an update of the empty string, may be part of any
 * answer.
 */
final class TextDependence implements Dependence {
  private final History history;
  private final BitSet observers;

  TextDependence(History history, BitSet observers) {
    this.history = history;
    this.observers = observers;
  }

  @Override
  public boolean observer(int operation) {
    return observers.get(operation);
  }

  @Override
  public BitSet close(BitSet kept, BitSet seeds) {
    BitSet gone = (BitSet) seeds.clone();
    for (int read = kept.nextSetBit(0); read >= 0; read = kept.nextSetBit(read + 1)) {
      if (observers.get(read) && history.outcome(read) == Outcome.OK && !gone.get(read)) {
        for (int op = seeds.nextSetBit(0); op >= 0; op = seeds.nextSetBit(op + 1)) {
          if (!observers.get(op) && mayBePart(op, read)) {
            gone.set(read);
            break;
          }
        }
      }
    }
    return gone;
  }

  private boolean mayBePart(int update, int read) {
    Value part = history.dictionary().value(history.input(update));
    Value whole = history.dictionary().value(history.value(read));
    String f = history.functionName(history.function(update));
    boolean deletes = f.startsWith("del") || f.equals("remove");
    return deletes
        || !(part instanceof Text text)
        || !(whole instanceof Text answer)
        || answer.value().contains(text.value());
  }
}
