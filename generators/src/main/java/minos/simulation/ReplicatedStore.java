package minos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minos.value.Int;
import minos.value.Members;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Replicated data types: every node takes updates and sends them to all others, in an order that
 * does not matter.
 *
 * <p>Counters keep a sum a node; a set keeps a tag for each addition, and a removal names the tags
 * that it saw [1].
 *
 * <ol>
 *   <li>M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, "A comprehensive study of Convergent and
 *       Commutative Replicated Data Types", INRIA RR-7506, 2011.
 * </ol>
 */
final class ReplicatedStore implements Store {
  private static final double DROPPED = 0.1;

  private final World world;
  private final Network network;
  private final boolean set;
  private final List<Map<Integer, State>> nodes = new ArrayList<>();
  private final Map<Integer, Long> totals = new HashMap<>();
  private long tags;

  ReplicatedStore(World world) {
    this.world = world;
    this.network = world.network();
    this.set = world.options().data() == DataType.OR_SET;
    for (int i = 0; i < network.nodes(); i++) {
      nodes.add(new HashMap<>());
    }
  }

  /** One node's copy of one object. */
  private static final class State {
    private long sum;
    private final Map<Value, Set<Long>> tagsOf = new LinkedHashMap<>();
    private final Set<Long> removed = new LinkedHashSet<>();

    Value answer(boolean set) {
      if (!set) {
        return new Int(sum);
      }
      Set<Value> members = new LinkedHashSet<>();
      new TreeSet<>(tagsOf.keySet().stream().map(v -> ((Int) v).value()).toList())
          .forEach(element -> members.add(new Int(element)));
      return new Members(members);
    }

    void add(Value element, long tag) {
      if (!removed.contains(tag)) {
        tagsOf.computeIfAbsent(element, ignored -> new LinkedHashSet<>()).add(tag);
      }
    }

    void remove(Value element, Set<Long> tags) {
      removed.addAll(tags);
      tagsOf.computeIfPresent(
          element,
          (same, left) -> {
            left.removeAll(tags);
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** What an update does to a copy. */
  private interface Update {
    void to(State state);
  }

  @Override
  public void execute(Call call) {
    int node = call.client.coordinator();
    if (node >= 0) {
      network.call(call.client.home, node, Network.Leg.WRITE, () -> serve(call, node));
    }
  }

  private void serve(Call call, int node) {
    switch (call.kind) {
      case READ -> call.answer = state(node, call.key).answer(set);
      case ADD, REMOVE -> update(call, node);
      case WRITE, CAS, TXN, LIST -> {
        call.fail("unsupported");
        return;
      }
    }
    network.answer(node, call.client.home, Network.Leg.ACK, () -> call.ok(node, null));
  }

  private State state(int node, int key) {
    return nodes.get(node).computeIfAbsent(key, ignored -> new State());
  }

  private void update(Call call, int node) {
    State mine = state(node, call.key);
    Update update = update(call, mine);
    update.to(mine);
    boolean overwrites = world.options().breaks(Breakage.OVERWRITES);
    long total = mine.sum;
    Update message = overwrites ? state -> state.sum = total : update;
    for (int other = 0; other < nodes.size(); other++) {
      int to = other;
      Runnable arrival = () -> message.to(state(to, call.key));
      if (to == node) {
        continue;
      }
      if (!world.options().breaks(Breakage.NO_REPAIR)) {
        network.deliver(node, to, Network.Leg.WRITE, arrival);
      } else if (world.random().nextDouble() >= DROPPED) {
        network.send(node, to, Network.Leg.WRITE, arrival);
      }
    }
  }

  private Update update(Call call, State mine) {
    if (!set) {
      long amount = ((Int) call.argument).value();
      totals.merge(call.key, amount, Long::sum);
      return state -> state.sum += amount;
    }
    if (call.kind == Call.Kind.ADD) {
      long tag = ++tags;
      return state -> state.add(call.argument, tag);
    }
    Set<Long> seen = Set.copyOf(mine.tagsOf.getOrDefault(call.argument, Set.of()));
    return state -> state.remove(call.argument, seen);
  }

  @Override
  public void ended(Truth truth) {
    String model = world.options().data().id();
    for (int key = 0; key < world.options().keys(); key++) {
      Value one = state(0, key).answer(set);
      for (int node = 1; node < nodes.size(); node++) {
        if (!state(node, key).answer(set).equals(one)) {
          truth.left(Anomaly.DIVERGENT_REPLICAS, model, key, "replicas differ for good");
          break;
        }
      }
      Value total = new Int(totals.getOrDefault(key, 0L));
      if (!set && !one.equals(total)) {
        truth.left(
            Anomaly.LOST_UPDATE, model, key, "replicas end at " + one + " instead of " + total);
      }
    }
  }
}
