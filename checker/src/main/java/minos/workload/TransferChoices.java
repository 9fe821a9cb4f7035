package minos.workload;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The choices among a bank's transfers that make a difference between two snapshots, one after
 * another: how many of each kind. While a choice stands, it is taken off what is left; when there
 * is none any more, all is as it was. A choice that makes the difference is not added to. Not
 * thread-safe.
 */
final class TransferChoices {
  private final BankTransfers transfers;
  private final int[] left;
  private final Runnable step;
  private final long[] missing;
  private final int[] kinds;
  private final int[] low;
  private final int[] high;
  private final int[] trial;
  // What the kinds from each place on add to an account at most and at least.
  private final long[][] most;
  private final long[][] least;
  private final boolean[] needed;
  private int place;
  private boolean begun;

  /**
   * No choice yet.
   *
   * @param difference what to make, by account; becomes this object's
   * @param left how many of each kind there are left; changed as choices stand
   * @param atLeast how many of each kind to choose at least
   * @param atMost how many of each kind to choose at most
   * @param step called for each step of the search
   */
  TransferChoices(
      BankTransfers transfers,
      long[] difference,
      int[] left,
      int[] atLeast,
      int[] atMost,
      Runnable step) {
    this.transfers = transfers;
    this.left = left;
    this.step = step;
    this.missing = difference;
    // Those without a choice first: so the bounds of the others are tight.
    this.kinds =
        IntStream.concat(
                IntStream.range(0, atMost.length)
                    .filter(k -> atMost[k] > 0 && atLeast[k] == atMost[k]),
                IntStream.range(0, atMost.length).filter(k -> atLeast[k] < atMost[k]))
            .toArray();
    this.low = Arrays.stream(kinds).map(k -> atLeast[k]).toArray();
    this.high = Arrays.stream(kinds).map(k -> atMost[k]).toArray();
    this.trial = new int[kinds.length];
    this.most = new long[kinds.length + 1][difference.length];
    this.least = new long[kinds.length + 1][difference.length];
    this.needed = new boolean[kinds.length + 1];
    for (int i = kinds.length - 1; i >= 0; i--) {
      step.run();
      most[i] = most[i + 1].clone();
      least[i] = least[i + 1].clone();
      needed[i] = needed[i + 1] || low[i] > 0;
      bound(i, transfers.to(kinds[i]), transfers.amount(kinds[i]));
      bound(i, transfers.from(kinds[i]), -transfers.amount(kinds[i]));
    }
  }

  /** About how many bytes it takes. */
  long bytes() {
    return 16L * (kinds.length + 1) * (missing.length + 4) + 8L * left.length + 200;
  }

  private void bound(int i, int account, long amount) {
    most[i][account] += Math.max(amount * low[i], amount * high[i]);
    least[i][account] += Math.min(amount * low[i], amount * high[i]);
  }

  /** Goes on to the next choice; false if there is none. */
  boolean next() {
    if (begun && !back()) {
      return false;
    }
    begun = true;
    while (true) {
      step.run();
      boolean possible = true;
      boolean done = !needed[place];
      for (int a = 0; a < missing.length; a++) {
        possible &= missing[a] <= most[place][a] && missing[a] >= least[place][a];
        done &= missing[a] == 0;
      }
      if (done) {
        return true;
      } else if (possible && place < kinds.length) {
        trial[place] = 0;
        take(place, low[place]);
        place++;
      } else if (!back()) {
        return false;
      }
    }
  }

  /** Takes the last decision back that can be made in another way, and makes it so. */
  private boolean back() {
    while (place > 0) {
      place--;
      take(place, -(low[place] + trial[place]));
      trial[place]++;
      if (low[place] + trial[place] <= high[place]) {
        take(place, low[place] + trial[place]);
        place++;
        return true;
      }
    }
    return false;
  }

  private void take(int i, int number) {
    long sum = transfers.amount(kinds[i]) * number;
    missing[transfers.to(kinds[i])] -= sum;
    missing[transfers.from(kinds[i])] += sum;
    left[kinds[i]] -= number;
  }
}
