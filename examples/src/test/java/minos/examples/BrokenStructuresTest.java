package minos.examples;

import static minos.junit.MinosAssertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import minos.history.History;
import minos.linearizability.LinearizabilityCheck;
import minos.recorder.Invocation;
import minos.recorder.Recorder;
import minos.spec.ModelOptions;
import minos.spec.Models;
import org.jspecify.annotations.Nullable;
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

  /** A counter that is read and written, not added to. */
  private static final class ReadThenWriteCounter {
    private volatile int value;

    int look() {
      return value;
    }

    void store(int next) {
      value = next;
    }
  }

  @Test
  void aCounterThatReadsAndThenWritesLosesAnIncrement() throws Exception {
    ReadThenWriteCounter counter = new ReadThenWriteCounter();
    Invocation one = recorder.invoke(1, "increment", null);
    Invocation other = recorder.invoke(2, "increment", null);
    int seenByOne = counter.look();
    int seenByOther = counter.look();
    counter.store(seenByOne + 1);
    one.ok();
    counter.store(seenByOther + 1);
    other.ok();
    try (Invocation read = recorder.invoke(3, "read", null)) {
      read.ok(counter.look());
    }

    assertThat(recorder.history()).violates(linearizable("counter"));
  }

  /** A linked stack whose pop compares nodes that are used again: the ABA problem. */
  private static final class ReusingStack {
    private static final class Node {
      private int value;
      private @Nullable Node next;
    }

    private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

    void push(Node node, int value) {
      node.value = value;
      node.next = top.get();
      top.set(node);
    }

    /** The first half of a pop: what is on top, and what is below it. */
    @Nullable Node below() {
      Node node = top.get();
      return node == null ? null : node.next;
    }

    /** The second half: takes a node off if it is still on top. */
    int popTo(Node expected, @Nullable Node below) {
      if (!top.compareAndSet(expected, below)) {
        throw new AssertionError("the schedule has it on top");
      }
      return expected.value;
    }
  }

  @Test
  void aStackThatUsesNodesAgainLosesAnElement() throws Exception {
    ReusingStack stack = new ReusingStack();
    ReusingStack.Node first = new ReusingStack.Node();
    ReusingStack.Node second = new ReusingStack.Node();
    ReusingStack.Node third = new ReusingStack.Node();
    push(stack, first, 1);
    push(stack, second, 2);
    Invocation slow = recorder.invoke("slow", "pop", null);
    ReusingStack.Node below = stack.below();
    // Meanwhile the other pops 2 and pushes 3, and 4 with the node that 2 had.
    try (Invocation pop = recorder.invoke("other", "pop", null)) {
      pop.ok(stack.popTo(second, stack.below()));
    }
    push(stack, third, 3);
    push(stack, second, 4);
    slow.ok(stack.popTo(second, below));
    try (Invocation pop = recorder.invoke("other", "pop", null)) {
      pop.ok(stack.popTo(first, stack.below()));
    }

    assertThat(recorder.history()).violates(linearizable("stack"));
  }

  private void push(ReusingStack stack, ReusingStack.Node node, int value) {
    try (Invocation push = recorder.invoke("other", "push", null, value)) {
      stack.push(node, value);
      push.ok();
    }
  }

  private static LinearizabilityCheck linearizable(String model) {
    return new LinearizabilityCheck(
        Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS));
  }
}
