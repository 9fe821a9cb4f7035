package minos.recorder.wrap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import minos.recorder.Recorder;

/**
 * Records a lock: {@code acquire} and {@code release}. An attempt that did not get it fails.
 *
 * <p>A wait on a condition releases the lock without anybody seeing it, so conditions are not
 * offered.
 */
public final class RecordedLock implements Lock {
  private final Lock lock;
  private final Recording recording;
  private final Object name;

  /** Records a lock; threads are told apart by themselves. */
  public RecordedLock(Lock lock, Recorder recorder, Object name) {
    this(lock, recorder, name, new ThreadProcesses());
  }

  /**
   * Records a lock, beside other wrappers with the same recorder and processes.
   *
   * @param name the key that it is in the history
   */
  public RecordedLock(Lock lock, Recorder recorder, Object name, ThreadProcesses processes) {
    this.lock = lock;
    this.name = name;
    this.recording = new Recording(recorder, processes);
  }

  @Override
  public void lock() {
    recording.<Boolean, RuntimeException>act(
        "acquire",
        name,
        null,
        () -> {
          lock.lock();
          return true;
        });
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    recording.<Boolean, InterruptedException>act(
        "acquire",
        name,
        null,
        () -> {
          lock.lockInterruptibly();
          return true;
        });
  }

  @Override
  public boolean tryLock() {
    return recording.<RuntimeException>attempt("acquire", name, null, lock::tryLock);
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return recording.<InterruptedException>attempt(
        "acquire", name, null, () -> lock.tryLock(time, unit));
  }

  @Override
  public void unlock() {
    recording.<Boolean, RuntimeException>act(
        "release",
        name,
        null,
        () -> {
          lock.unlock();
          return true;
        });
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException(
        "a wait on a condition releases the lock unseen, so it can't be recorded");
  }
}
