package minos.examples;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import minos.junit.ConsistencyRun;
import minos.junit.ConsistencyTest;

/** Structures of the JDK, which keep their promises. */
final class CorrectStructuresTest {
  @ConsistencyTest(operations = 200, repeats = 3)
  void concurrentHashMapIsLinearizable(ConsistencyRun run) throws Exception {
    ConcurrentMap<String, Long> map = new ConcurrentHashMap<>();
    run.clients(
        client -> {
          String key = client.pick("x", "y", "z");
          if (client.chance(0.5)) {
            client.read(key, () -> map.get(key));
          } else {
            client.write(key, client.unique(), value -> map.put(key, value));
          }
        });
  }

  @ConsistencyTest(model = "cas-register", initial = "0", operations = 200, repeats = 3)
  void atomicLongIsLinearizable(ConsistencyRun run) throws Exception {
    AtomicLong register = new AtomicLong();
    run.clients(
        client -> {
          long seen = client.read(null, register::get);
          long next = client.unique();
          client.cas(null, seen, next, () -> register.compareAndSet(seen, next));
        });
  }

  @ConsistencyTest(model = "fifo-queue", operations = 200, repeats = 3)
  void concurrentLinkedQueueIsLinearizable(ConsistencyRun run) throws Exception {
    ConcurrentLinkedQueue<Long> queue = new ConcurrentLinkedQueue<>();
    run.clients(
        client -> {
          if (client.chance(0.5)) {
            long value = client.unique();
            client.act("enqueue", null, value, () -> queue.add(value));
          } else {
            client.call("dequeue", null, null, queue::poll);
          }
        });
  }

  @ConsistencyTest(model = "mutex", operations = 50, repeats = 3)
  @SuppressWarnings("LockNotBeforeTry")
  void reentrantLockExcludes(ConsistencyRun run) throws Exception {
    ReentrantLock lock = new ReentrantLock();
    run.clients(
        client -> {
          client.act("acquire", null, null, lock::lock);
          client.act("release", null, null, lock::unlock);
        });
  }
}
