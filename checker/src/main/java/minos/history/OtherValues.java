package minos.history;

import java.util.HashMap;
import java.util.Map;

/** Makes of a history one of the same operations with other values, which its dictionary takes. */
final class OtherValues {
  private final History history;
  private final Dictionary dictionary;
  private final IntColumn inputs = new IntColumn();
  private final IntColumn outputs = new IntColumn();

  /** A value as an operation has it: the dense number of its function, and the value's id. */
  private record Worded(int function, boolean completed, int id) {}

  OtherValues(History history) {
    this.history = history;
    this.dictionary = history.dictionary();
  }

  /** With other words for the same values, which are asked for once. */
  History reworded(History.Rewording rewording) {
    Map<Worded, Integer> known = new HashMap<>();
    for (int op = 0; op < history.size(); op++) {
      int function = history.function(op);
      inputs.add(reworded(rewording, known, new Worded(function, false, history.input(op))));
      outputs.add(reworded(rewording, known, new Worded(function, true, history.output(op))));
    }
    return history.withValues(inputs, outputs);
  }

  private int reworded(History.Rewording rewording, Map<Worded, Integer> known, Worded value) {
    if (value.id() == Dictionary.ABSENT) {
      return Dictionary.ABSENT;
    }
    return known.computeIfAbsent(
        value,
        first ->
            dictionary.intern(
                rewording.value(
                    history.functionName(first.function()),
                    first.completed(),
                    dictionary.value(first.id()))));
  }

  /** With other answers to the same invocations, each of which is asked for. */
  History answered(History.Answering answering) {
    for (int op = 0; op < history.size(); op++) {
      int output = history.output(op);
      inputs.add(history.input(op));
      outputs.add(
          output == Dictionary.ABSENT
              ? output
              : dictionary.intern(answering.answer(op, dictionary.value(output))));
    }
    return history.withValues(inputs, outputs);
  }
}
