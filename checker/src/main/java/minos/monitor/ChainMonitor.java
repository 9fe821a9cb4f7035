package minos.monitor;

import java.util.Map;
import minos.history.History;
import minos.spec.ModelOptions;
import minos.value.Value;

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
  static final String NAME = "chain-monitor";

  private final History history;
  private final ModelOptions options;
  private final Map<Integer, Value> named;

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
    Uses uses = new Uses(history, options, named);
    String reason = uses.read(ordinals);
    if (reason != null) {
      return new Finding.NotApplicable(reason);
    }
    Chains chains = new Chains(uses);
    Finding finding = chains.connect();
    return finding != null ? finding : new Blocks(uses, chains).judge();
  }
}
