package minos.transactions.graph;

/**
 * Variables by activity, the most active first, of equal ones the lowest: a binary heap that knows
 * where each is.
 */
final class VariableHeap {
  private final double[] activity;
  private final int[] heap;
  private final int[] position;
  private int size;

  VariableHeap(int variables, double[] activity) {
    this.activity = activity;
    heap = new int[variables];
    position = new int[variables];
    for (int v = 0; v < variables; v++) {
      heap[v] = v;
      position[v] = v;
    }
    size = variables;
  }

  /** Takes the most active variable out; there must be one. */
  int pop() {
    int top = heap[0];
    position[top] = -1;
    int last = heap[--size];
    if (size > 0) {
      put(last, 0);
      down(0);
    }
    return top;
  }

  /** Puts a variable in, unless it is. */
  void push(int variable) {
    if (position[variable] < 0) {
      put(variable, size++);
      up(position[variable]);
    }
  }

  /** Says that the activity of a variable rose. */
  void raised(int variable) {
    if (position[variable] >= 0) {
      up(position[variable]);
    }
  }

  private void up(int from) {
    int at = from;
    int variable = heap[at];
    while (at > 0 && before(variable, heap[(at - 1) >> 1])) {
      put(heap[(at - 1) >> 1], at);
      at = (at - 1) >> 1;
    }
    put(variable, at);
  }

  private void down(int from) {
    int at = from;
    int variable = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], variable)) {
        break;
      }
      put(heap[child], at);
      at = child;
    }
    put(variable, at);
  }

  private boolean before(int one, int other) {
    return activity[one] > activity[other] || (activity[one] == activity[other] && one < other);
  }

  private void put(int variable, int at) {
    heap[at] = variable;
    position[variable] = at;
  }
}
