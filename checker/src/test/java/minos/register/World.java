package minos.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;

/**
 * What may really have happened: which operations of unknown outcome took effect, and which write
 * each read saw. Read from a history in the plainest way, for oracles; shares nothing with the
 * engines.
 *
 * <p>At most 30 nodes; sets of nodes are bit masks.
 */
public final class World {
  /** Stands for the initial value as a source. */
  public static final int INITIAL = -1;

  /** A read or a write. */
  public record Node(
      Operation op, boolean write, boolean half, Value key, Value value, Value session) {
    long invoked() {
      return op.history().invoked(op.ordinal());
    }

    long completed() {
      return op.outcome() == Outcome.INFO ? Long.MAX_VALUE : op.history().completed(op.ordinal());
    }
  }

  public final List<Node> nodes;
  public final int[] source;
  private final int[] sessionPast;

  private World(List<Node> nodes, int[] source) {
    this.nodes = nodes;
    this.source = source;
    sessionPast = new int[nodes.size()];
    for (int b = 0; b < nodes.size(); b++) {
      for (int a = 0; a < nodes.size(); a++) {
        sessionPast[b] |= inSession(a, b) ? 1 << a : 0;
      }
    }
  }

  /** Whether some world of a history satisfies a condition. */
  public static boolean any(History history, RegisterOptions options, Predicate<World> condition) {
    List<Operation> certain = new ArrayList<>();
    List<Operation> perhaps = new ArrayList<>();
    for (Operation op : history.operations()) {
      switch (op.outcome()) {
        case OK -> certain.add(op);
        case INFO -> {
          if (!op.f().equals("read")) {
            perhaps.add(op);
          }
        }
        case FAIL -> {}
      }
    }
    for (int chosen = 0; chosen < 1 << perhaps.size(); chosen++) {
      List<Operation> happened = new ArrayList<>(certain);
      for (int i = 0; i < perhaps.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          happened.add(perhaps.get(i));
        }
      }
      List<Node> nodes = nodes(happened, options);
      if (assign(nodes, new int[nodes.size()], 0, condition)) {
        return true;
      }
    }
    return false;
  }

  private static List<Node> nodes(List<Operation> operations, RegisterOptions options) {
    List<Node> nodes = new ArrayList<>();
    for (Operation op : operations) {
      Value key = op.key().orElse(Nil.NIL);
      Value session = options.sessionField().flatMap(op::field).orElse(Value.seq(op.process()));
      switch (op.f()) {
        case "read" -> nodes.add(new Node(op, false, false, key, op.value(), session));
        case "write" -> nodes.add(new Node(op, true, false, key, op.value(), session));
        case "delete" -> nodes.add(new Node(op, true, false, key, Nil.NIL, session));
        default -> {
          Seq pair = (Seq) op.value();
          nodes.add(new Node(op, false, true, key, pair.get(0), session));
          nodes.add(new Node(op, true, true, key, pair.get(1), session));
        }
      }
    }
    return nodes;
  }

  private static boolean assign(
      List<Node> nodes, int[] source, int at, Predicate<World> condition) {
    if (at == nodes.size()) {
      return condition.test(new World(nodes, source.clone()));
    }
    Node node = nodes.get(at);
    if (node.write()) {
      source[at] = INITIAL;
      return assign(nodes, source, at + 1, condition);
    }
    if (node.value().isNil()) {
      source[at] = INITIAL;
      if (assign(nodes, source, at + 1, condition)) {
        return true;
      }
    }
    for (int w = 0; w < nodes.size(); w++) {
      Node write = nodes.get(w);
      if (write.write()
          && write.key().equals(node.key())
          && write.value().equals(node.value())
          && !write.op().equals(node.op())) {
        source[at] = w;
        if (assign(nodes, source, at + 1, condition)) {
          return true;
        }
      }
    }
    return false;
  }

  public int size() {
    return nodes.size();
  }

  public int everything() {
    return (1 << nodes.size()) - 1;
  }

  private boolean inSession(int a, int b) {
    Node first = nodes.get(a);
    Node second = nodes.get(b);
    if (first.op().equals(second.op())) {
      return a < b;
    }
    return first.session().equals(second.session()) && first.completed() < second.invoked();
  }

  /** What comes before each node in session order. */
  public int[] sessionPast() {
    return sessionPast.clone();
  }

  public int select(IntPredicate which) {
    int mask = 0;
    for (int i = 0; i < size(); i++) {
      mask |= which.test(i) ? 1 << i : 0;
    }
    return mask;
  }

  public boolean write(int i) {
    return nodes.get(i).write();
  }

  public boolean sameKey(int i, int j) {
    return nodes.get(i).key().equals(nodes.get(j).key());
  }

  public boolean before(int i, int j) {
    return nodes.get(i).completed() < nodes.get(j).invoked();
  }

  public Optional<Long> version(int i) {
    return nodes.get(i).op().field("version").map(v -> ((Int) v).value());
  }

  /** What comes before each node causally; empty if that is cyclic. */
  public Optional<int[]> causalPast() {
    int[] past = sessionPast.clone();
    for (int i = 0; i < past.length; i++) {
      past[i] |= source[i] == INITIAL ? 0 : 1 << source[i];
    }
    return closure(past);
  }

  /** The transitive closure of a relation given as predecessors; empty if it is cyclic. */
  public static Optional<int[]> closure(int[] predecessors) {
    int[] past = predecessors.clone();
    for (int round = 0; round < past.length; round++) {
      for (int i = 0; i < past.length; i++) {
        for (int j = 0; j < past.length; j++) {
          past[i] |= (past[i] >> j & 1) == 1 ? past[j] : 0;
        }
      }
    }
    for (int i = 0; i < past.length; i++) {
      if ((past[i] >> i & 1) == 1) {
        return Optional.empty();
      }
    }
    return Optional.of(past);
  }

  /** Is told what is placed next in an order, and may refuse it. */
  public interface Placing {
    /** Whether a node may come next, after those placed, in their order. */
    boolean fits(List<Integer> placed, int next);
  }

  /** Whether some order of a set of nodes contains a relation and has each node fit its place. */
  public boolean order(int set, int[] predecessors, Placing placing) {
    return order(set, predecessors, placing, new ArrayList<>(), order -> true);
  }

  /** The same, and the whole order must pass a test. */
  public boolean order(
      int set, int[] predecessors, Placing placing, Predicate<List<Integer>> whole) {
    return order(set, predecessors, placing, new ArrayList<>(), whole);
  }

  private boolean order(
      int left,
      int[] predecessors,
      Placing placing,
      List<Integer> placed,
      Predicate<List<Integer>> whole) {
    if (left == 0) {
      return whole.test(placed);
    }
    for (int i = 0; i < size(); i++) {
      if ((left >> i & 1) == 1
          && (predecessors[i] & left & ~(1 << i)) == 0
          && placing.fits(placed, i)) {
        placed.add(i);
        if (order(left & ~(1 << i), predecessors, placing, placed, whole)) {
          return true;
        }
        placed.remove(placed.size() - 1);
      }
    }
    return false;
  }

  /** The last write of a node's key in an order; {@link #INITIAL} if there is none. */
  public int last(List<Integer> placed, int node) {
    for (int i = placed.size() - 1; i >= 0; i--) {
      if (write(placed.get(i)) && sameKey(placed.get(i), node)) {
        return placed.get(i);
      }
    }
    return INITIAL;
  }

  /** Whether a node that comes next is a write, or a read that sees its source. */
  public boolean legal(List<Integer> placed, int next) {
    return write(next) || last(placed, next) == source[next];
  }
}
