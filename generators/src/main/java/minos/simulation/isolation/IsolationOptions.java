package minos.simulation.isolation;

import java.util.LinkedHashMap;
import java.util.Map;
import minos.transactions.IsolationLevel;
import minos.transactions.TransactionModel;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;

/**
 * What to simulate.
 *
 * @param level what the store promises
 * @param broken whether it misses one thing that the level asks for
 * @param model whether keys hold lists or registers
 * @param seed decides everything that is drawn
 * @param transactions how many transactions clients begin
 * @param clients how many clients there are, each with one transaction at a time
 * @param keys how many keys there are
 */
public record IsolationOptions(
    IsolationLevel level,
    boolean broken,
    TransactionModel model,
    long seed,
    long transactions,
    int clients,
    int keys) {
  /** Checks what can't be. */
  public IsolationOptions {
    if (transactions < 0 || clients < 1 || keys < 1) {
      throw new IllegalArgumentException(
          "there must be a client and a key, and no fewer than 0 transactions");
    }
  }

  /**
   * What the recording says of itself: that its clock is simulated, and what it should be judged
   * by.
   */
  public Dict header() {
    Map<Value, Value> header = new LinkedHashMap<>();
    header.put(new Text("clock"), new Text("simulated"));
    header.put(new Text("seed"), new Int(seed));
    header.put(new Text("model"), new Text(model.id()));
    header.put(new Text("consistency"), Value.seq(new Text(level.id())));
    return new Dict(header);
  }

  Rules rules() {
    return broken ? Rules.breaking(level) : Rules.keeping(level);
  }
}
