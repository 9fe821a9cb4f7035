package minos.register;

import java.util.Arrays;
import java.util.Optional;
import minos.history.History;
import minos.history.Operation;
import minos.value.Value;

/**
 * The reads and writes that happened, in sessions, with the write that each read saw: the (session
 * order, reads-from) structure that the weaker consistency models are defined on.
 *
 * <p><b>Nodes.</b> One for each {@linkplain Accesses access} that happened. A compare-and-set is
 * two nodes of one operation, the read directly before the write. An access of unknown outcome
 * happened iff a read that happened saw its write: assuming any other write of unknown outcome
 * would only add obligations, and leaving it out is always allowed.
 *
 * <p><b>Chains.</b> Nodes are numbered chain by chain; a chain is totally ordered by the session
 * order, so the nodes from {@link #start} up to {@link #end} are one in order. A session whose
 * operations never overlap is one chain. A session that spans processes has a chain for each, and a
 * write of unknown outcome that its session did not wait for, since it may have taken effect at any
 * later time, is a chain of its own. Between chains of one session, an operation comes before
 * another if it completed before the other was invoked: {@link #before} lists what that adds.
 *
 * <p>Immutable. Takes time and memory linear in the history, times the chains of a session.
 */
public final class RegisterHistory {
  private static final int[] NONE = {};

  private final Accesses accesses;
  private final int[] access;
  private final int[] chainOf;
  private final int[] chainStart;
  private final int[] sessionOfChain;
  private final int[] source;
  private final int[] key;
  private final boolean[] write;
  private final int[] operation;
  private final int[][] before;
  private final boolean readsInOrder;
  private final int[] sources;

  RegisterHistory(
      Accesses accesses,
      int[] access,
      int[] chainOf,
      int[] chainStart,
      int[] sessionOfChain,
      int[] source,
      int[][] before,
      boolean readsInOrder,
      int[] sources) {
    this.accesses = accesses;
    this.access = access;
    this.chainOf = chainOf;
    this.chainStart = chainStart;
    this.sessionOfChain = sessionOfChain;
    this.source = source;
    this.before = before;
    this.readsInOrder = readsInOrder;
    this.sources = sources;
    key = new int[access.length];
    write = new boolean[access.length];
    operation = new int[access.length];
    for (int i = 0; i < access.length; i++) {
      key[i] = accesses.key(access[i]);
      write[i] = accesses.isWrite(access[i]);
      operation[i] = accesses.operation(access[i]);
    }
  }

  /**
   * The structure that a choice of sources makes.
   *
   * @param sources for each access that reads its source; an {@link ReadsFrom#AMBIGUOUS ambiguous}
   *     read is left out
   */
  public static RegisterHistory of(Accesses accesses, int[] sources) {
    boolean[] happened = ChainLayout.happened(accesses, sources);
    return new ChainLayout(accesses, sources, happened, false).lay();
  }

  /** The structure where the values leave nothing open; ambiguous reads are left out. */
  public static RegisterHistory of(Accesses accesses) {
    return of(accesses, ReadsFrom.of(accesses).sources());
  }

  /**
   * The structure with everything that may have happened: also writes of unknown outcome whose
   * value some read returned. For searches that go by values; sources say what {@link ReadsFrom}
   * says.
   */
  public static RegisterHistory possible(Accesses accesses, ReadsFrom readsFrom, Groups groups) {
    boolean[] possible = groups.possible();
    return new ChainLayout(accesses, readsFrom.sources(), possible, false).lay();
  }

  /** The accesses that the nodes are. */
  public Accesses accesses() {
    return accesses;
  }

  /** The history. */
  public History history() {
    return accesses.history();
  }

  /** How many nodes there are. */
  public int size() {
    return access.length;
  }

  /** How many chains there are. */
  public int chains() {
    return sessionOfChain.length;
  }

  /** The first node of a chain. */
  public int start(int chain) {
    return chainStart[chain];
  }

  /** One more than the last node of a chain. */
  public int end(int chain) {
    return chainStart[chain + 1];
  }

  /** The chain of a node. */
  public int chain(int node) {
    return chainOf[node];
  }

  /** The place of a node in its chain, from 0. */
  public int rank(int node) {
    return node - chainStart[chainOf[node]];
  }

  /** The session of a chain. */
  public int session(int chain) {
    return sessionOfChain[chain];
  }

  /** How many sessions there are. */
  public int sessions() {
    return accesses.sessionCount();
  }

  /** Whether the operations of each session are totally ordered: a session is a chain. */
  public boolean serial() {
    return before.length == 0;
  }

  /**
   * Whether the reads of each session are totally ordered: it is a chain, but for writes of unknown
   * outcome that it did not wait for.
   */
  public boolean readsInOrder() {
    return readsInOrder;
  }

  /** The same with each session's operations in the order in which they were invoked. */
  public RegisterHistory serialized() {
    boolean[] happened = ChainLayout.happened(accesses, sources);
    return new ChainLayout(accesses, sources, happened, true).lay();
  }

  /** Whether a node writes. */
  public boolean isWrite(int node) {
    return write[node];
  }

  /** Whether a node is half of a compare-and-set. */
  public boolean isHalf(int node) {
    return accesses.isHalf(access[node]);
  }

  /** The access that a node is. */
  public int access(int node) {
    return access[node];
  }

  /** The key of a node, from 0. */
  public int key(int node) {
    return key[node];
  }

  /** How many keys there may be. */
  public int keyCount() {
    return accesses.keyCount();
  }

  /**
   * The write node that a read saw, or {@link ReadsFrom#INITIAL} or {@link ReadsFrom#THIN_AIR};
   * {@code INITIAL} for a write.
   */
  public int source(int node) {
    return source[node];
  }

  /**
   * Nodes of other chains of the session that come before a node but not before its predecessor.
   */
  public int[] before(int node) {
    int[] nodes = before.length == 0 ? null : before[node];
    return nodes == null ? NONE : nodes;
  }

  /** Whether some node has others {@link #before} it. */
  public boolean joins() {
    return before.length > 0;
  }

  /** Whether one node comes before another in the session order. */
  public boolean sessionBefore(int node, int other) {
    if (chainOf[node] == chainOf[other]) {
      return node < other;
    }
    return sessionOfChain[chainOf[node]] == sessionOfChain[chainOf[other]]
        && completed(node) < invoked(other);
  }

  /** How many nodes of a chain completed before a node was invoked. */
  public int completedBefore(int chain, int node) {
    int low = chainStart[chain];
    int high = chainStart[chain + 1];
    int invoked = invoked(node);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (completed(middle) < invoked) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - chainStart[chain];
  }

  /** The chains of each session. */
  public int[][] chainsOfSessions() {
    int[] count = new int[sessions()];
    for (int session : sessionOfChain) {
      count[session]++;
    }
    int[][] chains = new int[count.length][];
    for (int s = 0; s < count.length; s++) {
      chains[s] = new int[count[s]];
    }
    for (int c = sessionOfChain.length - 1; c >= 0; c--) {
      chains[sessionOfChain[c]][--count[sessionOfChain[c]]] = c;
    }
    return chains;
  }

  /** The place of a node's operation in the history. */
  public int op(int node) {
    return operation[node];
  }

  /** The position at which a node's operation was invoked. */
  public int invoked(int node) {
    return history().invoked(operation[node]);
  }

  /** The position at which a node's operation completed, or {@link History#NEVER}. */
  public int completed(int node) {
    return history().completed(operation[node]);
  }

  /** A node's operation. */
  public Operation operation(int node) {
    return history().operation(operation[node]);
  }

  /** The key of a node, in a history of many. */
  public Optional<Value> keyName(int node) {
    return operation(node).key();
  }

  /** A node in words: {@code 3 read x 1}. */
  public String describe(int node) {
    Operation op = operation(node);
    String on = op.key().map(k -> " " + k).orElse("");
    return "process " + op.process() + "'s " + op.f() + on + " " + op.value();
  }

  /** A read that returned what nobody wrote; -1 if there is none. */
  public int thinAirRead() {
    for (int i = 0; i < source.length; i++) {
      if (source[i] == ReadsFrom.THIN_AIR) {
        return i;
      }
    }
    return -1;
  }

  /** Whether some read completed before the write that it saw was invoked. */
  public boolean readsFromTheFuture() {
    for (int i = 0; i < source.length; i++) {
      if (source[i] >= 0 && invoked(source[i]) > completed(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether what is causally later was invoked later: so it is, unless a read saw the future, an
   * operation both reads and writes, or what comes after a read in its chain overlaps it.
   */
  public boolean inTime() {
    for (int i = 0; i < source.length; i++) {
      if (isHalf(i)) {
        return false;
      } else if (!write[i]) {
        int completed = completed(i);
        boolean future = source[i] >= 0 && invoked(source[i]) > completed;
        boolean last = i + 1 == chainStart[chainOf[i] + 1];
        if (future || (!last && invoked(i + 1) < completed)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The nodes in the order of the history. */
  public int[] inHistoryOrder() {
    int[] nodeOf = new int[accesses.size()];
    Arrays.fill(nodeOf, -1);
    for (int i = 0; i < access.length; i++) {
      nodeOf[access[i]] = i;
    }
    int[] order = new int[access.length];
    int next = 0;
    for (int node : nodeOf) {
      if (node >= 0) {
        order[next++] = node;
      }
    }
    return order;
  }
}
