package minos.simulation;

import java.util.HashMap;
import java.util.Map;
import minos.history.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One client: a session with one operation under way at a time. After an operation of unknown
 * outcome it goes on under a new process number.
 */
final class Client {
  final int number;

  /** The node that it is next to, and talks to where it has the choice. */
  final int home;

  long process;

  /** What the session must see at least, where the store keeps a token for it. */
  long token;

  /** The key of its own that it is about to create and read; null for none. */
  @Nullable Integer creating;

  boolean created;

  private final World world;
  private final Map<Integer, Version> seen = new HashMap<>();
  private final Map<Integer, Long> written = new HashMap<>();
  private final Map<Integer, Long> read = new HashMap<>();

  Client(World world, int number, int home) {
    this.world = world;
    this.number = number;
    this.home = home;
    this.process = number;
  }

  /** The node to talk to: the one at home, or the next that is up on the same side. */
  int coordinator() {
    Network network = world.network();
    int start = home;
    if (world.options().breaks(Breakage.WANDERING_SESSIONS)) {
      start = world.random().nextInt(network.nodes());
    }
    for (int i = 0; i < network.nodes(); i++) {
      int node = (start + i) % network.nodes();
      if (network.serves(node, home)) {
        return node;
      }
    }
    return -1;
  }

  /** The version of a key that it last read or wrote; null for none. */
  @Nullable Version seen(int key) {
    return seen.get(key);
  }

  long lastWritten(int key) {
    return written.getOrDefault(key, Long.MIN_VALUE);
  }

  long lastRead(int key) {
    return read.getOrDefault(key, Long.MIN_VALUE);
  }

  /** By the truth's account. */
  void wrote(int key, long order) {
    written.merge(key, order, Math::max);
  }

  /** By the truth's account. */
  void read(int key, Version version) {
    read.merge(key, version.order, Math::max);
    seen.put(key, version);
  }

  void completed(Call call, EventType type, String why) {
    world.completed(call, type, why);
  }
}
