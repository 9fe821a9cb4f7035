package minos.check;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import minos.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a run, kept by everybody who works for it: time, memory, threads, and whether
 * somebody wants it stopped.
 *
 * <p>Memory is accounted, not measured: a search {@linkplain #reserve reserves} what it is about to
 * allocate and {@linkplain #release releases} it again. The account is compared with the limit,
 * which is never more than what the heap had free when the budget was made; so a search ends before
 * the heap does.
 *
 * <p>A child budget ends when its parent does, or by itself, and accounts to its parent.
 * Thread-safe.
 */
public final class Budget {
  private static final double HEAP_SHARE = 0.75;

  private final @Nullable Budget parent;
  private final long started = System.nanoTime();
  private final Optional<Duration> timeout;
  private final long memoryLimit;
  private final int threads;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicReference<@Nullable Cause> stopped = new AtomicReference<>();

  private Budget(
      @Nullable Budget parent, Optional<Duration> timeout, long memoryLimit, int threads) {
    this.parent = parent;
    this.timeout = timeout;
    this.memoryLimit = memoryLimit;
    this.threads = threads;
  }

  /**
   * A budget that starts now.
   *
   * @param timeout how long all the work may take; empty for as long as it takes
   * @param memory bytes that searches may hold at once; empty, or more than there is, for most of
   *     the free heap
   * @param threads how many threads may work at once, at least 1
   */
  public static Budget of(Optional<Duration> timeout, OptionalLong memory, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a budget needs at least one thread, not " + threads);
    }
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    long most = (long) (free * HEAP_SHARE);
    return new Budget(null, timeout, Math.min(memory.orElse(most), most), threads);
  }

  /** No time limit, most of the heap, as many threads as there are processors. */
  public static Budget unlimited() {
    return of(Optional.empty(), OptionalLong.empty(), Runtime.getRuntime().availableProcessors());
  }

  /** A budget within this one that can be stopped by itself. */
  public Budget child() {
    return new Budget(this, Optional.empty(), Long.MAX_VALUE, threads);
  }

  /**
   * A budget within this one that can be stopped by itself, and stops after a while.
   *
   * @param most how long its work may take from now
   */
  public Budget child(Duration most) {
    return new Budget(this, Optional.of(most), Long.MAX_VALUE, threads);
  }

  /** How many threads may work at once. */
  public int threads() {
    return threads;
  }

  /**
   * Why to stop now; null to go on. Takes some ten nanoseconds: poll it every thousand steps or so.
   */
  public @Nullable Cause exhausted() {
    Cause cause = stopped.get();
    if (cause != null) {
      return cause;
    }
    if (timeout.isPresent() && System.nanoTime() - started >= timeout.get().toNanos()) {
      stop(
          new Cause(
              Cause.Kind.TIMEOUT, "the time limit of " + words(timeout.get()) + " was reached"));
      return stopped.get();
    }
    return parent == null ? null : parent.exhausted();
  }

  /**
   * Accounts for memory about to be allocated. When the limit would be passed nothing is reserved,
   * and this budget (not its parent) is exhausted from then on.
   *
   * @param bytes how much, at least 0
   * @return whether there is room
   */
  public boolean reserve(long bytes) {
    return reserve(bytes, this);
  }

  private boolean reserve(long bytes, Budget asking) {
    if (parent != null && !parent.reserve(bytes, asking)) {
      return false;
    }
    if (reserved.addAndGet(bytes) > memoryLimit) {
      release(bytes);
      asking.stop(
          new Cause(
              Cause.Kind.MEMORY,
              "the memory limit of " + (memoryLimit >> 20) + " MiB for searches was reached"));
      return false;
    }
    return true;
  }

  /** Takes memory off the account that was reserved and is no longer held. */
  public void release(long bytes) {
    reserved.addAndGet(-bytes);
    if (parent != null) {
      parent.release(bytes);
    }
  }

  /** Takes everything reserved by this budget off its parents' accounts: its work is over. */
  public void close() {
    long bytes = reserved.getAndSet(0);
    if (parent != null) {
      parent.release(bytes);
    }
  }

  /** Asks everybody who works for this budget to stop; the first reason stays. */
  public void stop(Cause cause) {
    stopped.compareAndSet(null, cause);
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
