package minos.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who leads, who still believes so, and who comes next. */
final class Leadership {
  /** How long a leader that lost the majority may go on answering reads, in nanoseconds. */
  static final long LEASE = 100_000_000L;

  /** How long after that another is elected. */
  static final long ELECTION = 100_000_000L;

  private static final long NEVER = Long.MAX_VALUE;

  private final World world;
  private final Network network;
  private final Copy[] copies;
  private final Log log;
  private final Runnable elected;
  private int leader;
  private long term;
  private int deposed = -1;
  private long lostAt = NEVER;
  private long deposedAt = NEVER;

  Leadership(World world, Copy[] copies, Log log, Runnable elected) {
    this.world = world;
    this.network = world.network();
    this.copies = copies;
    this.log = log;
    this.elected = elected;
  }

  int leader() {
    return leader;
  }

  long term() {
    return term;
  }

  /** The term that a node believes to lead in. */
  long termOf(int node) {
    return node == leader ? term : copies[node].term;
  }

  /** Whom a client at a place takes for the leader: -1 if it reaches none. */
  int leaderFor(int place) {
    if (network.serves(leader, place)) {
      return leader;
    }
    return deposed >= 0 && network.serves(deposed, place) ? deposed : -1;
  }

  /** Whether a node that believes to lead may answer reads: it holds its lease. */
  boolean mayRead(int node) {
    if (world.options().breaks(Breakage.IGNORED_LEASE)) {
      return true;
    }
    if (node != leader && node != deposed) {
      return false;
    }
    long lost = node == leader ? lostAt : deposedAt;
    return lost == NEVER || world.scheduler().now() < lost + LEASE;
  }

  /** A fault began or ended. */
  void review() {
    if (deposed >= 0 && network.reaches(leader, deposed)) {
      welcome(deposed);
    }
    boolean leads = network.up(leader) && majority(leader);
    if (leads) {
      lostAt = NEVER;
    } else {
      lostAt = Math.min(lostAt, world.scheduler().now());
      long since = lostAt;
      world.scheduler().after(LEASE + ELECTION, () -> elect(since));
    }
  }

  private boolean majority(int node) {
    return network.reached(node) * 2 > copies.length;
  }

  private void elect(long since) {
    if (lostAt != since || lostAt == NEVER) {
      return;
    }
    int best = -1;
    for (int node = 0; node < copies.length; node++) {
      boolean may = node != deposed && node != leader && network.up(node) && majority(node);
      if (may && (best < 0 || compare(node, best) > 0)) {
        best = node;
      }
    }
    if (best < 0 && network.up(leader) && majority(leader)) {
      lostAt = NEVER;
      return;
    }
    if (best >= 0) {
      change(best);
    }
  }

  /** Raft's comparison: the later term, then the longer log. */
  private int compare(int one, int other) {
    int terms = Long.compare(copies[one].lastTerm(), copies[other].lastTerm());
    return terms != 0 ? terms : Long.compare(copies[one].applied(), copies[other].applied());
  }

  private void change(int next) {
    if (deposed >= 0) {
      // Nobody hears of the one before any more, who is cut off or down all the while.
      copies[deposed].become(copies[next]);
    }
    deposed = leader;
    deposedAt = lostAt;
    lostAt = NEVER;
    leader = next;
    term++;
    Copy winner = copies[next];
    long common = Math.min(log.commit(), winner.applied());
    winner.commit(log.commit());
    List<Entry> cut = log.cut(common);
    List<Entry> kept = new ArrayList<>(winner.undecided());
    Set<Version> versions = new HashSet<>();
    kept.forEach(entry -> versions.add(entry.version()));
    kept.forEach(log::add);
    cut.stream()
        .filter(entry -> !versions.contains(entry.version()))
        .forEach(entry -> world.truth().discarded(entry.version()));
    winner.term = term;
    for (int node = 0; node < copies.length; node++) {
      if (node != next && node != deposed) {
        rejoin(node);
      }
    }
    elected.run();
  }

  /** A node hears of the current leader. */
  void welcome(int node) {
    if (node == deposed) {
      deposed = -1;
      deposedAt = NEVER;
    }
    rejoin(node);
    copies[node].term = term;
  }

  /** What a node has, and the leader's log has not, is gone. */
  private void rejoin(int node) {
    Copy copy = copies[node];
    if (copy.commit() > copies[leader].commit()) {
      copy.become(copies[leader]);
    } else {
      copy.withdraw();
    }
  }
}
