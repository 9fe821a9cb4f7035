package minos.recorder.wrap;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process for each thread; another one after an operation of unknown outcome, because the old one
 * may still be at it. Wrappers that share a recorder share one of these, so that no two threads are
 * the same process. Thread-safe.
 */
public final class ThreadProcesses {
  private final AtomicInteger next = new AtomicInteger();
  private final ThreadLocal<Integer> mine = ThreadLocal.withInitial(next::getAndIncrement);

  /** The process that the calling thread is now. */
  public int current() {
    return mine.get();
  }

  /** Makes the calling thread another process: after an operation of unknown outcome. */
  public void retire() {
    mine.set(next.getAndIncrement());
  }
}
