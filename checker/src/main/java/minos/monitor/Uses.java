package minos.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.FailedCas;
import minos.spec.Functions;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the operations on a register say of its values, which are numbered. Operations that say
 * nothing are left out: reads and updates that failed, reads of a nil that means nothing.
 *
 * <p>An update of unknown outcome whose value nobody saw is left out as well: that it happened
 * helps nobody. That may leave another one that nobody saw, so it is done repeatedly. Of the other
 * updates, those whose value nobody saw each get a number of their own for it, as if each had set a
 * different one.
 */
final class Uses {
  private final History history;
  private final ModelOptions options;
  private final Map<Integer, Value> named;
  private final List<Use> all = new ArrayList<>();
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final List<Value> names = new ArrayList<>();
  private final int initial;

  /**
   * Of no operation yet.
   *
   * @param named by operation: what it read or wrote, in place of its value
   */
  Uses(History history, ModelOptions options, Map<Integer, Value> named) {
    this.history = history;
    this.options = options;
    this.named = named;
    initial = number(options.initial().orElse(Nil.NIL));
  }

  /**
   * Reads operations. To be called once.
   *
   * @return why they are not ones of a register that can be read so; null if they are
   */
  @Nullable String read(int[] ordinals) {
    for (int op : ordinals) {
      String reason = use(op);
      if (reason != null) {
        return reason;
      }
    }
    leaveOutUnseen();
    return null;
  }

  private int number(Value value) {
    Integer known = numbers.putIfAbsent(value, names.size());
    if (known == null) {
      names.add(value);
      return names.size() - 1;
    }
    return known;
  }

  private @Nullable String use(int op) {
    String f = history.functionName(history.function(op));
    Outcome outcome = history.outcome(op);
    if (Functions.CAS.contains(f)) {
      if (!(history.operation(op).input() instanceof Seq pair) || pair.size() != 2) {
        return "a compare-and-set has no pair of values";
      } else if (outcome != Outcome.FAIL) {
        all.add(new Use(op, number(pair.get(0)), number(pair.get(1))));
      } else if (options.failedCas() == FailedCas.MISMATCH) {
        return "failed compare-and-sets say that the value was another";
      }
    } else if (Functions.READ.contains(f)) {
      Value value = history.operation(op).value();
      if (outcome == Outcome.OK && !(value.isNil() && options.nil() == NilRead.UNKNOWN)) {
        all.add(new Use(op, number(named.getOrDefault(op, value)), -1));
      }
    } else if (Functions.WRITE.contains(f) || Functions.DELETE.contains(f)) {
      Value value = Functions.WRITE.contains(f) ? history.operation(op).input() : Nil.NIL;
      if (outcome != Outcome.FAIL) {
        all.add(new Use(op, -1, number(named.getOrDefault(op, value))));
      }
    } else {
      return "there are operations other than read, write, delete and cas";
    }
    return null;
  }

  /** Leaves out updates of unknown outcome whose values nobody saw. */
  private void leaveOutUnseen() {
    int[] seen = new int[names.size()];
    Map<Integer, List<Use>> crashed = new HashMap<>();
    for (Use use : all) {
      if (use.expects() >= 0) {
        seen[use.expects()]++;
      }
      if (use.sets() >= 0 && unknown(use)) {
        crashed.computeIfAbsent(use.sets(), any -> new ArrayList<>()).add(use);
      }
    }
    Set<Use> gone = new HashSet<>();
    Deque<Integer> unseen = new ArrayDeque<>();
    crashed.keySet().stream().filter(v -> seen[v] == 0).forEach(unseen::add);
    for (Integer v = unseen.poll(); v != null; v = unseen.poll()) {
      for (Use use : crashed.getOrDefault(v, List.of())) {
        gone.add(use);
        if (use.expects() >= 0 && --seen[use.expects()] == 0) {
          unseen.add(use.expects());
        }
      }
    }
    all.removeIf(gone::contains);
    // Whoever sets a value that nobody saw sets one of its own.
    for (int i = 0; i < all.size(); i++) {
      Use use = all.get(i);
      if (use.sets() >= 0 && seen[use.sets()] == 0) {
        names.add(names.get(use.sets()));
        all.set(i, new Use(use.op(), use.expects(), names.size() - 1));
      }
    }
  }

  /** The operations, in the order of their invocations. */
  List<Use> all() {
    return Collections.unmodifiableList(all);
  }

  /** How many values there are. */
  int values() {
    return names.size();
  }

  /** The value of a number. */
  Value name(int value) {
    return names.get(value);
  }

  /** The number of the initial value. */
  int initial() {
    return initial;
  }

  /** Whether an operation may not have happened. */
  boolean unknown(Use use) {
    return history.outcome(use.op()) == Outcome.INFO;
  }

  int invoked(Use use) {
    return history.invoked(use.op());
  }

  int completed(Use use) {
    return history.completed(use.op());
  }
}
