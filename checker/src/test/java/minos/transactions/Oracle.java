package minos.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.history.Outcome;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Decides levels by their definitions: all commit orders and, where the level speaks of them, all
 * visibility relations. Shares nothing with the code under test.
 *
 * <p>A transaction executes on a state: each key has the value that the last visible writer of the
 * commit order left, and a list is the appends of all writers up to that one.
 */
final class Oracle {
  private final IsolationLevel level;
  private final boolean lists;
  private final List<Txn> all;
  private final boolean sessions;
  private final boolean realTime;

  Oracle(IsolationLevel level, boolean lists, List<Txn> txns, boolean sessions) {
    this.level = level;
    this.lists = lists;
    this.all = txns;
    this.sessions = sessions;
    this.realTime = level.realTime();
  }

  /** Whether some execution explains the history. */
  boolean allows() {
    List<Txn> sure = new ArrayList<>();
    List<Txn> maybe = new ArrayList<>();
    for (Txn txn : all) {
      if (txn.outcome() == Outcome.OK) {
        sure.add(txn);
      } else if (txn.outcome() == Outcome.INFO) {
        maybe.add(txn);
      }
    }
    for (int subset = 0; subset < 1 << maybe.size(); subset++) {
      List<Txn> chosen = new ArrayList<>(sure);
      for (int i = 0; i < maybe.size(); i++) {
        if ((subset >> i & 1) != 0) {
          chosen.add(maybe.get(i));
        }
      }
      if (orders(chosen, new ArrayList<>(), new HashSet<>())) {
        return true;
      }
    }
    return false;
  }

  /** Tries all commit orders that continue one. */
  private boolean orders(List<Txn> txns, List<Txn> order, Set<Txn> used) {
    if (order.size() == txns.size()) {
      return execute(order, 0, new ArrayList<>());
    }
    for (Txn next : txns) {
      if (used.contains(next)) {
        continue;
      }
      boolean allowed = true;
      for (Txn later : txns) {
        allowed &= used.contains(later) || later.equals(next) || !given(later, next);
      }
      if (allowed) {
        used.add(next);
        order.add(next);
        boolean found = orders(txns, order, used);
        order.remove(order.size() - 1);
        used.remove(next);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the session order or real time puts one before another, and the level cares. */
  private boolean given(Txn one, Txn other) {
    if (one.outcome() != Outcome.OK) {
      return false;
    }
    boolean session =
        sessions && one.process() == other.process() && one.completed() < other.invoked();
    return session || (realTime && one.completed() < other.invoked());
  }

  /** Gives each transaction in turn every visibility that the level permits. */
  private boolean execute(List<Txn> order, int at, List<Set<Integer>> visible) {
    if (at == order.size()) {
      return true;
    }
    Txn txn = order.get(at);
    switch (level.family()) {
      case READ_COMMITTED, CURSOR_STABILITY -> {
        visible.add(Set.of());
        boolean ok =
            statements(order, at, 0, new ArrayList<>(), new HashMap<>())
                && execute(order, at + 1, visible);
        visible.remove(at);
        return ok;
      }
      default -> {}
    }
    for (int mask = 0; mask < 1 << at; mask++) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < at; i++) {
        if ((mask >> i & 1) != 0) {
          seen.add(i);
        }
      }
      if (permits(order, at, seen, visible) && runs(order, txn, seen)) {
        visible.add(seen);
        boolean found = execute(order, at + 1, visible);
        visible.remove(at);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean permits(List<Txn> order, int at, Set<Integer> seen, List<Set<Integer>> visible) {
    Txn txn = order.get(at);
    for (int i = 0; i < at; i++) {
      if (!seen.contains(i) && given(order.get(i), txn)) {
        return false;
      }
    }
    boolean transitive = true;
    boolean prefix = true;
    boolean noConflict = true;
    for (int i = 0; i < at; i++) {
      if (seen.contains(i)) {
        transitive &= seen.containsAll(visible.get(i));
      } else {
        prefix &= below(seen, i);
        noConflict &= !writeSameKey(order.get(i), txn);
      }
    }
    return switch (level.family()) {
      case READ_ATOMIC -> true;
      case CAUSAL -> transitive;
      case PARALLEL_SNAPSHOT -> transitive && noConflict;
      case PREFIX -> prefix;
      case SNAPSHOT -> prefix && noConflict;
      case SERIAL -> seen.size() == at;
      case READ_UNCOMMITTED, READ_COMMITTED, CURSOR_STABILITY ->
          throw new IllegalStateException("not decided by visibility");
    };
  }

  private static boolean below(Set<Integer> seen, int limit) {
    return seen.stream().allMatch(i -> i < limit);
  }

  private static boolean writeSameKey(Txn one, Txn other) {
    return one.micros().stream()
        .filter(Txn.Micro::write)
        .anyMatch(micro -> writes(other, micro.key()));
  }

  private static boolean writes(Txn txn, String key) {
    return txn.micros().stream().anyMatch(micro -> micro.write() && micro.key().equals(key));
  }

  /** The version of a key that the last of the seen writers left. */
  private Value state(List<Txn> order, Set<Integer> seen, String key) {
    int last = -1;
    for (int i : seen) {
      if (writes(order.get(i), key)) {
        last = Math.max(last, i);
      }
    }
    return version(order, last, key);
  }

  private Value version(List<Txn> order, int writer, String key) {
    Value value = lists ? Seq.EMPTY : Nil.NIL;
    for (int i = 0; i <= writer; i++) {
      for (Txn.Micro micro : order.get(i).micros()) {
        if (micro.write() && micro.key().equals(key)) {
          value = lists ? appended(value, micro.value()) : micro.value();
        }
      }
    }
    return value;
  }

  private static Value appended(Value list, Value item) {
    List<Value> items = new ArrayList<>(((Seq) list).items());
    items.add(item);
    return new Seq(items);
  }

  private boolean runs(List<Txn> order, Txn txn, Set<Integer> seen) {
    Map<String, List<Value>> own = new HashMap<>();
    for (Txn.Micro micro : txn.micros()) {
      if (micro.write()) {
        own.computeIfAbsent(micro.key(), k -> new ArrayList<>()).add(micro.value());
      } else if (txn.outcome() == Outcome.OK
          && !read(state(order, seen, micro.key()), own.get(micro.key()), micro.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean read(Value state, @Nullable List<Value> own, Value value) {
    Value expected = state;
    if (own != null) {
      if (lists) {
        for (Value item : own) {
          expected = appended(expected, item);
        }
      } else {
        expected = own.get(own.size() - 1);
      }
    }
    return expected.equals(lists && value.isNil() ? Seq.EMPTY : value);
  }

  /**
   * Biswas and Enea's axiom of Read Committed, for all possible sources: a read sees nothing older
   * than what a transaction wrote that was read from before it. With Adya's of cursor stability: a
   * transaction that overwrites what it read does so right away.
   */
  private boolean statements(
      List<Txn> order, int at, int micro, List<Integer> readFrom, Map<String, List<Value>> own) {
    Txn txn = order.get(at);
    if (micro == txn.micros().size()) {
      return true;
    }
    Txn.Micro now = txn.micros().get(micro);
    if (now.write()) {
      own.computeIfAbsent(now.key(), k -> new ArrayList<>()).add(now.value());
      boolean ok = statements(order, at, micro + 1, readFrom, own);
      own.get(now.key()).remove(own.get(now.key()).size() - 1);
      if (own.get(now.key()).isEmpty()) {
        own.remove(now.key());
      }
      return ok;
    }
    boolean overwritten = own.containsKey(now.key()) && !lists;
    if (txn.outcome() != Outcome.OK || overwritten) {
      boolean ok = txn.outcome() != Outcome.OK || read(Nil.NIL, own.get(now.key()), now.value());
      return ok && statements(order, at, micro + 1, readFrom, own);
    }
    for (int source = -1; source < at; source++) {
      if (source >= 0 && !writes(order.get(source), now.key())) {
        continue;
      }
      if (!read(version(order, source, now.key()), own.get(now.key()), now.value())) {
        continue;
      }
      boolean monotonic = true;
      for (int earlier : readFrom) {
        monotonic &= earlier < 0 || earlier <= source || !writes(order.get(earlier), now.key());
      }
      boolean undisturbed = true;
      if (level.family() == IsolationLevel.Family.CURSOR_STABILITY && writes(txn, now.key())) {
        for (int between = source + 1; between < at; between++) {
          undisturbed &= !writes(order.get(between), now.key());
        }
      }
      if (monotonic && undisturbed) {
        readFrom.add(source);
        boolean ok = statements(order, at, micro + 1, readFrom, own);
        readFrom.remove(readFrom.size() - 1);
        if (ok) {
          return true;
        }
      }
    }
    return false;
  }
}
