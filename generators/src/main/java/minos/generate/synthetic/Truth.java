package minos.generate.synthetic;

import java.util.List;
import minos.verdict.Anomaly;
import minos.verdict.Judgement;

/**
 * What is known of a generated history.
 *
 * @param model the model that it is a history of
 * @param consistency what the verdict is about: {@code linearizable}, or {@code
 *     strict-serializable} for transactions
 * @param verdict consistent, or violated if anything was injected
 * @param operations how many operations were invoked
 * @param events how many events there are
 * @param injected what was put in, in order
 */
public record Truth(
    String model,
    String consistency,
    Judgement verdict,
    long operations,
    long events,
    List<Injected> injected) {
  /** Copies the list. */
  public Truth {
    injected = List.copyOf(injected);
  }

  /**
   * An anomaly that was put in. By themselves, these operations fit no order, whatever happens
   * around them, so the history is violated for certain. Where several anomalies overlap, or where
   * others read what a false answer concealed, a checker may as well name another of them.
   *
   * @param anomaly its name
   * @param violates the weakest consistency model that it is certain to break
   * @param operations the operations of the script, counted from 0 in the order of invocation; the
   *     last ones are those that can't be explained
   */
  public record Injected(Anomaly anomaly, String violates, List<Long> operations) {
    /** Copies the list. */
    public Injected {
      operations = List.copyOf(operations);
    }
  }
}
