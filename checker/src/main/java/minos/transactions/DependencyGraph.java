package minos.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.transactions.graph.Edges;
import minos.transactions.graph.IntList;
import minos.transactions.graph.Reachability;

/**
 * The dependencies that a history leaves no doubt about, in the shape that a level needs, and the
 * pairs of versions whose order it leaves open.
 *
 * <p>The idea: writes of a key form <em>segments</em>, runs of versions whose order is known: what
 * reads of lists show; in a register, a transaction that read a version and overwrote it comes
 * right after it, where the level forbids lost updates [1, section 3.2]. Segments that begin with
 * the initial version come first. Every other two segments of a key come one wholly before the
 * other, but which one is open. The readers of a version precede whoever overwrites it; where the
 * next version is not known they meet in a node of the version, its <em>port</em>, so that one edge
 * does for all of them.
 *
 * <p>Cost: linear, but for the choices: one for every two segments of a key.
 *
 * <p>[1] C. Tan, C. Zhao, S. Mu, M. Walfish, "Cobra: making transactional key-value stores
 * verifiably serializable", OSDI 2020.
 */
final class DependencyGraph {
  /**
   * A run of versions.
   *
   * @param first the transaction that wrote the first
   * @param last the one that wrote the last
   * @param port the node that the readers of the last precede the next writer through, or -1
   * @param readers the readers of the last that need an edge of their own
   */
  record Segment(int first, int last, int port, List<Integer> readers) {}

  /** The segments of a key whose order is open. */
  record OpenKey(int key, List<Segment> segments) {}

  /** A {@code rw} that is not an edge: under parallel snapshot isolation. */
  record Antidependency(int from, int to, int label, int guard) {}

  private static final int NONE = -1;

  private final ReadsFrom reads;
  private final Shape shape;
  private final Edges edges = new Edges();
  private final List<Antidependency> antidependencies = new ArrayList<>();
  private final List<OpenKey> open = new ArrayList<>();
  private int nodes;
  private int[] follow = new int[0];

  private DependencyGraph(ReadsFrom reads, Shape shape) {
    this.reads = reads;
    this.shape = shape;
    this.nodes = shape.nodes(reads.size());
  }

  /**
   * Builds it.
   *
   * @param given edges of the session order, of real time and of further orders, between
   *     transactions
   */
  static DependencyGraph of(ReadsFrom reads, Shape shape, Edges given) {
    DependencyGraph graph = new DependencyGraph(reads, shape);
    graph.build(given);
    return graph;
  }

  Edges edges() {
    return edges;
  }

  int nodes() {
    return nodes;
  }

  /** The keys of several segments whose order is open. */
  List<OpenKey> open() {
    return open;
  }

  /**
   * For each node of a transaction the one that continues its chain: from its snapshot to its
   * commit, and on to the next transaction of its session; {@link Reachability#NEVER_ASKED} for
   * those that take no part.
   */
  int[] follow() {
    return follow;
  }

  List<Antidependency> antidependencies() {
    return antidependencies;
  }

  Shape shape() {
    return shape;
  }

  private void build(Edges given) {
    if (shape.split()) {
      for (int t = 0; t < reads.size(); t++) {
        if (reads.part(t)) {
          edges.add(shape.snapshot(t), shape.commit(t), Dependency.STEP.label(0));
        }
      }
    }
    for (int e = 0; e < given.size(); e++) {
      follows(given.from(e), given.to(e), given.label(e), Edges.ALWAYS);
    }
    Edges readsFrom = new Edges();
    ShownOrder.readsFrom(reads, readsFrom);
    for (int e = 0; e < readsFrom.size(); e++) {
      follows(readsFrom.from(e), readsFrom.to(e), readsFrom.label(e), Edges.ALWAYS);
    }
    boolean lists = reads.transactions().model() == TransactionModel.LIST_APPEND;
    if (lists) {
      shownOverwrites();
    }
    VersionReaders readers = new VersionReaders(reads);
    for (int k = 0; k < reads.transactions().keyCount(); k++) {
      List<Segment> segments = lists ? listKey(k, readers) : registerKey(k, readers);
      if (segments.size() > 1) {
        open.add(new OpenKey(k, segments));
      }
    }
    int[] next = GivenOrder.next(reads.size(), given);
    follow = new int[shape.nodes(reads.size())];
    for (int t = 0; t < reads.size(); t++) {
      boolean part = reads.part(t);
      if (shape.split()) {
        follow[shape.snapshot(t)] = part ? shape.commit(t) : Reachability.NEVER_ASKED;
      }
      int then = part ? NONE : Reachability.NEVER_ASKED;
      follow[shape.commit(t)] = next[t] < 0 ? then : shape.snapshot(next[t]);
    }
  }

  private void follows(int from, int to, int label, int guard) {
    edges.add(shape.commit(from), shape.snapshot(to), label, guard);
  }

  private void overwrites(int from, int to, int key) {
    edges.add(shape.commit(from), shape.overwrite(to), Dependency.WW.label(key));
  }

  /** A reader of a version precedes who overwrites it. */
  private void misses(int read, int writer) {
    int reader = reads.reader(read);
    if (reader == writer) {
      return;
    }
    int label = Dependency.RW.label(read);
    if (shape.antidependencies()) {
      edges.add(shape.snapshot(reader), shape.commit(writer), label);
      return;
    }
    if (shape == Shape.PARALLEL) {
      antidependencies.add(new Antidependency(reader, writer, label, Edges.ALWAYS));
    }
    if (reads.writes(reader, reads.readKey(read))) {
      edges.add(reader, writer, label);
    }
  }

  /** In lists, each read shows the next version if anybody saw it. */
  private void shownOverwrites() {
    for (int r = 0; r < reads.reads(); r++) {
      if (reads.readNext(r) != ReadsFrom.UNKNOWN) {
        misses(r, reads.readNext(r));
      }
    }
  }

  /**
   * The versions of a list that no read shows come last; returns them where their order matters.
   */
  private List<Segment> listKey(int k, VersionReaders readers) {
    int[] order = reads.observed(k);
    for (int i = 1; i < order.length; i++) {
      overwrites(order[i - 1], order[i], k);
    }
    IntList rest = ShownOrder.unobserved(reads, k);
    if (rest.size() == 0) {
      return List.of();
    }
    if (order.length > 0) {
      for (int i = 0; i < rest.size(); i++) {
        overwrites(order[order.length - 1], rest.get(i), k);
      }
    }
    int port = NONE;
    int updaters = 0;
    int updater = NONE;
    IntList last = readers.of(k, order.length == 0 ? ReadsFrom.INITIAL : order[order.length - 1]);
    for (int i = 0; i < last.size(); i++) {
      int r = last.get(i);
      if (reads.readNext(r) != ReadsFrom.UNKNOWN) {
        continue;
      }
      boolean own = reads.writes(reads.reader(r), k);
      updater = own ? reads.reader(r) : updater;
      // Two that read the same version and both overwrote it suffice for a cycle.
      if (needsOwnEdges(own) && (!own || ++updaters <= 2)) {
        for (int j = 0; j < rest.size(); j++) {
          misses(r, rest.get(j));
        }
      } else if (!needsOwnEdges(own) && shape.antidependencies()) {
        port = join(r, port);
      }
    }
    leave(port, rest, k);
    if (updater != NONE && shape.forbidsLostUpdate()) {
      // It appended to what it read, so its version is the next.
      for (int i = 0; i < rest.size(); i++) {
        if (rest.get(i) != updater) {
          overwrites(updater, rest.get(i), k);
        }
      }
    }
    if (!shape.ordersUnreadVersions()) {
      return List.of();
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i) != updater) {
        segments.add(new Segment(rest.get(i), rest.get(i), NONE, List.of()));
      }
    }
    return segments;
  }

  /**
   * Whether a reader's {@code rw} can't go through a port: it would come out at the reader itself
   * where it overwrote what it read, and it is no edge under parallel snapshot isolation.
   */
  private boolean needsOwnEdges(boolean overwrites) {
    return shape == Shape.PARALLEL || (overwrites && !shape.split());
  }

  private int join(int read, int port) {
    int node = port == NONE ? nodes++ : port;
    edges.add(shape.snapshot(reads.reader(read)), node, Dependency.RW.label(read));
    return node;
  }

  private void leave(int port, IntList writers, int key) {
    if (port != NONE) {
      for (int i = 0; i < writers.size(); i++) {
        edges.add(port, shape.commit(writers.get(i)), Dependency.PORT.label(key));
      }
    }
  }

  /** The segments of a register's versions; returns those whose order is open. */
  private List<Segment> registerKey(int k, VersionReaders readers) {
    List<Segment> segments = new ArrayList<>();
    int count = reads.endWriter(k) - reads.firstWriter(k);
    if (count == 0) {
      return segments;
    }
    Map<Integer, Integer> updater = new HashMap<>();
    Map<Integer, Integer> updated = new HashMap<>();
    if (shape.forbidsLostUpdate()) {
      for (int i = reads.firstWriter(k); i < reads.endWriter(k); i++) {
        int writer = reads.writer(i);
        int source = readers.updates(writer, k);
        if (source != ReadsFrom.SEVERAL) {
          updater.putIfAbsent(source, writer);
          if (updater.get(source) == writer) {
            updated.put(writer, source);
          }
        }
      }
    }
    IntList initially = new IntList();
    int first = updater.getOrDefault(ReadsFrom.INITIAL, NONE);
    IntList initialReaders = readers.of(k, ReadsFrom.INITIAL);
    if (first != NONE) {
      run(k, first, updater, readers);
      for (int i = 0; i < initialReaders.size(); i++) {
        misses(initialReaders.get(i), first);
      }
    }
    Segment initialSegment = first == NONE ? null : segment(k, first, updater, readers);
    for (int i = reads.firstWriter(k); i < reads.endWriter(k); i++) {
      int writer = reads.writer(i);
      if (!updated.containsKey(writer)) {
        run(k, writer, updater, readers);
        segments.add(segment(k, writer, updater, readers));
        initially.add(writer);
      }
    }
    if (initialSegment != null) {
      for (Segment segment : segments) {
        precedes(initialSegment, segment, k);
      }
    } else {
      int port = NONE;
      for (int i = 0; i < initialReaders.size(); i++) {
        int r = initialReaders.get(i);
        if (needsOwnEdges(reads.writes(reads.reader(r), k)) || !shape.antidependencies()) {
          for (int j = 0; j < initially.size(); j++) {
            misses(r, initially.get(j));
          }
        } else {
          port = join(r, port);
        }
      }
      leave(port, initially, k);
    }
    return segments;
  }

  /** Adds the dependencies within the segment that begins with a version. */
  private void run(int k, int first, Map<Integer, Integer> updater, VersionReaders readers) {
    int at = first;
    Integer next = updater.get(at);
    while (next != null) {
      overwrites(at, next, k);
      IntList seen = readers.of(k, at);
      for (int i = 0; i < seen.size(); i++) {
        misses(seen.get(i), next);
      }
      at = next;
      next = updater.get(at);
    }
  }

  private Segment segment(int k, int first, Map<Integer, Integer> updater, VersionReaders readers) {
    int last = first;
    while (updater.containsKey(last)) {
      last = updater.get(last);
    }
    int port = NONE;
    List<Integer> own = new ArrayList<>();
    IntList seen = readers.of(k, last);
    for (int i = 0; i < seen.size(); i++) {
      int r = seen.get(i);
      boolean overwrites = reads.writes(reads.reader(r), k);
      if (needsOwnEdges(overwrites) || !shape.antidependencies()) {
        own.add(r);
      } else {
        port = join(r, port);
      }
    }
    return new Segment(first, last, port, own);
  }

  /** Adds the dependencies of one segment on an earlier one. */
  void precedes(Segment one, Segment other, int key) {
    overwrites(one.last(), other.first(), key);
    if (one.port() != NONE) {
      edges.add(one.port(), shape.commit(other.first()), Dependency.PORT.label(key));
    }
    for (int read : one.readers()) {
      misses(read, other.first());
    }
  }
}
