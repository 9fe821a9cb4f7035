package minos.causal;

import java.util.Arrays;

/**
 * Vector clocks of some of the nodes, packed: four bytes a component and four a node, in chunks of
 * some hundred kibibytes, so that the collector has few objects to look at. Not thread-safe while
 * clocks are added.
 */
final class KeptClocks {
  private static final int CHUNK_BITS = 16;

  private final int chains;
  private final int bits;
  private final int[] places;
  private final int[][] chunks;
  private int size;

  /**
   * Room for clocks.
   *
   * @param nodes how many nodes there are
   * @param clocks how many of them will have one
   */
  KeptClocks(int nodes, int chains, int clocks) {
    this.chains = chains;
    this.bits = Math.max(0, Math.min(CHUNK_BITS - width(chains), width(clocks)));
    this.places = new int[nodes];
    this.chunks = new int[(clocks >>> bits) + 1][];
    Arrays.fill(places, -1);
  }

  private static int width(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /** How many bytes so many clocks take. */
  static long bytes(int nodes, int chains, long clocks) {
    return 4L * nodes + 4L * chains * clocks + (4L << CHUNK_BITS);
  }

  /** Keeps the clock of a node. */
  void add(int node, int[] clock) {
    int chunk = size >>> bits;
    if (chunks[chunk] == null) {
      chunks[chunk] = new int[chains << bits];
    }
    System.arraycopy(clock, 0, chunks[chunk], start(size), chains);
    places[node] = size++;
  }

  /** Whether the clock of a node is here. */
  boolean has(int node) {
    return places[node] >= 0;
  }

  /** A component of the clock of a node that has one. */
  int get(int node, int chain) {
    int place = places[node];
    return chunks[place >>> bits][start(place) + chain];
  }

  /** Raises a clock to that of a node that has one. */
  void raise(int[] clock, int node) {
    int place = places[node];
    int[] chunk = chunks[place >>> bits];
    int from = start(place);
    for (int i = 0; i < chains; i++) {
      clock[i] = Math.max(clock[i], chunk[from + i]);
    }
  }

  private int start(int place) {
    return (place & ((1 << bits) - 1)) * chains;
  }
}
