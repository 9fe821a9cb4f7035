package minos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Text;
import minos.value.Value;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/**
 * Every node takes writes, and sends them to all others with a vector clock that says what they
 * come after. A node applies an update when it has applied all that it comes after [1]; of
 * concurrent ones the later by a hybrid clock wins, so that nodes converge.
 *
 * <p>A session talks to the node at home. If it has to go elsewhere, it waits there until the node
 * has all that the session saw.
 *
 * <ol>
 *   <li>M. Ahamad, G. Neiger, J. Burns, P. Kohli, P. Hutto, "Causal memory: definitions,
 *       implementation, and programming", Distributed Computing 9, 1995.
 * </ol>
 */
final class CausalStore implements Store {
  private static final long RETRY = 2_000_000;

  private final World world;
  private final Network network;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Integer, int[]> contexts = new HashMap<>();
  private final Latency lag;
  private final boolean ordered;
  private final boolean waits;

  CausalStore(World world) {
    this.world = world;
    this.network = world.network();
    this.ordered = !world.options().breaks(Breakage.NO_DEPENDENCIES);
    this.waits =
        !world.options().breaks(Breakage.NO_TOKENS)
            && !world.options().breaks(Breakage.WANDERING_SESSIONS);
    double mean = world.options().lag() / Latency.MILLI;
    lag =
        mean > 0
            ? Latency.of(new ExponentialDistribution(world.random(), mean, 1e-9))
            : Latency.constant(0);
    for (int i = 0; i < network.nodes(); i++) {
      nodes.add(new Node(network.nodes()));
    }
  }

  @Override
  public void execute(Call call) {
    int node = call.client.coordinator();
    if (node >= 0) {
      network.call(call.client.home, node, Network.Leg.READ, () -> serve(call, node));
    }
  }

  private void serve(Call call, int number) {
    Node node = nodes.get(number);
    int[] context = contexts.computeIfAbsent(call.client.number, s -> new int[nodes.size()]);
    if (waits && !includes(node.received, context)) {
      if (!call.done()) {
        world.scheduler().after(RETRY, () -> serve(call, number));
      }
      return;
    }
    boolean writes = call.kind == Call.Kind.WRITE;
    if (!writes && call.kind != Call.Kind.READ) {
      call.fail("unsupported");
      return;
    }
    Version version = writes ? write(call, number) : node.at(call.key);
    for (int i = 0; i < context.length; i++) {
      context[i] = Math.max(context[i], node.received[i]);
    }
    int[] clock = version.clock;
    call.clock = vector(writes && clock != null ? clock : node.received);
    network.answer(number, call.client.home, Network.Leg.RESPONSE, () -> call.ok(number, version));
  }

  private Version write(Call call, int number) {
    Node node = nodes.get(number);
    Version version = call.writing();
    node.latest = world.clock(number).stampAfter(node.latest);
    version.order = node.latest;
    node.received[number]++;
    version.clock = node.received.clone();
    node.put(version);
    for (int other = 0; other < nodes.size(); other++) {
      int to = other;
      if (to != number) {
        world
            .scheduler()
            .after(
                lag.nanos(),
                () ->
                    network.deliver(
                        number, to, Network.Leg.WRITE, () -> arrived(to, version, number)));
      }
    }
    return version;
  }

  private void arrived(int to, Version version, int from) {
    Node node = nodes.get(to);
    node.held.add(new Update(version, from));
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int i = 0; i < node.held.size(); i++) {
        Update update = node.held.get(i);
        if (!ordered || node.ready(update)) {
          node.held.remove(i);
          node.apply(update);
          progress = true;
          break;
        }
      }
    }
  }

  private static boolean includes(int[] received, int[] needed) {
    for (int i = 0; i < needed.length; i++) {
      if (received[i] < needed[i]) {
        return false;
      }
    }
    return true;
  }

  private static Value vector(int[] counts) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      entries.put(new Text("n" + i), new Int(counts[i]));
    }
    return new Dict(entries);
  }

  /** An update from a node that is not applied yet. */
  private record Update(Version version, int from) {}

  /** One node's copy. */
  private final class Node {
    private final Map<Integer, Version> values = new HashMap<>();
    private final List<Update> held = new ArrayList<>();
    private final int[] received;
    private long latest;

    Node(int nodes) {
      received = new int[nodes];
    }

    Version at(int key) {
      Version version = values.get(key);
      return version == null ? world.truth().initial(key) : version;
    }

    void put(Version version) {
      values.merge(version.key, version, Version::newer);
    }

    boolean ready(Update update) {
      int[] clock = clock(update);
      for (int i = 0; i < clock.length; i++) {
        int needed = i == update.from() ? clock[i] - 1 : clock[i];
        if (received[i] < needed) {
          return false;
        }
      }
      return true;
    }

    void apply(Update update) {
      put(update.version());
      latest = Math.max(latest, update.version().order);
      int from = update.from();
      received[from] = Math.max(received[from], clock(update)[from]);
    }

    private int[] clock(Update update) {
      int[] clock = update.version().clock;
      if (clock == null) {
        throw new IllegalStateException("an update without a clock");
      }
      return clock;
    }
  }
}
