package minos.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import minos.history.History;
import minos.history.Outcome;
import minos.spec.FailedCas;
import minos.spec.Functions;
import minos.spec.ModelOptions;
import minos.spec.NilRead;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import minos.verdict.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Is a history of a register with compare-and-set linearizable, every value of which is set at most
 * once, by a write or a compare-and-set?
 *
 * <p><b>Idea.</b> A compare-and-set from a to b took effect while the register held a, which was
 * set once; so b comes right after a, and the values form chains, each of which begins with a write
 * or the initial value. A chain is a block: nothing else comes between its operations, whose order
 * is known: whoever set a value, those who read it, whoever replaced it. Blocks are ordered as the
 * clusters of a register without compare-and-set are in [1]: if f is the first completion in a
 * block and s its last invocation, the block must last from f to s if f &lt; s (a forward zone);
 * else it fits into any moment from s to f.
 *
 * <p><b>Soundness.</b> An order exists exactly if no chain contradicts itself, no two forward zones
 * overlap, and no backward zone lies within a forward one. A chain contradicts itself if one of its
 * operations ended before an earlier one began; if not, its operations have moments in the right
 * order, and moving those outside of [f, s] to its nearest end keeps the order and stays within all
 * intervals. The rest is theorem 4.5 of [1], which needs of clusters no more than that.
 *
 * <p>Two compare-and-sets from one value, a value from nowhere, and chains that bite their own tail
 * are contradictions. An update of unknown outcome whose value nobody saw is left out, repeatedly:
 * that it happened helps nobody. Values that nobody saw may be set several times. Values that were
 * seen and set twice, the initial one included, are not applicable, nor are failed compare-and-sets
 * that say that the value was another.
 *
 * <p><b>Cost.</b> O(n log n).
 *
 * <ol>
 *   <li>P. Gibbons and E. Korach, "Testing shared memories", SIAM Journal on Computing 26(4), 1997.
 * </ol>
 */
final class ChainMonitor {
  private static final String NAME = "chain-monitor";

  private final History history;
  private final ModelOptions options;
  private final Map<Integer, Value> named;
  private final Map<Value, Integer> numbers = new HashMap<>();

  /** An operation that says something: what it expects, and what it sets; -1 if nothing. */
  private record Use(int op, int expects, int sets) {
    boolean reads() {
      return sets < 0;
    }
  }

  private final List<Use> uses = new ArrayList<>();
  // By value.
  private final List<Value> names = new ArrayList<>();
  private Use[] setter = {};
  private Use[] replacer = {};
  private List<List<Use>> readers = List.of();
  private int initial;

  ChainMonitor(History history, ModelOptions options) {
    this(history, options, Map.of());
  }

  /**
   * A monitor of names in place of values.
   *
   * @param named by operation: what it read or wrote
   */
  ChainMonitor(History history, ModelOptions options, Map<Integer, Value> named) {
    this.history = history;
    this.options = options;
    this.named = named;
  }

  Finding judge(int[] ordinals) {
    initial = number(options.initial().orElse(Nil.NIL));
    for (int op : ordinals) {
      String reason = read(op);
      if (reason != null) {
        return new Finding.NotApplicable(reason);
      }
    }
    leaveOut();
    Finding finding = connect();
    return finding != null ? finding : new Blocks().judge();
  }

  private int number(Value value) {
    Integer known = numbers.putIfAbsent(value, names.size());
    if (known == null) {
      names.add(value);
      return names.size() - 1;
    }
    return known;
  }

  private @Nullable String read(int op) {
    String f = history.functionName(history.function(op));
    Outcome outcome = history.outcome(op);
    if (Functions.CAS.contains(f)) {
      if (!(history.operation(op).input() instanceof Seq pair) || pair.size() != 2) {
        return "a compare-and-set has no pair of values";
      } else if (outcome != Outcome.FAIL) {
        uses.add(new Use(op, number(pair.get(0)), number(pair.get(1))));
      } else if (options.failedCas() == FailedCas.MISMATCH) {
        return "failed compare-and-sets say that the value was another";
      }
    } else if (Functions.READ.contains(f)) {
      Value value = history.operation(op).value();
      if (outcome == Outcome.OK && !(value.isNil() && options.nil() == NilRead.UNKNOWN)) {
        uses.add(new Use(op, number(named.getOrDefault(op, value)), -1));
      }
    } else if (Functions.WRITE.contains(f) || Functions.DELETE.contains(f)) {
      Value value = Functions.WRITE.contains(f) ? history.operation(op).input() : Nil.NIL;
      if (outcome != Outcome.FAIL) {
        uses.add(new Use(op, -1, number(named.getOrDefault(op, value))));
      }
    } else {
      return "there are operations other than read, write, delete and cas";
    }
    return null;
  }

  private boolean unknown(Use use) {
    return history.outcome(use.op()) == Outcome.INFO;
  }

  /** Leaves out updates of unknown outcome whose values nobody saw. */
  private void leaveOut() {
    int[] seen = new int[names.size()];
    Map<Integer, List<Use>> crashed = new HashMap<>();
    for (Use use : uses) {
      if (use.expects() >= 0) {
        seen[use.expects()]++;
      }
      if (use.sets() >= 0 && unknown(use)) {
        crashed.computeIfAbsent(use.sets(), any -> new ArrayList<>()).add(use);
      }
    }
    Set<Use> gone = new HashSet<>();
    Deque<Integer> unseen = new ArrayDeque<>();
    crashed.keySet().stream().filter(v -> seen[v] == 0).forEach(unseen::add);
    for (Integer v = unseen.poll(); v != null; v = unseen.poll()) {
      for (Use use : crashed.getOrDefault(v, List.of())) {
        gone.add(use);
        if (use.expects() >= 0 && --seen[use.expects()] == 0) {
          unseen.add(use.expects());
        }
      }
    }
    uses.removeIf(gone::contains);
    // Whoever sets a value that nobody saw sets one of its own.
    for (int i = 0; i < uses.size(); i++) {
      Use use = uses.get(i);
      if (use.sets() >= 0 && seen[use.sets()] == 0) {
        names.add(names.get(use.sets()));
        uses.set(i, new Use(use.op(), use.expects(), names.size() - 1));
      }
    }
  }

  /** Finds who set, read and replaced each value. */
  private @Nullable Finding connect() {
    setter = new Use[names.size()];
    replacer = new Use[names.size()];
    readers = new ArrayList<>();
    names.forEach(any -> readers.add(new ArrayList<>(1)));
    for (Use use : uses) {
      if (use.sets() >= 0) {
        if (use.sets() == initial || setter[use.sets()] != null) {
          return new Finding.NotApplicable("a value was set twice");
        }
        setter[use.sets()] = use;
      }
    }
    for (Use use : uses) {
      if (use.reads()) {
        readers.get(use.expects()).add(use);
      } else if (use.expects() >= 0 && replacer[use.expects()] == null) {
        replacer[use.expects()] = use;
      }
    }
    for (Use use : uses) {
      int v = use.expects();
      if (v >= 0 && v != initial && setter[v] == null) {
        return new Proof()
            .happened(use)
            .violated(
                use.reads() ? Anomaly.THIN_AIR_READ : Anomaly.NOT_LINEARIZABLE,
                "it "
                    + (use.reads() ? "read " : "replaced ")
                    + names.get(v)
                    + ", which nobody had written.",
                use);
      } else if (v >= 0 && !use.reads() && (replacer[v] == null || replacer[v].op() != use.op())) {
        return new Proof()
            .upTo(v)
            .happened(use)
            .happened(replacer[v])
            .violated(
                Anomaly.LOST_UPDATE,
                "two compare-and-sets replaced " + names.get(v) + ", which was set once.",
                use);
      }
    }
    return null;
  }

  /** Operations that show something by themselves. */
  private final class Proof {
    private final IntStream.Builder operations = IntStream.builder();

    /** Adds whoever set the value, and all values before it in its chain. */
    Proof upTo(int value) {
      int steps = names.size();
      for (Use use = setter[value]; use != null && steps-- > 0; ) {
        operations.add(use.op());
        use = use.expects() < 0 ? null : setter[use.expects()];
      }
      return this;
    }

    /** Adds an operation, and if its outcome is unknown those who show that it happened. */
    Proof happened(Use use) {
      Use at = use;
      operations.add(at.op());
      for (int steps = names.size(); unknown(at) && steps > 0; steps--) {
        List<Use> read = readers.get(at.sets());
        Use next = read.isEmpty() ? replacer[at.sets()] : read.get(0);
        if (next == null) {
          break;
        }
        at = next;
        operations.add(at.op());
      }
      return this;
    }

    Finding violated(Anomaly anomaly, String summary, Use culprit) {
      operations.add(culprit.op());
      return new Finding.Violated(
          NAME, anomaly, summary, culprit.op(), operations.build().distinct().toArray());
    }
  }

  /** The chains, in the order of their zones. */
  private final class Blocks {
    private final List<Block> forward = new ArrayList<>();
    private final List<Block> backward = new ArrayList<>();
    private final boolean[] reached = new boolean[names.size()];

    /**
     * A chain.
     *
     * @param finish when its first operation ended
     * @param start when its last operation began
     * @param finisher that first operation; null for the initial value
     * @param starter that last operation; null for the initial value alone
     */
    private record Block(int finish, int start, @Nullable Use finisher, @Nullable Use starter) {}

    Finding judge() {
      for (int v = 0; v < names.size(); v++) {
        Use root = setter[v];
        if (v == initial || (root != null && root.expects() < 0)) {
          Finding finding = chain(v);
          if (finding != null) {
            return finding;
          }
        }
      }
      for (int v = 0; v < names.size(); v++) {
        Finding finding = reached[v] || setter[v] == null ? null : circle(v);
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
        Use set = setter[v];
        if (set != null) {
          if (latest != null && completed(set) < invoked(latest)) {
            return backwards(latest, set);
          }
          latest = latest == null || invoked(set) > invoked(latest) ? set : latest;
          finisher = earlier(finisher, set);
        }
        Use before = latest;
        for (Use read : readers.get(v)) {
          if (before != null && completed(read) < invoked(before)) {
            return backwards(before, read);
          }
          latest = latest == null || invoked(read) > invoked(latest) ? read : latest;
          finisher = earlier(finisher, read);
        }
        v = replacer[v] == null ? -1 : replacer[v].sets();
      }
      boolean initially = root == initial;
      int finish = initially || finisher == null ? -1 : completed(finisher);
      int start = latest == null ? -1 : invoked(latest);
      Block block = new Block(finish, start, initially ? null : finisher, latest);
      (finish < start ? forward : backward).add(block);
      return null;
    }

    private Use earlier(@Nullable Use a, Use b) {
      return a == null || completed(b) < completed(a) ? b : a;
    }

    private Finding backwards(Use first, Use second) {
      boolean future = second.reads() && first.sets() == second.expects();
      return upTo(first)
          .happened(first)
          .upTo(value(second))
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
      Proof proof = new Proof();
      Use certain = null;
      for (int v = from; !reached[v]; ) {
        reached[v] = true;
        Use set = setter[v];
        proof.happened(set);
        for (Use read : readers.get(v)) {
          certain = read;
        }
        certain = unknown(set) ? certain : set;
        v = set.expects();
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
      return new Finding.Consistent(NAME);
    }

    private Finding overlap(Block a, Block b) {
      Use culprit = null;
      Proof proof = new Proof();
      for (Block block : List.of(a, b)) {
        for (Use use : Arrays.asList(block.finisher(), block.starter())) {
          if (use != null) {
            proof.upTo(value(use)).happened(use);
            boolean later = culprit == null || invoked(use) > invoked(culprit);
            culprit = !unknown(use) && later ? use : culprit;
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

    private Proof upTo(Use use) {
      return new Proof().upTo(value(use));
    }

    private int value(Use use) {
      return use.reads() ? use.expects() : use.sets();
    }

    private Value name(Use use) {
      return names.get(value(use));
    }
  }

  private int completed(Use use) {
    return history.completed(use.op());
  }

  private int invoked(Use use) {
    return history.invoked(use.op());
  }
}
