package minos.verify;

import java.util.Locale;

/**
 * What a number of trials could have detected.
 *
 * @param trials how many there were
 * @param rate95 what happens this often would have been seen with 95 % confidence
 * @param rate99 with 99 %
 */
public record Detectable(long trials, double rate95, double rate99) {
  /** For so many independent trials. */
  public static Detectable of(long trials) {
    return new Detectable(trials, rate(trials, 0.95), rate(trials, 0.99));
  }

  /** The rate whose absence from all trials has probability 1 - confidence. */
  private static double rate(long trials, double confidence) {
    return trials == 0 ? 1 : -Math.expm1(Math.log1p(-confidence) / trials);
  }

  /** In a sentence. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%,d reads would have shown what one read in %,.0f does with 95 %% confidence, one in %,.0f with 99 %%, if reads were independent",
        trials,
        1 / rate95,
        1 / rate99);
  }
}
