package minos.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.History;

/** Lays the accesses that happened out in chains. One use. */
final class ChainLayout {
  private final Accesses accesses;
  private final int[] sources;
  private final boolean[] happened;
  private final int[] chainOfAccess;
  private final boolean serialize;
  private int chains;
  private int[] sessionOfChain = new int[16];

  /** Whether nothing comes after a chain in its session: its operation never completed. */
  private boolean[] loose = new boolean[16];

  /**
   * A layout.
   *
   * @param happened which accesses to lay out
   * @param serialize whether a session's operations are taken to be in the order of their
   *     invocations
   */
  ChainLayout(Accesses accesses, int[] sources, boolean[] happened, boolean serialize) {
    this.happened = happened;
    this.serialize = serialize;
    this.accesses = accesses;
    this.sources = sources;
    this.chainOfAccess = new int[accesses.size()];
  }

  RegisterHistory lay() {
    assignChains();
    int[] start = new int[chains + 1];
    for (int i = 0; i < happened.length; i++) {
      if (happened[i]) {
        start[chainOfAccess[i] + 1]++;
      }
    }
    for (int c = 0; c < chains; c++) {
      start[c + 1] += start[c];
    }
    int[] access = new int[start[chains]];
    int[] chainOf = new int[access.length];
    int[] nodeOf = new int[happened.length];
    int[] next = start.clone();
    for (int i = 0; i < happened.length; i++) {
      if (happened[i]) {
        int node = next[chainOfAccess[i]]++;
        access[node] = i;
        chainOf[node] = chainOfAccess[i];
        nodeOf[i] = node;
      }
    }
    int[] source = new int[access.length];
    for (int node = 0; node < access.length; node++) {
      int from = accesses.isWrite(access[node]) ? ReadsFrom.INITIAL : sources[access[node]];
      source[node] = from < 0 ? from : nodeOf[from];
    }
    int[] sessionOf = Arrays.copyOf(sessionOfChain, chains);
    int[][] chainsOfSession = chainsOfSession(sessionOf);
    boolean serial = true;
    boolean readsInOrder = true;
    for (int[] of : chainsOfSession) {
      serial &= of.length <= 1;
      int withReads = 0;
      for (int chain : of) {
        withReads += loose[chain] && accesses.isWrite(access[start[chain]]) ? 0 : 1;
      }
      readsInOrder &= withReads <= 1;
    }
    int[][] before = serial ? new int[0][] : joins(access, start, chainsOfSession);
    return new RegisterHistory(
        accesses, access, chainOf, start, sessionOf, source, before, readsInOrder, sources);
  }

  /** Which accesses happened: a fixpoint, since what is known by its reader may itself read. */
  static boolean[] happened(Accesses accesses, int[] sources) {
    int size = accesses.size();
    boolean[] happened = new boolean[size];
    int[] work = new int[size];
    int todo = 0;
    for (int i = 0; i < size; i++) {
      if (!accesses.crashed(i) && (accesses.isWrite(i) || sources[i] != ReadsFrom.AMBIGUOUS)) {
        happened[i] = true;
        if (!accesses.isWrite(i) && sources[i] >= 0) {
          work[todo++] = sources[i];
        }
      }
    }
    while (todo > 0) {
      int seen = work[--todo];
      if (happened[seen]) {
        continue;
      }
      happened[seen] = true;
      int read = seen - 1;
      if (accesses.isHalf(seen) && sources[read] != ReadsFrom.AMBIGUOUS) {
        happened[read] = true;
        if (sources[read] >= 0) {
          work[todo++] = sources[read];
        }
      }
    }
    return happened;
  }

  private void assignChains() {
    int[] thread = threads();
    int threads = Arrays.stream(thread).max().orElse(-1) + 1;
    int[] last = new int[threads];
    for (int i = 0; i < happened.length; i++) {
      if (happened[i]) {
        last[thread[accesses.operation(i)]] = accesses.operation(i);
      }
    }
    int[] chainOfThread = new int[threads];
    Arrays.fill(chainOfThread, -1);
    for (int i = 0; i < happened.length; i++) {
      if (!happened[i]) {
        continue;
      }
      int op = accesses.operation(i);
      boolean second = accesses.isHalf(i) && accesses.isWrite(i) && happened[i - 1];
      if (second) {
        chainOfAccess[i] = chainOfAccess[i - 1];
      } else if (!serialize && accesses.crashed(i) && op < last[thread[op]]) {
        chainOfAccess[i] = newChain(accesses.session(op), true);
      } else {
        if (chainOfThread[thread[op]] < 0) {
          chainOfThread[thread[op]] = newChain(accesses.session(op), false);
        }
        chainOfAccess[i] = chainOfThread[thread[op]];
      }
    }
  }

  /** For each operation what is certainly in order: the part of a session that one process did. */
  private int[] threads() {
    History history = accesses.history();
    int[] thread = new int[history.size()];
    Map<Long, Integer> numbers = new HashMap<>();
    for (int op = 0; op < thread.length; op++) {
      int process = history.process(op);
      int session = accesses.session(op);
      thread[op] =
          serialize || accesses.sessionIsProcess()
              ? session
              : numbers.computeIfAbsent(
                  ((long) session << 32) | process, ignored -> numbers.size());
    }
    return thread;
  }

  private int newChain(int session, boolean nothingAfter) {
    if (chains == sessionOfChain.length) {
      sessionOfChain = Arrays.copyOf(sessionOfChain, chains * 2);
      loose = Arrays.copyOf(loose, chains * 2);
    }
    sessionOfChain[chains] = session;
    loose[chains] = nothingAfter;
    return chains++;
  }

  private int[][] chainsOfSession(int[] sessionOf) {
    int[] count = new int[accesses.sessionCount()];
    for (int session : sessionOf) {
      count[session]++;
    }
    int[][] chainsOf = new int[count.length][];
    for (int s = 0; s < count.length; s++) {
      chainsOf[s] = new int[count[s]];
    }
    for (int c = sessionOf.length - 1; c >= 0; c--) {
      chainsOf[sessionOf[c]][--count[sessionOf[c]]] = c;
    }
    return chainsOf;
  }

  private int[][] joins(int[] access, int[] start, int[][] chainsOfSession) {
    int[][] before = new int[access.length][];
    for (int[] of : chainsOfSession) {
      int[] waitedFor = Arrays.stream(of).filter(chain -> !loose[chain]).toArray();
      for (int chain : of.length > 1 ? of : new int[0]) {
        int[] reached = new int[waitedFor.length];
        for (int node = start[chain]; node < start[chain + 1]; node++) {
          List<Integer> news = new ArrayList<>();
          for (int j = 0; j < waitedFor.length; j++) {
            int other = waitedFor[j];
            int done = other == chain ? 0 : completedBefore(access, start, other, reached[j], node);
            if (done > reached[j]) {
              reached[j] = done;
              news.add(start[other] + done - 1);
            }
          }
          if (!news.isEmpty()) {
            before[node] = news.stream().mapToInt(Integer::intValue).toArray();
          }
        }
      }
    }
    return before;
  }

  /** How many nodes of a chain, at least so many, completed before a node was invoked. */
  private int completedBefore(int[] access, int[] start, int chain, int least, int node) {
    History history = accesses.history();
    int invoked = history.invoked(accesses.operation(access[node]));
    int low = least;
    int high = start[chain + 1] - start[chain];
    while (low < high) {
      int middle = (low + high) >>> 1;
      int completed = history.completed(accesses.operation(access[start[chain] + middle]));
      if (completed < invoked) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
