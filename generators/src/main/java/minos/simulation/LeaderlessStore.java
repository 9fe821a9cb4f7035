package minos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replicas without a leader: a coordinator sends each request to all of them and waits for as many
 * answers as the level asks for. The last writer wins, by the coordinator's clock.
 *
 * <p>What a replica missed it is sent again (hinted hand-off); a read that finds replicas behind
 * sends them what is newest (read repair), and waits for that where repair blocks.
 *
 * <p>With clocks that agree, R + W &gt; N makes every key a regular register: the quorums meet in a
 * replica, and a write that began after another had ended has the later timestamp. It is not
 * linearizable, because a write under way may be seen by one read and missed by the next, unless
 * repair blocks [2].
 *
 * <ol>
 *   <li>G. DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007.
 *   <li>H. Attiya, A. Bar-Noy, D. Dolev, "Sharing Memory Robustly in Message-Passing Systems", JACM
 *       42(1), 1995.
 * </ol>
 */
final class LeaderlessStore implements Store {
  /**
   * What makes one such store different from another.
   *
   * @param replicas how many replicas a key has
   * @param reads whom a read waits for, by level; 1 for names that are not there
   * @param writes whom a write waits for, by level
   * @param askAll whether reads are sent to all replicas, and not only to as many as are waited for
   * @param repair what a read does about replicas that are behind
   * @param searches whether a read that finds nothing asks all replicas
   */
  record Options(
      int replicas,
      Map<String, Integer> reads,
      Map<String, Integer> writes,
      boolean askAll,
      Repair repair,
      boolean searches) {}

  /** What a read does about replicas that are behind. */
  enum Repair {
    NONE,
    BACKGROUND,
    BLOCKING
  }

  private final World world;
  private final Network network;
  private final Options options;
  private final List<Map<Integer, Version>> held = new ArrayList<>();
  private final boolean repairs;
  private final boolean sloppy;

  LeaderlessStore(World world, Options options) {
    this.world = world;
    this.network = world.network();
    this.options = options;
    this.repairs = !world.options().breaks(Breakage.NO_REPAIR);
    this.sloppy = world.options().breaks(Breakage.SLOPPY_QUORUM);
    for (int node = 0; node < network.nodes(); node++) {
      held.add(new HashMap<>());
    }
  }

  @Override
  public void execute(Call call) {
    int coordinator = call.client.coordinator();
    if (coordinator < 0) {
      return;
    }
    switch (call.kind) {
      case READ -> new Read(call, coordinator).begin();
      case LIST -> list(call, coordinator);
      case WRITE -> new Write(call, coordinator).begin();
      case CAS, ADD, REMOVE, TXN -> call.fail("unsupported");
    }
  }

  /** One replica tells what it has of all keys. */
  private void list(Call call, int coordinator) {
    int node = world.random().nextInt(network.nodes());
    network.send(
        coordinator,
        node,
        Network.Leg.READ,
        () -> {
          call.parts.forEach(part -> part.version = at(node, part.key));
          network.send(node, coordinator, Network.Leg.RESPONSE, () -> call.listed(node));
        });
  }

  private int needed(Map<String, Integer> levels, String level) {
    return world.options().breaks(Breakage.WEAK_QUORUM) ? 1 : levels.getOrDefault(level, 1);
  }

  private int replica(int key, int i) {
    return (key + i) % network.nodes();
  }

  private Version at(int node, int key) {
    Version version = held.get(node).get(key);
    return version == null ? world.truth().initial(key) : version;
  }

  private void store(int node, Version version) {
    held.get(node).merge(version.key, version, Version::newer);
  }

  /** A write on its way. */
  private final class Write {
    private final Call call;
    private final int coordinator;
    private int acks;

    Write(Call call, int coordinator) {
      this.call = call;
      this.coordinator = coordinator;
    }

    void begin() {
      Version version = call.writing();
      version.order = world.clock(coordinator).stamp();
      for (int i = 0; i < options.replicas(); i++) {
        int node = replica(call.key, i);
        Runnable arrival =
            () -> {
              store(node, version);
              network.send(node, coordinator, Network.Leg.ACK, this::acknowledged);
            };
        if (repairs) {
          network.deliver(coordinator, node, Network.Leg.WRITE, arrival);
        } else {
          network.send(coordinator, node, Network.Leg.WRITE, arrival);
        }
        if (sloppy && !network.reaches(coordinator, node)) {
          world.scheduler().after(1_000_000, this::acknowledged);
        }
      }
    }

    private void acknowledged() {
      if (++acks == needed(options.writes(), call.level)) {
        call.ok(coordinator, call.written);
      }
    }
  }

  /** A read on its way. */
  private final class Read {
    private final Call call;
    private final int coordinator;
    private final Version[] answers = new Version[options.replicas()];
    private int answered;
    private int asked;
    private int needed;
    private int first;
    private @Nullable Version newest;
    private boolean decided;

    Read(Call call, int coordinator) {
      this.call = call;
      this.coordinator = coordinator;
      this.needed = needed(options.reads(), call.level);
    }

    void begin() {
      if (options.askAll()) {
        askUpTo(options.replicas());
      } else {
        first = world.random().nextInt(options.replicas());
        askUpTo(needed);
      }
    }

    private void askUpTo(int most) {
      while (asked < most) {
        int i = (first + asked++) % options.replicas();
        int node = replica(call.key, i);
        network.send(
            coordinator,
            node,
            Network.Leg.READ,
            () -> {
              Version version = at(node, call.key);
              network.send(node, coordinator, Network.Leg.RESPONSE, () -> answer(i, version));
            });
      }
    }

    private void answer(int i, Version version) {
      answers[i] = version;
      answered++;
      newest = newest == null ? version : Version.newer(newest, version);
      if (answered >= needed && !decided) {
        if (options.searches() && newest.absent() && needed < options.replicas()) {
          needed = options.replicas();
          askUpTo(needed);
        } else {
          decided = true;
          decide(newest);
        }
      }
      if (answered == options.replicas() && repairs && options.repair() == Repair.BACKGROUND) {
        repair(newest);
      }
    }

    private void decide(Version found) {
      if (options.repair() == Repair.BLOCKING && !found.absent() && repairs) {
        int[] acks = new int[1];
        for (int i = 0; i < options.replicas(); i++) {
          int node = replica(call.key, i);
          network.send(
              coordinator,
              node,
              Network.Leg.WRITE,
              () -> {
                store(node, found);
                network.send(
                    node,
                    coordinator,
                    Network.Leg.ACK,
                    () -> {
                      if (++acks[0] == options.replicas() / 2 + 1) {
                        call.ok(coordinator, found);
                      }
                    });
              });
        }
      } else {
        call.ok(coordinator, found);
      }
    }

    private void repair(Version found) {
      for (int i = 0; i < answers.length; i++) {
        if (answers[i] != found) {
          int node = replica(call.key, i);
          network.send(coordinator, node, Network.Leg.WRITE, () -> store(node, found));
        }
      }
    }
  }
}
