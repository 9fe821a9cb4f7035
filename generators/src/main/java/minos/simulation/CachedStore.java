package minos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Caches in front of a store, one a node: they answer what they have until its time to live is
 * over, which counts from when they asked. Writes go past them.
 *
 * <p>In front of a linearizable store no answer is staler than the time to live: it was current at
 * some time after the cache asked.
 */
final class CachedStore implements Store {
  /** What a cache knows of a key. */
  private record Line(Version version, long expires) {}

  private final World world;
  private final Network network;
  private final Store behind;
  private final boolean onlyAbsence;
  private final long life;
  private final List<Map<Integer, Line>> caches = new ArrayList<>();

  /**
   * Caches.
   *
   * @param onlyAbsence whether they keep only that there is nothing
   */
  CachedStore(World world, Store behind, boolean onlyAbsence) {
    this.world = world;
    this.network = world.network();
    this.behind = behind;
    this.onlyAbsence = onlyAbsence;
    boolean overdue = world.options().breaks(Breakage.OVERDUE_CACHE);
    this.life = world.options().ttl() * (overdue ? 10 : 1);
    for (int node = 0; node < network.nodes(); node++) {
      caches.add(new HashMap<>());
    }
  }

  @Override
  public void execute(Call call) {
    int node = call.client.coordinator();
    if (call.kind != Call.Kind.READ || node < 0 || life == 0) {
      behind.execute(call);
      return;
    }
    network.call(call.client.home, node, Network.Leg.READ, () -> read(call, node));
  }

  private void read(Call call, int node) {
    long now = world.scheduler().now();
    Map<Integer, Line> cache = caches.get(node);
    Line line = cache.get(call.key);
    if (line != null && now < line.expires()) {
      network.answer(
          node, call.client.home, Network.Leg.RESPONSE, () -> call.ok(node, line.version()));
      return;
    }
    call.witness =
        version -> {
          if (version.absent() || !onlyAbsence) {
            cache.put(call.key, new Line(version, now + life));
          } else {
            cache.remove(call.key);
          }
        };
    behind.execute(call);
  }

  @Override
  public void ended(Truth truth) {
    behind.ended(truth);
  }
}
