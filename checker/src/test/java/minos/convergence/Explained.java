package minos.convergence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.convergence.ReplicatedOperations.Kind;
import minos.history.History;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Value;

/**
 * The definition, by trying everything: is there for each read and each removal a set of updates
 * that its replica had received, so that all answers follow from these? Updates are received once
 * they have begun, at once by the replica that acknowledges them, by all before their last answers,
 * and never lost. For histories of one object with up to a handful of updates.
 */
public final class Explained {
  private final ReplicatedOperations operations;
  private final History history;
  private final List<Integer> updates = new ArrayList<>();
  private final List<Integer> receivers = new ArrayList<>();
  private final Set<Integer> finals = new HashSet<>();
  private final Map<Integer, Integer> received = new HashMap<>();

  private Explained(ReplicatedOperations operations) {
    this.operations = operations;
    this.history = operations.history();
  }

  /** Whether some delivery of updates explains a history. */
  public static boolean is(ReplicatedType type, History history) {
    Explained explained = new Explained(ReplicatedOperations.of(type, history));
    return explained.search();
  }

  private boolean search() {
    int quiet = -1;
    for (int op = 0; op < history.size(); op++) {
      if (operations.updates(op)) {
        updates.add(op);
        quiet = history.outcome(op) == Outcome.OK ? Math.max(quiet, history.completed(op)) : quiet;
      }
      if (operations.kind(op) == Kind.REMOVE) {
        receivers.add(op);
      }
    }
    Map<Integer, Integer> last = new HashMap<>();
    for (int op = 0; op < history.size(); op++) {
      if (operations.kind(op) == Kind.READ) {
        receivers.add(op);
        if (history.invoked(op) > quiet) {
          last.merge(
              operations.replica(op),
              op,
              (a, b) -> history.completed(a) > history.completed(b) ? a : b);
        }
      }
    }
    finals.addAll(last.values());
    return place(0);
  }

  private boolean place(int next) {
    if (next == receivers.size()) {
      return true;
    }
    int op = receivers.get(next);
    int least = 0;
    int most = 0;
    for (int i = 0; i < updates.size(); i++) {
      int update = updates.get(i);
      boolean ok = history.outcome(update) == Outcome.OK;
      boolean own = operations.replica(update) == operations.replica(op);
      if (ok && (finals.contains(op) || (own && history.completed(update) < history.invoked(op)))) {
        least |= 1 << i;
      }
      if (update != op && history.invoked(update) < history.completed(op)) {
        most |= 1 << i;
      }
    }
    for (int set = 0; set < 1 << updates.size(); set++) {
      if ((set & least) == least && (set & ~most) == 0 && fits(op, set)) {
        received.put(op, set);
        if (place(next + 1)) {
          return true;
        }
        received.remove(op);
      }
    }
    return false;
  }

  private boolean fits(int op, int set) {
    for (Map.Entry<Integer, Integer> other : received.entrySet()) {
      int there = other.getKey();
      if (operations.replica(there) != operations.replica(op)) {
        continue;
      }
      if (history.completed(there) < history.invoked(op) && (other.getValue() & ~set) != 0) {
        return false;
      }
      if (history.completed(op) < history.invoked(there) && (set & ~other.getValue()) != 0) {
        return false;
      }
    }
    if (operations.kind(op) != Kind.READ) {
      return true;
    }
    for (Map.Entry<Integer, Integer> other : received.entrySet()) {
      int there = other.getKey();
      Value clock = clock(op);
      boolean same = other.getValue() == set;
      boolean sameClock = !clock.isNil() && clock.equals(clock(there));
      boolean read = operations.kind(there) == Kind.READ;
      // Equal timestamps of unknown nodes: whoever wins, it is the same one everywhere.
      if ((sameClock && !same) || (read && same && !answer(there).equals(answer(op)))) {
        return false;
      }
    }
    return answers(set).contains(answer(op));
  }

  private Value clock(int op) {
    return operations.kind(op) == Kind.READ ? history.field(op, "clock").orElse(Nil.NIL) : Nil.NIL;
  }

  private Object answer(int read) {
    return switch (operations.type()) {
      case G_COUNTER, PN_COUNTER -> operations.number(read);
      case OR_SET -> Set.copyOf(operations.members(read));
      case LWW_REGISTER -> operations.value(read);
    };
  }

  /** What a replica may answer that received some updates. */
  private Set<Object> answers(int set) {
    List<Integer> got = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      if (((set >> i) & 1) == 1) {
        got.add(updates.get(i));
      }
    }
    return switch (operations.type()) {
      case G_COUNTER, PN_COUNTER -> Set.of(got.stream().mapToLong(operations::change).sum());
      case OR_SET -> Set.of(elements(got));
      case LWW_REGISTER -> winners(got);
    };
  }

  private Set<Value> elements(List<Integer> got) {
    Set<Value> there = new HashSet<>();
    for (int add : got) {
      boolean removed =
          got.stream()
              .filter(op -> operations.kind(op) == Kind.REMOVE)
              .filter(op -> operations.argument(op).equals(operations.argument(add)))
              .anyMatch(op -> ((received.getOrDefault(op, 0) >> updates.indexOf(add)) & 1) == 1);
      if (operations.kind(add) == Kind.ADD && !removed) {
        there.add(operations.argument(add));
      }
    }
    return there;
  }

  private Set<Object> winners(List<Integer> got) {
    Set<Object> winners = new HashSet<>();
    for (int write : got) {
      boolean beaten =
          got.stream().anyMatch(op -> Stamp.of(operations, op).beats(Stamp.of(operations, write)));
      if (!beaten) {
        winners.add(operations.argument(write));
      }
    }
    return winners.isEmpty() ? Set.of(Nil.NIL) : winners;
  }
}
