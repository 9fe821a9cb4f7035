package minos.report.timeline;

import minos.history.History;

/**
 * The part of a history's time that is worth drawing. Clients that read once more after a long
 * silence, as many tests end, would else leave the rest no room.
 *
 * @param span nanoseconds from the first invocation
 * @param after how many operations began later
 * @param silence nanoseconds without any operation before those; 0 if there are none
 */
public record Stretch(long span, int after, long silence) {
  private static final int BINS = 1_000;

  /** A silence has more than this share of the time, and fewer operations after it. */
  private static final double MOST = 0.5;

  private static final double FEW = 0.2;

  /** Looks at a timed history once. */
  public static Stretch of(History history, Clock clock) {
    long span = clock.span();
    int[] began = new int[BINS + 1];
    int[] steps = new int[BINS + 2];
    for (int i = 0; i < history.size(); i++) {
      int from = bin(clock.began(i), span);
      began[from]++;
      steps[from]++;
      steps[bin(Math.max(clock.began(i), clock.ended(i)), span) + 1]--;
    }
    int open = 0;
    int quiet = 0;
    int longest = 0;
    int end = 0;
    for (int bin = 0; bin <= BINS; bin++) {
      open += steps[bin];
      quiet = open == 0 ? quiet + 1 : 0;
      if (quiet > longest) {
        longest = quiet;
        end = bin + 1;
      }
    }
    int after = 0;
    for (int bin = end; bin <= BINS; bin++) {
      after += began[bin];
    }
    if (longest <= MOST * BINS || after == 0 || after > FEW * history.size()) {
      return new Stretch(span, 0, 0);
    }
    long silence = (long) ((double) span / BINS * longest);
    return new Stretch((long) ((double) span / BINS * (end - longest)), after, silence);
  }

  private static int bin(long time, long span) {
    return (int) Math.max(0, Math.min(BINS, (double) time / span * BINS));
  }

  /** Whether something at this time is in it. */
  public boolean contains(long time) {
    return after == 0 || time <= span;
  }
}
