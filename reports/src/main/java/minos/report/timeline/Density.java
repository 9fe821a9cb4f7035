package minos.report.timeline;

import minos.history.History;

/**
 * How many operations began where, those shown one by one not counted: for each row and for all
 * together, in equal parts of the time and in equal parts of the order of events.
 *
 * <p>Takes time linear in the history and memory for the counts.
 */
final class Density {
  /** Into how many parts the whole is divided. */
  static final int BINS = 400;

  private final int[][] byTime;
  private final int[][] byPosition;

  private Density(int rows) {
    byTime = new int[rows][BINS];
    byPosition = new int[rows][BINS];
  }

  /**
   * Counts.
   *
   * @param rowOf the row of each process, by its dense number; -1 for none
   * @param rows how many rows there are; the counts of all together are one more
   * @param selection what not to count for the rows; all together counts everything
   */
  static Density of(History history, Clock clock, Selection selection, int[] rowOf, int rows) {
    Density density = new Density(rows + 1);
    double positions = Math.max(1, history.eventCount());
    double span = Math.max(1, clock.span() + 1);
    for (int i = 0; i < history.size(); i++) {
      int position = bin(history.invoked(i) / positions);
      int time = clock.timed() ? bin(clock.began(i) / span) : 0;
      density.byPosition[rows][position]++;
      density.byTime[rows][time]++;
      int row = rowOf[history.process(i)];
      if (row >= 0 && row < rows && !selection.has(i)) {
        density.byPosition[row][position]++;
        density.byTime[row][time]++;
      }
    }
    return density;
  }

  private static int bin(double share) {
    return Math.max(0, Math.min(BINS - 1, (int) (share * BINS)));
  }

  /** The counts of a row over the time. */
  int[] byTime(int row) {
    return byTime[row];
  }

  /** The counts of a row over the order of events. */
  int[] byPosition(int row) {
    return byPosition[row];
  }
}
