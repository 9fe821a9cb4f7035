package minos.monitor;

import java.util.Arrays;
import minos.verdict.Anomaly;

/** What a monitor says of the operations on one object. */
public sealed interface Finding {
  /**
   * They are linearizable.
   *
   * @param algorithm what decided
   */
  record Consistent(String algorithm) implements Finding {}

  /**
   * Nothing is said; the general search must decide.
   *
   * @param reason which condition of the monitor does not hold
   */
  record NotApplicable(String reason) implements Finding {}

  /** They are not linearizable. Immutable. */
  final class Violated implements Finding {
    private final String algorithm;
    private final Anomaly anomaly;
    private final String summary;
    private final int culprit;
    private final int[] operations;

    Violated(String algorithm, Anomaly anomaly, String summary, int culprit, int[] operations) {
      this.algorithm = algorithm;
      this.anomaly = anomaly;
      this.summary = summary;
      this.culprit = culprit;
      this.operations = operations.clone();
      Arrays.sort(this.operations);
    }

    /** What decided. */
    public String algorithm() {
      return algorithm;
    }

    /** The named pattern. */
    public Anomaly anomaly() {
      return anomaly;
    }

    /** One sentence: what was seen, and why it can't be. */
    public String summary() {
      return summary;
    }

    /** The place in the history of the operation that can't be explained. */
    public int culprit() {
      return culprit;
    }

    /**
     * The places in the history of operations that are not linearizable by themselves, in order.
     */
    public int[] operations() {
      return operations.clone();
    }
  }
}
