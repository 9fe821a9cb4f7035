package minos.verify;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import minos.store.Charge;

/** What a run has spent, and whether it may spend more. Thread-safe. */
final class Account {
  private static final double PER_DOLLAR = 1e12;

  private final Prices prices;
  private final long limit;
  private final AtomicLong spent = new AtomicLong();
  private final Map<String, Double> units = new TreeMap<>();

  /**
   * An account.
   *
   * @param before how much of each item was spent before, by the run that this one goes on with
   */
  Account(Prices prices, OptionalDouble maxDollars, Map<String, Double> before) {
    this.prices = prices;
    before.forEach((item, much) -> book(new Charge(item, much)));
    this.limit =
        maxDollars.isPresent() ? (long) (maxDollars.getAsDouble() * PER_DOLLAR) : Long.MAX_VALUE;
  }

  /**
   * Accounts for a request about to be made; false, and nothing accounted, if it costs too much.
   */
  boolean take(Charge charge) {
    long cost = cost(charge);
    if (spent.addAndGet(cost) > limit) {
      spent.addAndGet(-cost);
      return false;
    }
    count(charge);
    return true;
  }

  private void book(Charge charge) {
    spent.addAndGet(cost(charge));
    count(charge);
  }

  private long cost(Charge charge) {
    return Math.round(prices.of(charge) * PER_DOLLAR);
  }

  private void count(Charge charge) {
    if (charge.units() > 0) {
      synchronized (units) {
        units.merge(charge.item(), charge.units(), Double::sum);
      }
    }
  }

  /** Dollars so far. */
  double dollars() {
    return spent.get() / PER_DOLLAR;
  }

  /** How much of each item so far. */
  Map<String, Double> units() {
    synchronized (units) {
      return Map.copyOf(units);
    }
  }
}
