package minos.simulation.published;

/**
 * A published figure beside ours.
 *
 * @param source where it was published, in a word
 * @param setting what was measured there
 * @param quantity what the figure is, with its unit
 * @param published what was published
 * @param ours what the simulation gives
 * @param tolerance how far they may be apart
 * @param relative whether the tolerance is a share of the published figure
 */
public record Figure(
    String source,
    String setting,
    String quantity,
    double published,
    double ours,
    double tolerance,
    boolean relative) {
  static Figure within(
      String source, String setting, String quantity, double published, double ours, double most) {
    return new Figure(source, setting, quantity, published, ours, most, false);
  }

  static Figure nearly(
      String source, String setting, String quantity, double published, double ours, double share) {
    return new Figure(source, setting, quantity, published, ours, share, true);
  }

  /** Whether they are near enough. */
  public boolean agrees() {
    double most = relative ? tolerance * published : tolerance;
    return Math.abs(ours - published) <= most + 1e-9;
  }
}
