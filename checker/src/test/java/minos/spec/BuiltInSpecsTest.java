package minos.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import minos.history.Outcome;
import minos.value.Bool;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuiltInSpecsTest {
  private static final String FINE = "";

  /** An object that goes through calls one by one. */
  private static final class Run<S> {
    private final SequentialSpec<S> spec;
    private S state;

    Run(SequentialSpec<S> spec) {
      this.spec = spec;
      this.state = spec.initial();
    }

    Run<S> call(Call call, String expectedReason) {
      Step<S> step = spec.step(state, call);
      if (step instanceof Step.Rejected<S> rejected) {
        assertThat(rejected.reason()).isEqualTo(expectedReason);
      } else if (step instanceof Step.Next<S> next) {
        assertThat(FINE).as("the reason why %s is rejected", call).isEqualTo(expectedReason);
        if (spec.readOnly(call)) {
          assertThat(next.state()).isEqualTo(state);
        }
        state = next.state();
      } else {
        throw new AssertionError("several next states of " + call);
      }
      return this;
    }

    Run<S> ok(String f, @Nullable Object input, @Nullable Object output) {
      return ok(f, input, output, FINE);
    }

    Run<S> ok(String f, @Nullable Object in, @Nullable Object out, String expectedReason) {
      return call(new Call(f, Value.of(in), Value.of(out), Outcome.OK, Nil.NIL), expectedReason);
    }

    Run<S> by(int process, String f, @Nullable Object output, String expectedReason) {
      return call(
          new Call(f, Nil.NIL, Value.of(output), Outcome.OK, new Int(process)), expectedReason);
    }

    Run<S> info(String f, @Nullable Object input) {
      return call(new Call(f, Value.of(input), Nil.NIL, Outcome.INFO, Nil.NIL), FINE);
    }

    Run<S> is(String description) {
      assertThat(spec.describe(state)).isEqualTo(description);
      return this;
    }
  }

  private static Run<?> run(String model) {
    return new Run<>(Models.byName(model).orElseThrow().create(ModelOptions.DEFAULTS));
  }

  private static Run<?> run(String model, Object initial) {
    ModelOptions options =
        new ModelOptions(Optional.of(Value.of(initial)), NilRead.ABSENT, FailedCas.IGNORED);
    return new Run<>(Models.byName(model).orElseThrow().create(options));
  }

  @Test
  void aSetHasEachElementOnce() {
    run("set")
        .ok("add", 1, 1)
        .ok("add", 1, false)
        .ok("add", 1, true, "it said that it added 1, but the set had it")
        .ok("add", 2, false, "it said that it did not add 2, but the set did not have it")
        .ok("contains", 1, true)
        .ok("contains", 2, true, "it found 2, but the set did not have it")
        .ok("contains", 1, false, "it found no 1, but the set had it")
        .ok("read", null, java.util.Set.of(1))
        .ok("read", null, java.util.List.of(1, 1), "it read [1 1], but the set held 1")
        .ok("remove", 2, 2)
        .ok("remove", 2, true, "it removed 2, but the set did not have it")
        .ok("remove", 1, false, "it found no 1, but the set had it")
        .info("remove", 1)
        .is("nothing")
        .ok("read", null, null);
  }

  @Test
  void aMultisetCountsItsElements() {
    run("multiset")
        .ok("remove", 1, 1, "it removed 1, but the multiset did not have it")
        .ok("add", 1, 1)
        .ok("add", 1, true)
        .ok("add", 10, 10)
        .is("1 1 10")
        .ok("read", null, java.util.List.of(10, 1, 1))
        .ok("read", null, java.util.List.of(10, 1), "it read [10 1], but the multiset held 1 1 10")
        .ok("remove", 1, true)
        .ok("contains", 1, true)
        .ok("remove", 1, 1)
        .ok("remove", 1, false)
        .is("10");
  }

  @Test
  void aQueueGivesOutInOrder() {
    run("fifo-queue", java.util.List.of(7))
        .ok("enqueue", 1, 1)
        .ok("enqueue", 2, 2)
        .ok("dequeue", null, 1, "it dequeued 1, but 7 was in front")
        .ok("dequeue", null, 7)
        .ok("peek", null, 1)
        .ok("dequeue", null, null, "it found the queue empty, but 1 was in front")
        .info("dequeue", null)
        .is("[2]")
        .ok("dequeue", null, 2)
        .ok("dequeue", null, 2, "it dequeued 2, but the queue was empty")
        .ok("dequeue", null, null)
        .info("dequeue", null)
        .is("[]");
  }

  @Test
  void anUnorderedQueueGivesOutAnything() {
    run("unordered-queue")
        .ok("enqueue", 1, 1)
        .ok("enqueue", 2, 2)
        .ok("dequeue", null, 3, "it dequeued 3, but the queue held 1 2")
        .ok("dequeue", null, null, "it found the queue empty, but the queue held 1 2")
        .ok("dequeue", null, 2)
        .info("dequeue", null)
        .ok("dequeue", null, null);
  }

  @Test
  void anUnknownDequeueMayHaveTakenAnything() {
    UnorderedQueue queue = new UnorderedQueue(ModelOptions.DEFAULTS);
    Bag both = Bag.EMPTY.with(new Int(1)).with(new Int(2));
    Step<Bag> step = queue.step(both, new Call("dequeue", Nil.NIL, Nil.NIL, Outcome.INFO, Nil.NIL));
    assertThat(((Step.Choices<Bag>) step).states())
        .containsExactlyInAnyOrder(Bag.EMPTY.with(new Int(1)), Bag.EMPTY.with(new Int(2)));
  }

  @Test
  void aPriorityQueueGivesOutTheLowest() {
    run("priority-queue")
        .ok("enqueue", 5, 5)
        .ok("insert", Value.seq(new Int(3), new Int(9)), null)
        .ok("dequeue", null, 5, "it dequeued 5, but [3 9] was the lowest")
        .ok("insert", Value.seq(new Int(3), new Int(8)), null)
        .ok("extract-min", null, Value.seq(new Int(3), new Int(8)))
        .ok("peek", null, Value.seq(new Int(3), new Int(9)))
        .info("dequeue", null)
        .is("5")
        .ok("dequeue", null, null, "it found the queue empty, but 5 was the lowest")
        .ok("dequeue", null, 5)
        .ok("dequeue", null, 5, "it dequeued 5, but the queue was empty");
  }

  @Test
  void aStackGivesOutTheLatest() {
    run("stack")
        .ok("push", 1, 1)
        .ok("push", 2, 2)
        .is("[1 2]")
        .ok("pop", null, 1, "it popped 1, but 2 was on top")
        .ok("peek", null, 2)
        .info("pop", null)
        .ok("pop", null, null, "it found the stack empty, but 1 was on top")
        .ok("pop", null, 1)
        .ok("pop", null, 1, "it popped 1, but the stack was empty")
        .ok("pop", null, null);
  }

  @Test
  void aCounterAnswersWhatItIsAt() {
    run("counter")
        .ok("add", 5, 5)
        .ok("increment", null, null)
        .ok("add", 2, 8)
        .ok("add", 2, 8, "it resulted in 8, but the counter was then at 10")
        .ok("get-and-add", 1, 8)
        .ok("get-and-add", 1, 8, "it found 8, but the counter was at 9")
        .ok("add-and-get", 1, 10)
        .ok("decrement", 4, null)
        .ok("read", null, 6)
        .ok("read", null, 7, "it read 7, but the counter was at 6");
  }

  @Test
  void aSemaphoreHasOnlySoManyPermits() {
    run("semaphore", 3)
        .ok("acquire", 2, 2)
        .ok("acquire", 2, 2, "it acquired 2 permits, but 1 of 3 were free")
        .ok("acquire", null, null)
        .is("0 of 3 free")
        .ok("release", 3, 3)
        .ok("release", 1, 1, "it released 1 permit, but 0 of 3 were held");
  }

  @Test
  void aLockIsReleasedByItsOwnerAlone() {
    run("owner-mutex")
        .by(1, "acquire", null, FINE)
        .by(1, "acquire", null, "process 1 acquired the lock, but process 1 held it")
        .by(2, "release", null, "process 2 released the lock, but process 1 held it")
        .by(1, "release", null, FINE)
        .by(1, "release", null, "process 1 released the lock, but nobody held it");
  }

  @Test
  void aReentrantLockIsFreeAfterAsManyReleases() {
    run("reentrant-mutex")
        .by(1, "acquire", null, FINE)
        .by(1, "acquire", null, FINE)
        .is("held by process 1 (2 times)")
        .by(1, "release", null, FINE)
        .by(2, "acquire", null, "process 2 acquired the lock, but process 1 held it")
        .by(1, "release", null, FINE)
        .by(2, "acquire", null, FINE);
  }

  @Test
  void theTokensOfAFencedLockGrow() {
    run("fenced-mutex")
        .by(1, "acquire", 4, FINE)
        .by(1, "release", null, FINE)
        .by(
            2,
            "acquire",
            4,
            "it acquired the lock with the token 4, but the token 4 had been given out")
        .by(2, "acquire", java.util.Map.of("fence", 6), FINE)
        .by(2, "release", null, FINE)
        .by(3, "acquire", null, FINE)
        .by(3, "release", null, FINE)
        .by(
            3,
            "acquire",
            5,
            "it acquired the lock with the token 5, but the token 6 had been given out");
  }

  @Test
  void aListKeepsTheOrder() {
    run("append-list")
        .ok("read", null, null)
        .ok("append", 1, 1)
        .info("append", 2)
        .ok("read", null, java.util.List.of(1, 2))
        .ok("read", null, java.util.List.of(2, 1), "it read [2 1], but the list was [1 2]");
  }

  @Test
  void aMapListsItsKeys() {
    run("kv-map")
        .ok("put", java.util.List.of("x", 1), null)
        .ok("put", java.util.List.of("y", 1), null)
        .ok("get", "x", 1)
        .ok("get", Value.seq(Value.of("x"), Nil.NIL), Value.seq(Value.of("x"), new Int(1)))
        .ok("get", "z", 1, "it read 1 from \"z\", which held nil")
        .ok("cas", java.util.List.of("x", 1, 2), null)
        .ok(
            "cas",
            java.util.List.of("x", java.util.List.of(1, 2)),
            null,
            "it replaced 1 under \"x\", which held 2")
        .ok("list", null, java.util.List.of("y", "x"))
        .ok(
            "list",
            null,
            java.util.List.of("y"),
            "it listed [\"y\"], but the map was {\"x\" 2, \"y\" 1}")
        .ok("list", null, java.util.Map.of("x", 2, "y", 1))
        .ok("delete", "y", null)
        .ok("list", null, java.util.Set.of("x"));
  }

  @Test
  void idsAreDifferent() {
    run("id-generator")
        .ok("generate", null, 1)
        .ok("generate", null, 2)
        .info("generate", null)
        .ok("generate", null, 1, "it generated 1, which had been generated before");
  }

  @Test
  void everyModelNamesWhatItKnows() {
    for (Model model : Models.all()) {
      if (model.name().equals("multi-register")) {
        continue;
      }
      Run<?> run = run(model.name());
      assertThatThrownBy(() -> run.info("juggle", 1))
          .isInstanceOf(UnknownCallException.class)
          .hasMessageContaining("the model " + model.name() + " has no operation `juggle 1");
    }
  }

  @Test
  void aWrongInitialValueIsRefused() {
    assertThatThrownBy(() -> run("set", 5))
        .hasMessage("the initial value of a set is a list such as [1 2], not 5");
    assertThatThrownBy(() -> run("counter", "x"))
        .hasMessage("the initial value of a counter is an integer, not \"x\"");
    assertThatThrownBy(() -> run("semaphore", -1))
        .hasMessage("the initial value of a semaphore is its number of permits, not -1");
    assertThatThrownBy(() -> run("kv-map", 1))
        .hasMessage("the initial value of a kv-map is a map such as {:x 0}, not 1");
  }

  /** Equal by content, whatever way a version came about, and different otherwise. */
  @Test
  void versionsOfATrieCompareByContent() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Trie<Integer> a = Trie.empty();
      TreeMap<Integer, Integer> reference = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        int key = random.nextInt(20);
        // Strings of one hash collide: "Aa" and "BB".
        Value name = name(key);
        if (random.nextInt(3) == 0) {
          a = a.without(name);
          reference.remove(key);
        } else {
          a = a.with(name, i % 3);
          reference.put(key, i % 3);
        }
        Trie<Integer> b = Trie.empty();
        for (var entry : reference.descendingMap().entrySet()) {
          b = b.with(name(entry.getKey()), entry.getValue());
        }
        assertThat(a).as("seed %d", seed).isEqualTo(b).hasSameHashCodeAs(b);
        assertThat(a.size()).isEqualTo(reference.size());
        assertThat(a).isNotEqualTo(b.with(name(key), 7));
      }
    }
  }

  private static Value name(int key) {
    return Value.of(
        (key % 2 == 0 ? "Aa" : "BB") + (key / 2 % 2 == 0 ? "Aa" : "BB") + (char) ('a' + key / 4));
  }

  @Test
  void linesCompareByContent() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Line line = Line.EMPTY;
      java.util.ArrayDeque<Integer> reference = new java.util.ArrayDeque<>();
      for (int i = 0; i < 60; i++) {
        if (random.nextBoolean()) {
          int value = random.nextInt(3);
          line = line.with(new Int(value));
          reference.add(value);
        } else {
          line = line.withoutFirst();
          reference.poll();
        }
        Line fresh = Line.EMPTY;
        for (int value : reference) {
          fresh = fresh.with(new Int(value));
        }
        assertThat(line).as("seed %d", seed).isEqualTo(fresh).hasSameHashCodeAs(fresh);
        assertThat(line.size()).isEqualTo(reference.size());
        assertThat(line).isNotEqualTo(fresh.with(new Int(0)));
      }
    }
  }

  @Test
  void collectionsAreReadWhateverTheirType() {
    Bag bag = Bag.EMPTY.with(new Int(1)).with(Bool.TRUE);
    assertThat(bag.is(new Members(java.util.Set.of(Bool.TRUE, new Int(1))))).isTrue();
    assertThat(bag.is(Value.seq(new Int(1), Bool.TRUE))).isTrue();
    assertThat(bag.is(Dict.EMPTY)).isFalse();
    assertThat(bag.is(Nil.NIL)).isFalse();
  }
}
