package minos.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;

/**
 * What may be left out of a lock's history.
 *
 * <p>Fewer holds overlap less, and fences that grow do so among fewer. An acquire goes with the
 * release that undoes it: between both its owner held the lock at least as often as before it, so
 * without them nobody held it longer, and every other release still has its acquire. An acquire
 * that was never undone goes by itself, and so does a release that undoes none. Once an operation
 * of an owner is of unknown outcome, nobody knows which release undoes what: all that its owner did
 * since it last was without the lock goes together.
 */
final class LockExcuses {
  private LockExcuses() {}

  static void tell(History history, Map<Value, List<Integer>> byOwner, Excuses excuses) {
    int release = history.functionNumber("release");
    for (List<Integer> operations : byOwner.values()) {
      Deque<Integer> held = new ArrayDeque<>();
      Set<Integer> doubtful = new HashSet<>();
      for (int op : operations) {
        if (!doubtful.isEmpty()) {
          doubtful.add(op);
        } else if (history.outcome(op) != Outcome.OK) {
          int since = held.isEmpty() ? op : held.getLast();
          operations.stream().filter(o -> o >= since && o <= op).forEach(doubtful::add);
        } else if (history.function(op) != release) {
          held.push(op);
        } else if (!held.isEmpty()) {
          excuses.together(new int[] {held.pop(), op});
        }
      }
      List<Integer> group = new ArrayList<>(doubtful);
      excuses.together(group.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
  }
}
