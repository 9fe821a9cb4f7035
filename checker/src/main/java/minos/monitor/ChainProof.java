package minos.monitor;

import java.util.List;
import java.util.stream.IntStream;
import minos.verdict.Anomaly;

/**
 * Operations that show something by themselves. What an operation expects is there only if whoever
 * set it is shown too, and one of unknown outcome happened only if somebody who saw it is.
 */
final class ChainProof {
  private final Uses uses;
  private final Chains chains;
  private final IntStream.Builder operations = IntStream.builder();

  ChainProof(Uses uses, Chains chains) {
    this.uses = uses;
    this.chains = chains;
  }

  /** Adds whoever set the value, and all values before it in its chain. */
  ChainProof upTo(int value) {
    int steps = uses.values();
    for (Use use = chains.setter(value); use != null && steps-- > 0; ) {
      operations.add(use.op());
      use = use.expects() < 0 ? null : chains.setter(use.expects());
    }
    return this;
  }

  /** Adds an operation, and if its outcome is unknown those who show that it happened. */
  ChainProof happened(Use use) {
    Use at = use;
    operations.add(at.op());
    for (int steps = uses.values(); uses.unknown(at) && steps > 0; steps--) {
      List<Use> read = chains.readers(at.sets());
      Use next = read.isEmpty() ? chains.replacer(at.sets()) : read.get(0);
      if (next == null) {
        break;
      }
      at = next;
      operations.add(at.op());
    }
    return this;
  }

  /** That these operations, with the culprit, are a violation. */
  Finding violated(Anomaly anomaly, String summary, Use culprit) {
    operations.add(culprit.op());
    return new Finding.Violated(
        ChainMonitor.NAME, anomaly, summary, culprit.op(), operations.build().distinct().toArray());
  }
}
