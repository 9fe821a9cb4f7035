package minos.workload;

import java.util.Arrays;
import java.util.List;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;

/**
 * The elements of a set and what became of their adds. Elements that only reads show get numbers
 * too, without an add. Not thread-safe.
 */
final class SetAdds {
  /** About what an element costs, for the budget. */
  static final long BYTES = Elements.BYTES + 16;

  private static final int NONE = History.NEVER;

  private final History history;
  private final Elements elements = new Elements();
  private int[] firstAdd = new int[16];
  private int[] firstInvoked = new int[16];
  private int[] acknowledgedBy = new int[16];
  private boolean[] mayHaveHappened = new boolean[16];
  private int numbered;
  private int attempts;
  private int acknowledgements;

  private SetAdds(History history) {
    this.history = history;
  }

  /** The adds of a slice; a broadcast of a value is an add too. */
  static SetAdds of(Slice slice, Progress progress) {
    History history = slice.history();
    SetAdds adds = new SetAdds(history);
    int add = history.functionNumber("add");
    int broadcast = history.functionNumber("broadcast");
    for (int operation : slice.operations()) {
      progress.step();
      int function = history.function(operation);
      if (function >= 0 && (function == add || function == broadcast)) {
        adds.add(operation);
      }
    }
    return adds;
  }

  private void add(int operation) {
    int e = number(Shapes.input(history, operation));
    Outcome outcome = history.outcome(operation);
    if (firstAdd[e] < 0) {
      firstAdd[e] = operation;
      attempts++;
    }
    firstInvoked[e] = Math.min(firstInvoked[e], history.invoked(operation));
    if (outcome == Outcome.OK) {
      if (acknowledgedBy[e] < 0) {
        acknowledgements++;
        acknowledgedBy[e] = operation;
      } else if (history.completed(operation) < history.completed(acknowledgedBy[e])) {
        acknowledgedBy[e] = operation;
      }
    }
    mayHaveHappened[e] |= outcome != Outcome.FAIL;
  }

  /** The number of an element, new or known. */
  int number(Value element) {
    int e = elements.number(element);
    if (e == firstAdd.length) {
      firstAdd = Arrays.copyOf(firstAdd, e * 2);
      firstInvoked = Arrays.copyOf(firstInvoked, e * 2);
      acknowledgedBy = Arrays.copyOf(acknowledgedBy, e * 2);
      mayHaveHappened = Arrays.copyOf(mayHaveHappened, e * 2);
    }
    if (e == numbered) {
      numbered++;
      firstAdd[e] = -1;
      firstInvoked[e] = NONE;
      acknowledgedBy[e] = -1;
    }
    return e;
  }

  /** How many elements there are, those without an add included. */
  int size() {
    return elements.size();
  }

  Value name(int e) {
    return elements.name(e);
  }

  List<Value> names(List<Integer> numbers) {
    return numbers.stream().map(this::name).toList();
  }

  /** How many different elements somebody tried to add. */
  int attempts() {
    return attempts;
  }

  /** How many different elements were acknowledged. */
  int acknowledgements() {
    return acknowledgements;
  }

  /** Whether anybody tried to add it. */
  boolean tried(int e) {
    return firstAdd[e] >= 0;
  }

  /** The first operation that tried to add it, or -1. */
  int firstAdd(int e) {
    return firstAdd[e];
  }

  /** The position at which the first add began; after all others if there is none. */
  int firstInvoked(int e) {
    return firstInvoked[e];
  }

  /** Whether an add succeeded. */
  boolean acknowledged(int e) {
    return acknowledgedBy[e] >= 0;
  }

  /** The position of the first success; after all others if there is none. */
  int firstAcknowledged(int e) {
    return acknowledgedBy[e] < 0 ? NONE : history.completed(acknowledgedBy[e]);
  }

  /** The add that succeeded first, or -1. */
  int acknowledgedBy(int e) {
    return acknowledgedBy[e];
  }

  /** Whether there are adds and each certainly did not happen. */
  boolean onlyFailed(int e) {
    return firstAdd[e] >= 0 && !mayHaveHappened[e];
  }
}
