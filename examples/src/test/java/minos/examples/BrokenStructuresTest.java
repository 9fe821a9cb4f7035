package minos.examples;

import static minos.junit.MinosAssertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Models;
import org.junit.jupiter.api.Test;

/**
 * Structures that don't keep their promises. The schedule that shows it is written down, so that
 * the tests don't depend on luck.
 */
final class BrokenStructuresTest {
  private final Recorder recorder = Recorder.inMemory();

  /** Two caches in front of one database; a write goes past the other's cache. */
  private static final class CachedStore {
    private final Map<String, Integer> database = new HashMap<>();
    private final Map<String, Integer> here = new HashMap<>();
    private final Map<String, Integer> there = new HashMap<>();

    int readThere(String key) {
      return there.computeIfAbsent(key, k -> database.getOrDefault(k, 0));
    }

    void writeHere(String key, int value) {
      database.put(key, value);
      here.put(key, value);
    }
  }

  @Test
  void aCacheThatIsNotInvalidatedServesAStaleRead() throws Exception {
    CachedStore store = new CachedStore();
    write(store, 1);
    read(store);
    write(store, 2);
    read(store);

    assertThat(recorder.history()).violates(linearizable("register"));
  }

  private void write(CachedStore store, int value) {
    try (Invocation write = recorder.invoke("here", "write", "x", value)) {
      store.writeHere("x", value);
      write.ok();
    }
  }

  private void read(CachedStore store) {
    try (Invocation read = recorder.invoke("there", "read", "x")) {
      read.ok(store.readThere("x"));
    }
  }

  /** A lock that is a lease: whoever is paused for longer than it lasts goes on as its holder. */
  private static final class LeaseLock {
    private int until;

    boolean acquire(int now) {
      boolean free = now >= until;
      if (free) {
        until = now + 10;
      }
      return free;
    }
  }

  @Test
  void aLeaseWithoutFencingHasTwoHolders() throws Exception {
    LeaseLock lock = new LeaseLock();
    acquire(lock, "slow", 0);
    // A long pause of the collector: the slow client still believes that it holds the lock.
    acquire(lock, "quick", 20);

    History history = recorder.history();
    assertThat(history).violates(linearizable("owner-mutex"));
  }

  private void acquire(LeaseLock lock, String client, int now) {
    try (Invocation acquire = recorder.invoke(client, "acquire", null)) {
      if (lock.acquire(now)) {
        acquire.ok();
      } else {
        acquire.fail("held");
      }
    }
  }

  /** A queue whose consumer looks first and takes later. */
  private static final class PeekingQueue {
    private final Deque<Integer> elements = new ArrayDeque<>();

    int look() {
      return elements.getFirst();
    }

    void drop() {
      elements.pollFirst();
    }
  }

  @Test
  void aQueueThatLooksFirstAndTakesLaterDeliversTwice() throws Exception {
    PeekingQueue queue = new PeekingQueue();
    try (Invocation enqueue = recorder.invoke(0, "enqueue", null, 7)) {
      queue.elements.add(7);
      enqueue.ok();
    }
    Invocation one = recorder.invoke(1, "dequeue", null);
    Invocation other = recorder.invoke(2, "dequeue", null);
    int first = queue.look();
    int second = queue.look();
    queue.drop();
    one.ok(first);
    queue.drop();
    other.ok(second);

    assertThat(recorder.history()).violates(linearizable("fifo-queue"));
  }

  private static LinearizabilityCheck linearizable(String model) {
    return new LinearizabilityCheck(
        Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS));
  }
}
