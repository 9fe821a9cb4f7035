package minos.verify.fault;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minos.recorder.Recorder;

/**
 * Makes faults come and go: after each pause of about a period, one of them for about a period, as
 * a seed decides. Each coming and going is recorded beside the operations.
 */
public final class Nemesis implements AutoCloseable {
  private static final String WHO = "nemesis";

  private final List<FaultProxy> proxies;
  private final List<Fault> faults;
  private final Duration period;
  private final Recorder recorder;
  private final SplittableRandom random;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "minos-nemesis");

  /** A nemesis that begins now. */
  public Nemesis(
      List<FaultProxy> proxies, List<Fault> faults, Duration period, long seed, Recorder recorder) {
    this.proxies = List.copyOf(proxies);
    this.faults = List.copyOf(faults);
    this.period = period;
    this.recorder = recorder;
    this.random = new SplittableRandom(seed);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!endsWithin(pause())) {
        Fault fault = faults.get(random.nextInt(faults.size()));
        int proxy = random.nextInt(proxies.size());
        recorder.remark(WHO, "start", List.of(fault.word(), proxy));
        proxies.get(proxy).set(fault);
        boolean last = endsWithin(pause());
        proxies.get(proxy).set(null);
        recorder.remark(WHO, "stop", List.of(fault.word(), proxy));
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From a half to one and a half of the period. */
  private long pause() {
    long nanos = period.toNanos();
    return nanos / 2 + random.nextLong(nanos);
  }

  private boolean endsWithin(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the fault under way, and all of them. */
  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
