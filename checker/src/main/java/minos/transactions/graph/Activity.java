package minos.transactions.graph;

/**
 * Which open variable to decide next: the one that took part in the most conflicts lately, and of
 * those that took part in none the lowest. Variables that are numbered so that those which concern
 * each other are near each other are then also near each other on the trail, and a conflict seldom
 * makes the search go back far.
 *
 * <p>The idea [1]: a variable's activity is a sum over the conflicts that it took part in, where
 * each conflict counts more than the one before it by the same factor. All sums are scaled down
 * together before they outgrow a double.
 *
 * <ol>
 *   <li>M. Moskewicz et al., "Chaff: Engineering an efficient SAT solver", DAC 2001.
 * </ol>
 */
final class Activity {
  /** How much more a conflict counts than the one before it. */
  private static final double DECAY = 1 / 0.95;

  private static final double LARGEST = 1e100;
  private static final double SCALE = 1e-100;

  private final double[] activity;
  private final VariableHeap candidates;
  private double bump = 1;

  Activity(int variables) {
    activity = new double[variables];
    candidates = new VariableHeap(variables, activity);
  }

  /** The variables to decide among; whoever opens one puts it back. */
  VariableHeap candidates() {
    return candidates;
  }

  /** Says that a variable took part in the present conflict. */
  void raise(int variable) {
    activity[variable] += bump;
    if (activity[variable] > LARGEST) {
      for (int v = 0; v < activity.length; v++) {
        activity[v] *= SCALE;
      }
      bump *= SCALE;
    }
    candidates.raised(variable);
  }

  /** Says that the present conflict is over. */
  void decay() {
    bump *= DECAY;
  }
}
