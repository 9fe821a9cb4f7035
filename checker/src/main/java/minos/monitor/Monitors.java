package minos.monitor;

import minos.history.History;
import minos.spec.ModelOptions;

/** The monitors by the name of the specification that each stands in for. */
public final class Monitors {
  private Monitors() {}

  /**
   * Judges the linearizability of the operations on one object, in n log n.
   *
   * @param model the name of a built-in specification
   * @param options the choices made for it
   * @param ordinals places in the history of the operations on the object, each once
   * @return not applicable where no monitor is exact
   */
  public static Finding judge(String model, ModelOptions options, History history, int[] ordinals) {
    boolean queue = model.equals("fifo-queue");
    if (model.equals("mutex")) {
      return new MutexMonitor(history).judge(ordinals);
    }
    boolean set = model.equals("set");
    if (!queue && !set && !model.equals("stack")) {
      return new Finding.NotApplicable("there is no monitor for the model " + model);
    } else if (options.initial().isPresent()) {
      return new Finding.NotApplicable("the object is not empty at first");
    }
    if (set) {
      return new SetMonitor(history).judge(ordinals);
    }
    Passages passages = new Passages(queue, history, ordinals);
    Finding early = passages.read();
    if (early != null) {
      return early;
    }
    Finding finding = decide(queue, passages);
    if (!passages.unknownTakes || finding instanceof Finding.Consistent) {
      return finding;
    }
    passages.dropUntaken();
    finding = decide(queue, passages);
    return finding instanceof Finding.Violated
        ? finding
        : new Finding.NotApplicable("the outcome of taking a value is unknown");
  }

  private static Finding decide(boolean queue, Passages passages) {
    return queue ? new QueueMonitor(passages).judge() : new StackMonitor(passages).judge();
  }
}
