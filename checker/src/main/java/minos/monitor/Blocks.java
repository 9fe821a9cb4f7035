package minos.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is an order of the chains of a register, each as one block.
 *
 * <p>A block must last from its first completion to its last invocation, if that comes later (a
 * forward zone), else it fits into any moment between the two (a backward zone). There is an order
 * if no chain contradicts itself, no two forward zones overlap and no backward zone lies within a
 * forward one; see {@link ChainMonitor}.
 */
final class Blocks {
  private final Uses uses;
  private final Chains chains;
  private final List<Block> forward = new ArrayList<>();
  private final List<Block> backward = new ArrayList<>();
  private final boolean[] reached;

  /**
   * A chain.
   *
   * @param finish when its first operation ended
   * @param start when its last operation began
   * @param finisher that first operation; null for the initial value
   * @param starter that last operation; null for the initial value alone
   */
  private record Block(int finish, int start, @Nullable Use finisher, @Nullable Use starter) {}

  Blocks(Uses uses, Chains chains) {
    this.uses = uses;
    this.chains = chains;
    reached = new boolean[uses.values()];
  }

  Finding judge() {
    for (int v = 0; v < uses.values(); v++) {
      Use root = chains.setter(v);
      if (v == uses.initial() || (root != null && root.expects() < 0)) {
        Finding finding = chain(v);
        if (finding != null) {
          return finding;
        }
      }
    }
    for (int v = 0; v < uses.values(); v++) {
      Finding finding = reached[v] || chains.setter(v) == null ? null : circle(v);
      if (finding != null) {
        return finding;
      }
    }
    return zones();
  }

  /** Goes along a chain; answers where it contradicts itself, or null. */
  private @Nullable Finding chain(int root) {
    Use latest = null;
    Use finisher = null;
    for (int v = root; v >= 0; ) {
      reached[v] = true;
      Use set = chains.setter(v);
      if (set != null) {
        if (latest != null && uses.completed(set) < uses.invoked(latest)) {
          return backwards(latest, set);
        }
        latest = latest == null || uses.invoked(set) > uses.invoked(latest) ? set : latest;
        finisher = earlier(finisher, set);
      }
      Use before = latest;
      for (Use read : chains.readers(v)) {
        if (before != null && uses.completed(read) < uses.invoked(before)) {
          return backwards(before, read);
        }
        latest = latest == null || uses.invoked(read) > uses.invoked(latest) ? read : latest;
        finisher = earlier(finisher, read);
      }
      Use replacer = chains.replacer(v);
      v = replacer == null ? -1 : replacer.sets();
    }
    boolean initially = root == uses.initial();
    int finish = initially || finisher == null ? -1 : uses.completed(finisher);
    int start = latest == null ? -1 : uses.invoked(latest);
    Block block = new Block(finish, start, initially ? null : finisher, latest);
    (finish < start ? forward : backward).add(block);
    return null;
  }

  private Use earlier(@Nullable Use a, Use b) {
    return a == null || uses.completed(b) < uses.completed(a) ? b : a;
  }

  private Finding backwards(Use first, Use second) {
    boolean future = second.reads() && first.sets() == second.expects();
    return upTo(first)
        .happened(first)
        .upTo(second.value())
        .happened(second)
        .violated(
            first.reads()
                ? Anomaly.STALE_READ
                : future ? Anomaly.THIN_AIR_READ : Anomaly.NOT_LINEARIZABLE,
            future
                ? "it read " + name(second) + " before anybody began to write it."
                : first.reads()
                    ? "it read " + name(first) + ", which had been replaced before."
                    : "it set "
                        + name(first)
                        + ", but "
                        + name(second)
                        + ", which came after it by the compare-and-sets, was there before.",
            future ? second : first);
  }

  /** Compare-and-sets in a circle: if any of them happened, all did, and none was first. */
  private @Nullable Finding circle(int from) {
    ChainProof proof = chains.proof();
    Use certain = null;
    for (Use set = chains.setter(from);
        set != null && !reached[set.sets()];
        set = chains.setter(set.expects())) {
      reached[set.sets()] = true;
      proof.happened(set);
      for (Use read : chains.readers(set.sets())) {
        certain = read;
      }
      certain = uses.unknown(set) ? certain : set;
    }
    return certain == null
        ? null
        : proof.violated(
            Anomaly.NOT_LINEARIZABLE,
            "compare-and-sets replaced each other's values in a circle, which none began.",
            certain);
  }

  private Finding zones() {
    Block[] sorted = forward.toArray(Block[]::new);
    Arrays.sort(sorted, (a, b) -> Integer.compare(a.finish(), b.finish()));
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].finish() < sorted[i - 1].start()) {
        return overlap(sorted[i - 1], sorted[i]);
      }
    }
    for (Block block : backward) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle].finish() < block.start()) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low > 0 && block.finish() < sorted[low - 1].start()) {
        return overlap(sorted[low - 1], block);
      }
    }
    return new Finding.Consistent(ChainMonitor.NAME);
  }

  private Finding overlap(Block a, Block b) {
    Use culprit = null;
    ChainProof proof = chains.proof();
    for (Block block : List.of(a, b)) {
      for (Use use : Arrays.asList(block.finisher(), block.starter())) {
        if (use != null) {
          proof.upTo(use.value()).happened(use);
          boolean later = culprit == null || uses.invoked(use) > uses.invoked(culprit);
          culprit = !uses.unknown(use) && later ? use : culprit;
        }
      }
    }
    if (culprit == null) {
      throw new IllegalStateException("two zones overlap, but no operation ended");
    }
    return proof.violated(
        culprit.reads() ? Anomaly.STALE_READ : Anomaly.NOT_LINEARIZABLE,
        (culprit.reads() ? "it read " : "it set ")
            + name(culprit)
            + ", but another value was certainly there in between.",
        culprit);
  }

  private ChainProof upTo(Use use) {
    return chains.proof().upTo(use.value());
  }

  private Value name(Use use) {
    return uses.name(use.value());
  }
}
