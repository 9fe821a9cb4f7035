package minos.simulation;

/**
 * What a kind of store has unless somebody asks for something else. All durations are in
 * nanoseconds.
 */
record StoreDefaults(StoreKind store) {
  private static final long MILLI = 1_000_000;

  /** How much later followers get what is new. */
  long lag() {
    return store.lagMillis() * MILLI;
  }

  /** How long caches keep what they know; 0 where there are none. */
  long ttl() {
    return store == StoreKind.DNS || store == StoreKind.S3_2006 ? 200 * MILLI : 0;
  }

  /** How stale reads with a bound may be: as caches are, where the bound is theirs. */
  long bound(long ttl) {
    return store == StoreKind.DNS ? ttl : 100 * MILLI;
  }

  /**
   * How far clocks are off: as far as the store can bear.
   *
   * @param clockError what it assumes that clocks are off at most
   * @param broken whether it is to be broken by clocks that are off ten times as far
   */
  long skew(long clockError, boolean broken) {
    if (broken) {
      return 10 * clockError;
    }
    return switch (store) {
      case SPANNER -> clockError;
      // Two clocks that are each half as far off differ by no more than that.
      case COCKROACHDB -> clockError / 2;
      case STRONG,
          CAUSAL,
          SESSION,
          EVENTUAL,
          S3,
          S3_2006,
          DYNAMODB,
          CASSANDRA,
          MONGODB,
          COSMOSDB,
          REDIS_ASYNC,
          DNS ->
          0;
    };
  }
}
