package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Value;

/**
 * What may be left out of histories of sets.
 *
 * <p>Elements are judged one by one. A read of one needs an add that began before the read ended,
 * and one that did not fail; else the element is unexpected or aborted. Where only the last read is
 * judged, all reads before need that one, or they would be the last. Where all reads are judged,
 * one that lacks an element needs some read that has it among those that began later, or the
 * element is lost. All else makes elements known, or missing: without it there is less to complain
 * of.
 */
final class SetExcuses {
  private final History history;
  private final Excuses excuses;
  private final Writers adds;
  private final List<Integer> reads = new ArrayList<>();

  SetExcuses(Slice slice, Excuses excuses) {
    this.history = slice.history();
    this.excuses = excuses;
    this.adds = Writers.of(slice, "add", "broadcast");
    int read = history.functionNumber("read");
    for (int op : slice.operations()) {
      if (history.function(op) == read
          && history.outcome(op) == Outcome.OK
          && !Shapes.value(history, op).isNil()) {
        reads.add(op);
      }
    }
  }

  /** Of sets of which only the last read counts. */
  void ofLast(int last) {
    for (int read : reads) {
      if (read != last) {
        excuses.all(read, last);
      }
    }
    if (last >= 0) {
      members(last).forEach(member -> member(last, member));
    }
  }

  /** Of sets of which all reads count. */
  void ofAll() {
    reads.sort(Comparator.comparingInt(history::invoked));
    Map<Value, List<Integer>> present = new HashMap<>();
    for (int read : reads) {
      for (Value member : new HashSet<>(members(read))) {
        member(read, member);
        present.computeIfAbsent(member, m -> new ArrayList<>()).add(read);
      }
    }
    for (Value element : adds.values()) {
      int[] having =
          present.getOrDefault(element, List.of()).stream().mapToInt(Integer::intValue).toArray();
      int later = 0;
      for (int read : having.length == 0 ? List.<Integer>of() : reads) {
        while (later < having.length && history.invoked(having[later]) < history.invoked(read)) {
          later++;
        }
        if (Arrays.stream(having, later, having.length).noneMatch(h -> h == read)) {
          excuses.any(read, having, later);
        }
      }
    }
  }

  private void member(int read, Value member) {
    excuses.any(read, adds.of(member, add -> history.invoked(add) < history.completed(read)));
    excuses.any(read, adds.of(member, add -> history.outcome(add) != Outcome.FAIL));
  }

  private Collection<Value> members(int read) {
    Collection<Value> members = Shapes.collection(Shapes.value(history, read));
    return members == null ? List.of() : members;
  }
}
