package minos.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import minos.register.Groups;
import minos.register.RegisterHistory;
import minos.verdict.Anomaly;
import minos.verdict.Explanation;
import minos.verdict.Violation;

/** Where the order that got farthest ended: the best that can be shown of there being none. */
final class FarthestOrder {
  private final RegisterHistory history;
  private final Groups groups;
  private final Frontier frontier;
  private int placed = -1;
  private int[] heads = {};
  private int[] held = {};

  FarthestOrder(RegisterHistory history, Groups groups, Frontier frontier) {
    this.history = history;
    this.groups = groups;
    this.frontier = frontier;
  }

  /** How many operations it has; -1 if no order came to its end. */
  int placed() {
    return placed;
  }

  /** Says that an order ended here. */
  void ended() {
    if (frontier.placed() <= placed) {
      return;
    }
    placed = frontier.placed();
    heads = new int[frontier.lanes()];
    for (int c = 0; c < heads.length; c++) {
      heads[c] = frontier.head(c);
    }
    held = new int[history.keyCount()];
    for (int key = 0; key < held.length; key++) {
      held[key] = frontier.held(key);
    }
  }

  /** The operation at which it ended, and why. */
  Violation violation() {
    int stuck = Frontier.NONE;
    List<Operation> next = new ArrayList<>();
    for (int node : heads) {
      if (node != Frontier.NONE) {
        next.add(history.operation(node));
        boolean reads = !history.isWrite(node) && frontier.must(node);
        if (reads
            && (stuck == Frontier.NONE || history.completed(node) < history.completed(stuck))) {
          stuck = node;
        }
      }
    }
    boolean read = stuck != Frontier.NONE;
    int culprit = read ? stuck : firstThatMust();
    Operation operation = history.operation(culprit);
    next.remove(operation);
    String state = value(history.key(culprit));
    String reason =
        read
            ? "it returned " + operation.value() + ", but the key holds " + state
            : "it would overwrite " + state + ", which somebody must still read";
    return new Violation(
        Anomaly.NOT_SEQUENTIAL,
        operation.key(),
        "no order of the operations that keeps each session's order has every read return the last"
            + " write; the one that got farthest ends at "
            + history.describe(culprit),
        Optional.of(operation),
        List.of(operation),
        new Explanation.DeadEnd(
            operation,
            Optional.empty(),
            List.of(new Explanation.StateThen(state, next, reason)),
            false));
  }

  private int firstThatMust() {
    for (int node : heads) {
      if (node != Frontier.NONE && frontier.must(node)) {
        return node;
      }
    }
    throw new IllegalStateException("nothing is left to place");
  }

  private String value(int key) {
    int group = held[key];
    if (group == groups.initial(key)) {
      return "the initial value";
    }
    for (int node = 0; node < history.size(); node++) {
      if (history.isWrite(node) && frontier.group(node) == group) {
        return history.operation(node).value().toString();
      }
    }
    return "an unknown value";
  }
}
