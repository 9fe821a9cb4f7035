package minos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import minos.causal.RecordedClocks;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;

/**
 * Registers that keep concurrent versions side by side, as siblings: every node takes writes and
 * sends them to all others, and a write replaces just what its client had seen [1].
 *
 * <p>A version has a vector with an entry for each session, so that two writes of which neither saw
 * the other are never taken for one after the other, as they would be with an entry for each node
 * [2]. Clients hand back what they read and wrote of the key, their context.
 *
 * <ol>
 *   <li>G. DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007, section
 *       4.4.
 *   <li>N. Preguiça, C. Baquero, P. Almeida, V. Fonte, R. Gonçalves, "Dotted Version Vectors",
 *       2010.
 * </ol>
 */
final class SiblingStore implements Store {
  private static final double DROPPED = 0.1;

  private record Sibling(Value value, Context clock) {}

  /** What one session knows of one key. */
  private static final class Knowledge {
    private Context context = Context.EMPTY;
    private int writes;
  }

  private final World world;
  private final Network network;
  private final boolean overwrites;
  private final boolean forgets;
  private final List<Map<Integer, List<Sibling>>> nodes = new ArrayList<>();
  private final Map<List<Integer>, Knowledge> known = new HashMap<>();
  private final Map<Integer, List<Sibling>> acknowledged = new HashMap<>();
  private final Set<Integer> broken = new HashSet<>();

  SiblingStore(World world) {
    this.world = world;
    this.network = world.network();
    this.overwrites = world.options().breaks(Breakage.OVERWRITES);
    this.forgets = world.options().breaks(Breakage.NO_TOKENS);
    for (int i = 0; i < network.nodes(); i++) {
      nodes.add(new HashMap<>());
    }
  }

  @Override
  public void execute(Call call) {
    int node = call.client.coordinator();
    if (node < 0) {
      return;
    }
    Knowledge knowledge =
        known.computeIfAbsent(List.of(call.client.number, call.key), ignored -> new Knowledge());
    Context asked = knowledge.context;
    if (call.reads()) {
      network.call(call.client.home, node, Network.Leg.READ, () -> read(call, node, knowledge));
    } else {
      Context sent = forgets ? Context.EMPTY : asked;
      Sibling written =
          new Sibling(call.argument, sent.with(call.client.number, ++knowledge.writes));
      network.call(
          call.client.home,
          node,
          Network.Leg.WRITE,
          () -> write(call, node, written, asked, knowledge));
    }
  }

  private List<Sibling> siblings(int node, int key) {
    return nodes.get(node).getOrDefault(key, List.of());
  }

  private void read(Call call, int node, Knowledge knowledge) {
    List<Sibling> found = siblings(node, call.key);
    network.answer(
        node,
        call.client.home,
        Network.Leg.RESPONSE,
        () -> {
          if (call.done()) {
            return;
          }
          call.answer = value(found);
          if (!found.isEmpty()) {
            List<Value> clocks = found.stream().map(one -> one.clock().value()).toList();
            call.clock = clocks.size() == 1 ? clocks.get(0) : new Seq(clocks);
          }
          for (Sibling sibling : found) {
            knowledge.context = knowledge.context.and(sibling.clock());
          }
          call.ok(node, null);
        });
  }

  private static Value value(List<Sibling> found) {
    return switch (found.size()) {
      case 0 -> Nil.NIL;
      case 1 -> found.get(0).value();
      default -> new Seq(found.stream().map(Sibling::value).toList());
    };
  }

  private void write(Call call, int node, Sibling written, Context asked, Knowledge knowledge) {
    arrive(node, call.key, written);
    for (int to = 0; to < network.nodes(); to++) {
      int other = to;
      Runnable arrival = () -> arrive(other, call.key, written);
      if (to == node) {
        continue;
      }
      if (!world.options().breaks(Breakage.NO_REPAIR)) {
        network.deliver(node, to, Network.Leg.WRITE, arrival);
      } else if (world.random().nextDouble() >= DROPPED) {
        network.send(node, to, Network.Leg.WRITE, arrival);
      }
    }
    network.answer(
        node,
        call.client.home,
        Network.Leg.ACK,
        () -> {
          if (call.done()) {
            return;
          }
          call.clock = written.clock().value();
          acknowledged.computeIfAbsent(call.key, ignored -> new ArrayList<>()).add(written);
          if (!asked.isIn(written.clock())) {
            broken.add(call.key);
          }
          knowledge.context = knowledge.context.and(written.clock());
          call.ok(node, null);
        });
  }

  /** A version replaces those that its writer had seen, and is itself replaced likewise. */
  private void arrive(int node, int key, Sibling version) {
    List<Sibling> before = siblings(node, key);
    boolean old = before.stream().anyMatch(other -> version.clock().isIn(other.clock()));
    if (old && !overwrites) {
      return;
    }
    List<Sibling> after =
        before.stream()
            .filter(other -> !overwrites && !other.clock().isIn(version.clock()))
            .collect(Collectors.toCollection(ArrayList::new));
    after.add(version);
    nodes.get(node).put(key, List.copyOf(after));
  }

  @Override
  public void ended(Truth truth) {
    for (int key = 0; key < world.options().keys(); key++) {
      if (broken.contains(key)) {
        truth.left(
            Anomaly.CLOCK_VIOLATION,
            RecordedClocks.NAME,
            key,
            "a write's clock lacks what its session had seen");
      }
      for (int node = 0; node < nodes.size(); node++) {
        List<Sibling> left = siblings(node, key);
        for (Sibling write : acknowledged.getOrDefault(key, List.of())) {
          if (left.stream().noneMatch(one -> write.clock().isIn(one.clock()))) {
            truth.left(
                Anomaly.LOST_WRITE,
                RecordedClocks.NAME,
                key,
                "node n" + node + " ends without " + write.value() + " or what replaced it");
            node = nodes.size();
            break;
          }
        }
      }
    }
  }
}
