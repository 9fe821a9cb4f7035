package minos.report.timeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import minos.history.History;
import minos.history.Operation;
import minos.verdict.Violation;

/** Which operations a page shows one by one. The others it counts. */
public final class Selection {
  private final BitSet chosen;
  private final int most;
  private int size;

  private Selection(int most) {
    this.chosen = new BitSet();
    this.most = most;
  }

  /**
   * All operations if there are few; else those that violations speak of, and their neighbours in
   * time, as many for each; without a violation those at the beginning and at the end.
   *
   * @param most how many
   */
  public static Selection of(History history, List<Violation> violations, int most) {
    Selection selection = new Selection(most);
    if (history.size() <= most) {
      selection.chosen.set(0, history.size());
      selection.size = history.size();
      return selection;
    }
    List<Integer> anchors = new ArrayList<>();
    for (Violation violation : violations) {
      for (Operation operation : Evidence.of(violation, most)) {
        selection.add(operation.ordinal());
        anchors.add(operation.ordinal());
      }
    }
    if (anchors.isEmpty()) {
      anchors.add(0);
      anchors.add(history.size() - 1);
    }
    selection.grow(anchors, history.size());
    return selection;
  }

  /** Adds neighbours in rings, so that each anchor gets as many. */
  private void grow(List<Integer> anchors, int count) {
    List<Integer> places = anchors.stream().distinct().toList();
    for (int away = 0; away < count && size < most; away++) {
      for (int place : places) {
        if (place - away >= 0) {
          add(place - away);
        }
        if (place + away < count) {
          add(place + away);
        }
      }
    }
  }

  private void add(int ordinal) {
    if (size < most && !chosen.get(ordinal)) {
      chosen.set(ordinal);
      size++;
    }
  }

  /** How many operations are shown one by one. */
  public int size() {
    return size;
  }

  /** Whether an operation is. */
  public boolean has(int ordinal) {
    return chosen.get(ordinal);
  }

  /** Their places in the history, in ascending order. */
  public int[] ordinals() {
    return chosen.stream().toArray();
  }
}
