package minos.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import minos.history.History;
import minos.history.Outcome;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.register.World;
import minos.value.Value;

/**
 * The definitions of all models, evaluated by trying everything. Slow and obviously right: what the
 * engines are compared with. For histories of up to seven operations or so.
 */
final class Definitions {
  private final History history;
  private final RegisterOptions options;
  private final VersionOrder versions;

  Definitions(History history, RegisterOptions options) {
    this.history = history;
    this.options = options;
    this.versions = options.versionOrder().orElse(VersionOrder.REAL_TIME);
  }

  boolean satisfies(ConsistencyModel model) {
    return switch (model) {
      case LINEARIZABLE -> any(w -> total(w, true, node -> true));
      case SEQUENTIAL -> any(w -> total(w, false, node -> true));
      case PER_KEY_SEQUENTIAL -> any(Definitions::perKey);
      case PROCESSOR -> any(w -> processor(w, new ArrayList<>(keys(w)), 0, w.sessionPast()));
      case CAUSAL_CONVERGENCE -> any(Definitions::convergent);
      case CAUSAL_MEMORY -> any(Definitions::causalMemory);
      case CAUSAL -> any(Definitions::causal);
      case PRAM -> any(w -> views(w, w.sessionPast()));
      case SESSION ->
          versions == VersionOrder.NONE
              ? any(w -> free(w, true, true, true, true))
              : any(
                  w -> ownWrites(w) && monotonicReads(w) && monotonicWrites(w) && followsReads(w));
      case READ_YOUR_WRITES ->
          any(
              versions == VersionOrder.NONE
                  ? w -> free(w, true, false, false, false)
                  : this::ownWrites);
      case MONOTONIC_READS ->
          any(
              versions == VersionOrder.NONE
                  ? w -> free(w, false, true, false, false)
                  : this::monotonicReads);
      case MONOTONIC_WRITES ->
          any(
              versions == VersionOrder.NONE
                  ? w -> free(w, false, false, true, false)
                  : this::monotonicWrites);
      case WRITES_FOLLOW_READS ->
          any(
              versions == VersionOrder.NONE
                  ? w -> free(w, false, false, false, true)
                  : this::followsReads);
      case REGULAR -> any(w -> each(w, r -> lag(w, r) == 0 && !future(w, r)));
      case BOUNDED_STALENESS -> any(w -> each(w, r -> lag(w, r) <= 1 && !future(w, r)));
      case SAFE -> safe();
      case CONSISTENT_PREFIX -> any(w -> each(w, r -> !future(w, r)));
      case STRONG_EVENTUAL, EVENTUAL -> eventual();
      case NO_THIN_AIR -> any(w -> true);
    };
  }

  private boolean any(Predicate<World> condition) {
    return World.any(history, options, condition);
  }

  private static boolean each(World w, IntPredicate holds) {
    for (int r = 0; r < w.size(); r++) {
      if (!w.write(r) && !holds.test(r)) {
        return false;
      }
    }
    return true;
  }

  private static boolean in(int set, int i) {
    return (set >> i & 1) == 1;
  }

  private static Set<String> keys(World w) {
    Set<String> keys = new TreeSet<>();
    w.nodes.forEach(node -> keys.add(node.key().toString()));
    return keys;
  }

  private static Set<Value> sessions(World w) {
    Set<Value> sessions = new java.util.LinkedHashSet<>();
    w.nodes.forEach(node -> sessions.add(node.session()));
    return sessions;
  }

  // ---- one order of everything

  private static boolean total(World w, boolean realTime, IntPredicate which) {
    int[] past = w.sessionPast();
    if (realTime) {
      for (int b = 0; b < past.length; b++) {
        for (int a = 0; a < past.length; a++) {
          past[b] |= w.before(a, b) ? 1 << a : 0;
        }
      }
    }
    return w.order(
        w.select(which), past, (placed, next) -> w.legal(placed, next) && atomic(w, placed, next));
  }

  /** The write half of a compare-and-set directly follows the read half. */
  private static boolean atomic(World w, List<Integer> placed, int next) {
    boolean openHalf = false;
    if (!placed.isEmpty()) {
      int last = placed.get(placed.size() - 1);
      openHalf = w.nodes.get(last).half() && !w.write(last);
      if (openHalf) {
        return next == last + 1;
      }
    }
    return !(w.nodes.get(next).half() && w.write(next)) || openHalf;
  }

  private static boolean perKey(World w) {
    for (String key : keys(w)) {
      if (!total(w, false, node -> w.nodes.get(node).key().toString().equals(key))) {
        return false;
      }
    }
    return true;
  }

  // ---- views of sessions

  private static boolean views(World w, int[] past) {
    for (Value session : sessions(w)) {
      int set = w.select(n -> w.write(n) || w.nodes.get(n).session().equals(session));
      if (!w.order(set, past, w::legal)) {
        return false;
      }
    }
    return true;
  }

  private static boolean processor(World w, List<String> keys, int at, int[] past) {
    if (at == keys.size()) {
      return views(w, past);
    }
    int writes = w.select(n -> w.write(n) && w.nodes.get(n).key().toString().equals(keys.get(at)));
    return w.order(
        writes,
        new int[w.size()],
        (placed, next) -> true,
        order -> {
          if (!stepsBound(w, order)) {
            return false;
          }
          int[] more = past.clone();
          for (int i = 1; i < order.size(); i++) {
            for (int j = 0; j < i; j++) {
              more[order.get(i)] |= 1 << order.get(j);
            }
          }
          return processor(w, keys, at + 1, more);
        });
  }

  /** Whether each compare-and-set's write directly follows what it read. */
  private static boolean stepsBound(World w, List<Integer> order) {
    for (int i = 0; i < order.size(); i++) {
      int write = order.get(i);
      if (w.nodes.get(write).half()
          && w.source[write - 1] != (i == 0 ? World.INITIAL : order.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  // ---- causal

  private static boolean causal(World w) {
    Optional<int[]> past = w.causalPast();
    return past.isPresent()
        && each(
            w,
            r ->
                w.order(
                    past.get()[r],
                    past.get(),
                    (placed, next) -> true,
                    order -> w.last(order, r) == w.source[r]));
  }

  private static boolean convergent(World w) {
    Optional<int[]> past = w.causalPast();
    return past.isPresent()
        && w.order(
            w.select(w::write),
            past.get(),
            (placed, next) -> true,
            order ->
                each(
                    w,
                    r -> {
                      List<Integer> visible = new ArrayList<>(order);
                      visible.removeIf(write -> !in(past.get()[r], write));
                      return w.last(visible, r) == w.source[r];
                    }));
  }

  private static boolean causalMemory(World w) {
    Optional<int[]> closed = w.causalPast();
    if (closed.isEmpty()) {
      return false;
    }
    int[] past = closed.get();
    for (Value session : sessions(w)) {
      int mine = w.select(n -> w.nodes.get(n).session().equals(session));
      int set = mine;
      for (int n = 0; n < w.size(); n++) {
        set |= in(mine, n) ? past[n] : 0;
      }
      if (!w.order(set, past, (placed, next) -> !in(mine, next) || w.legal(placed, next))) {
        return false;
      }
    }
    return true;
  }

  // ---- session guarantees, free

  private static boolean free(World w, boolean ryw, boolean mr, boolean mw, boolean wfr) {
    int[] past = w.sessionPast();
    for (Value session : sessions(w)) {
      int[] ar = new int[w.size()];
      for (int b = 0; b < w.size(); b++) {
        for (int a = 0; a < w.size(); a++) {
          boolean ordered =
              (mw && w.write(a) && w.write(b) && in(past[b], a))
                  || (wfr && w.write(a) && w.write(b) && readBefore(w, past, a, b));
          if (ordered && a == b) {
            return false;
          }
          ar[b] |= ordered ? 1 << a : 0;
        }
      }
      List<Integer> reads = new ArrayList<>();
      for (int r = 0; r < w.size(); r++) {
        if (!w.write(r) && w.nodes.get(r).session().equals(session)) {
          reads.add(r);
        }
      }
      reads.sort(java.util.Comparator.comparingInt(r -> Integer.bitCount(past[r])));
      if (!w.order(
          w.select(w::write),
          ar,
          (placed, next) -> true,
          order -> visible(w, order, reads, 0, new HashMap<>(), past, ryw, mr, mw, wfr))) {
        return false;
      }
    }
    return true;
  }

  private static boolean readBefore(World w, int[] past, int a, int b) {
    for (int r = 0; r < w.size(); r++) {
      if (!w.write(r) && w.source[r] == a && in(past[b], r)) {
        return true;
      }
    }
    return false;
  }

  private static boolean visible(
      World w,
      List<Integer> order,
      List<Integer> reads,
      int at,
      Map<Integer, Integer> chosen,
      int[] past,
      boolean ryw,
      boolean mr,
      boolean mw,
      boolean wfr) {
    if (at == reads.size()) {
      return true;
    }
    int r = reads.get(at);
    int writes = w.select(w::write);
    for (int vis = writes; ; vis = (vis - 1) & writes) {
      if (fits(w, order, r, vis, chosen, past, ryw, mr, mw, wfr)) {
        chosen.put(r, vis);
        if (visible(w, order, reads, at + 1, chosen, past, ryw, mr, mw, wfr)) {
          return true;
        }
        chosen.remove(r);
      }
      if (vis == 0) {
        return false;
      }
    }
  }

  private static boolean fits(
      World w,
      List<Integer> order,
      int r,
      int vis,
      Map<Integer, Integer> chosen,
      int[] past,
      boolean ryw,
      boolean mr,
      boolean mw,
      boolean wfr) {
    List<Integer> seen = new ArrayList<>(order);
    seen.removeIf(write -> !in(vis, write));
    if (w.last(seen, r) != w.source[r]) {
      return false;
    }
    for (int a = 0; a < w.size(); a++) {
      if (ryw && w.write(a) && in(past[r], a) && !in(vis, a)) {
        return false;
      }
      if (mr && chosen.containsKey(a) && in(past[r], a) && (chosen.get(a) & ~vis) != 0) {
        return false;
      }
      for (int b = 0; b < w.size(); b++) {
        if (!w.write(a) || !in(vis, b) || in(vis, a)) {
          continue;
        }
        if ((mw && in(past[b], a)) || (wfr && readBefore(w, past, a, b))) {
          return false;
        }
      }
    }
    return true;
  }

  // ---- session guarantees, judged

  private boolean older(World w, int source, int write) {
    if (source == World.INITIAL) {
      return true;
    }
    if (versions == VersionOrder.SERVER) {
      Optional<Long> a = w.version(source);
      Optional<Long> b = w.version(write);
      return a.isPresent() && b.isPresent() && a.get() < b.get();
    }
    if (w.before(source, write)) {
      return true;
    }
    for (int r = 0; r < w.size(); r++) {
      boolean fromTheFuture = future(w, r);
      if (!w.write(r) && w.source[r] == source && w.before(r, write)) {
        // Clamped: a read that ended before its write began proves nothing beyond that.
        if (!fromTheFuture
            || w.nodes.get(source).op().history().invoked(w.nodes.get(source).op().ordinal())
                < w.nodes.get(write).op().history().invoked(w.nodes.get(write).op().ordinal())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean ownWrites(World w) {
    int[] past = w.sessionPast();
    return each(
        w,
        r -> {
          for (int o = 0; o < w.size(); o++) {
            if (w.write(o) && in(past[r], o) && w.sameKey(o, r) && older(w, w.source[r], o)) {
              return false;
            }
          }
          return true;
        });
  }

  private boolean monotonicReads(World w) {
    int[] past = w.sessionPast();
    return each(
        w,
        r -> {
          for (int q = 0; q < w.size(); q++) {
            if (w.write(q) || !in(past[r], q) || !w.sameKey(q, r)) {
              continue;
            }
            if (w.source[q] != World.INITIAL && older(w, w.source[r], w.source[q])) {
              return false;
            }
            for (int p = 0; p < w.size(); p++) {
              if (!w.write(p)
                  && in(past[q], p)
                  && w.sameKey(p, r)
                  && w.source[q] != World.INITIAL
                  && w.source[p] == w.source[r]
                  && w.source[q] != w.source[r]) {
                return false;
              }
            }
          }
          return true;
        });
  }

  private boolean monotonicWrites(World w) {
    int[] past = w.sessionPast();
    for (int b = 0; b < w.size(); b++) {
      for (int a = 0; a < w.size(); a++) {
        if (w.write(a) && w.write(b) && in(past[b], a) && w.sameKey(a, b) && older(w, b, a)) {
          return false;
        }
      }
    }
    return each(
        w,
        r -> {
          for (int q = 0; q < w.size(); q++) {
            if (w.write(q) || !(in(past[r], q) || q == r) || w.source[q] == World.INITIAL) {
              continue;
            }
            for (int a = 0; a < w.size(); a++) {
              if (w.write(a)
                  && w.sameKey(a, r)
                  && in(past[w.source[q]], a)
                  && older(w, w.source[r], a)) {
                return false;
              }
            }
          }
          return true;
        });
  }

  private boolean followsReads(World w) {
    int[] past = w.sessionPast();
    Optional<int[]> causal = w.causalPast();
    if (causal.isEmpty()) {
      return false;
    }
    for (int b = 0; b < w.size(); b++) {
      for (int q = 0; q < w.size(); q++) {
        if (w.write(b)
            && !w.write(q)
            && in(past[b], q)
            && w.sameKey(q, b)
            && w.source[q] != World.INITIAL
            && older(w, b, w.source[q])) {
          return false;
        }
      }
    }
    return each(
        w,
        r -> {
          for (int q = 0; q < w.size(); q++) {
            if (w.write(q) || !(in(past[r], q) || q == r) || w.source[q] == World.INITIAL) {
              continue;
            }
            for (int p = 0; p < w.size(); p++) {
              if (!w.write(p)
                  && w.source[p] != World.INITIAL
                  && w.sameKey(p, r)
                  && in(causal.get()[w.source[q]], p)
                  && older(w, w.source[r], w.source[p])) {
                return false;
              }
            }
          }
          return true;
        });
  }

  // ---- real time

  private static boolean future(World w, int r) {
    return !w.write(r) && w.source[r] != World.INITIAL && w.before(r, w.source[r]);
  }

  /** How many writes lie entirely between what a read returned and the read. */
  private static int lag(World w, int r) {
    int lag = 0;
    for (int u = 0; u < w.size(); u++) {
      if (w.write(u)
          && w.sameKey(u, r)
          && w.before(u, r)
          && (w.source[r] == World.INITIAL || w.before(w.source[r], u))) {
        lag++;
      }
    }
    return lag;
  }

  private boolean safe() {
    // A read that overlaps a write may return anything, so values need no source: by hand.
    for (int r = 0; r < history.size(); r++) {
      boolean reads =
          history.operation(r).outcome() == Outcome.OK
              && !history.operation(r).f().equals("write")
              && !history.operation(r).f().equals("delete");
      if (reads && !overlapsWrite(r) && !returnsLast(r)) {
        return false;
      }
    }
    return true;
  }

  private boolean writes(int i, int r) {
    var op = history.operation(i);
    return i != r
        && !op.f().equals("read")
        && op.outcome() != Outcome.FAIL
        && op.key().equals(history.operation(r).key());
  }

  private boolean overlapsWrite(int r) {
    for (int i = 0; i < history.size(); i++) {
      if (writes(i, r)
          && history.invoked(i) < history.completed(r)
          && history.completed(i) > history.invoked(r)) {
        return true;
      }
    }
    return false;
  }

  private boolean returnsLast(int r) {
    Value value = read(r);
    boolean any = false;
    for (int i = 0; i < history.size(); i++) {
      if (!writes(i, r) || history.completed(i) >= history.invoked(r)) {
        continue;
      }
      any = true;
      boolean replaced = false;
      for (int j = 0; j < history.size(); j++) {
        replaced |=
            writes(j, r)
                && history.completed(j) < history.invoked(r)
                && history.completed(i) < history.invoked(j);
      }
      if (!replaced && written(i).equals(value)) {
        return true;
      }
    }
    return !any && value.isNil();
  }

  private Value read(int i) {
    Value value = history.operation(i).value();
    return value instanceof minos.value.Seq seq ? seq.get(0) : value;
  }

  private Value written(int i) {
    Value value = history.operation(i).value();
    return value instanceof minos.value.Seq seq ? seq.get(1) : value;
  }

  // ---- convergence

  private boolean eventual() {
    if (!any(w -> true)) {
      return false;
    }
    Map<String, Map<Value, Integer>> lastReads = new HashMap<>();
    for (int r = 0; r < history.size(); r++) {
      var op = history.operation(r);
      if (op.outcome() != Outcome.OK || !op.f().equals("read")) {
        continue;
      }
      boolean quiet = true;
      for (int i = 0; i < history.size(); i++) {
        quiet &=
            !writes(i, r)
                || history.outcome(i) != Outcome.OK
                || history.completed(i) < history.invoked(r);
      }
      Value session = options.sessionField().flatMap(op::field).orElse(Value.seq(op.process()));
      if (quiet) {
        lastReads
            .computeIfAbsent(op.key().toString(), ignored -> new HashMap<>())
            .merge(session, r, (a, b) -> history.completed(a) > history.completed(b) ? a : b);
      }
    }
    for (Map<Value, Integer> reads : lastReads.values()) {
      Set<Value> values = new java.util.HashSet<>();
      for (int r : reads.values()) {
        boolean written = false;
        boolean certain = false;
        boolean perhaps = false;
        for (int i = 0; i < history.size(); i++) {
          if (writes(i, r)) {
            certain |= history.outcome(i) == Outcome.OK;
            written |= written(i).equals(read(r));
            perhaps |= history.outcome(i) == Outcome.INFO && written(i).equals(read(r));
          }
        }
        if (certain && !written) {
          return false;
        }
        if (!perhaps && (certain || !read(r).isNil())) {
          values.add(read(r));
        }
      }
      if (values.size() > 1) {
        return false;
      }
    }
    return true;
  }
}
