package minos.simulation.published;

import java.util.ArrayList;
import java.util.List;

/** All published figures that we compare with. Thread-safe: no state. */
public final class PublishedFigures {
  /** As many draws as the percentiles of the heaviest tails need for a standard error near 1 %. */
  public static final int TRIALS = 2_000_000;

  private PublishedFigures() {}

  /**
   * The figures with ours.
   *
   * @param trials how many draws for each table
   */
  public static List<Figure> of(int trials, long seed) {
    List<Figure> figures = new ArrayList<>(QuorumStaleness.figures(trials, seed));
    figures.addAll(ObservedStores.simpleDb(seed));
    figures.addAll(ObservedStores.s3AcrossRegions(seed));
    return figures;
  }
}
