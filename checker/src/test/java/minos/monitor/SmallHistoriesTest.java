package minos.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.history.History;
import minos.history.Operation;
import minos.monitor.RandomPlay.Wish;
import minos.spec.ModelOptions;
import minos.spec.Models;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every monitor against every order of the operations. */
class SmallHistoriesTest {
  private static final int CASES = Integer.getInteger("minos.cases", 3_000);

  /**
   * What is played.
   *
   * @param menu makes a fresh source of wishes for each history
   * @param silent at most this many of a hundred histories are not applicable
   */
  record Game(
      String model,
      String shape,
      ModelOptions options,
      Function<Random, Function<Random, Wish>> menu,
      int silent) {
    Game(String model, String shape, Function<Random, Function<Random, Wish>> menu, int silent) {
      this(model, shape, ModelOptions.DEFAULTS, menu, silent);
    }

    Game from(Object initial) {
      Optional<Value> first = Optional.of(Value.of(initial));
      return new Game(
          model, shape, new ModelOptions(first, options.nil(), options.failedCas()), menu, silent);
    }
  }

  private static Object[] numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toArray();
  }

  private static final Object NIL = Nil.NIL;

  private static Object[] orNil(Object... answers) {
    return Stream.concat(Stream.of(NIL), Stream.of(answers)).toArray();
  }

  /** Different values, or with some luck the same again. */
  private static Function<Random, Function<Random, Wish>> passing(
      String put, String take, boolean repeat, List<String> peeks) {
    return start -> {
      int[] next = {0};
      return random -> {
        int chosen = random.nextInt(20);
        if (chosen < 10) {
          next[0]++;
          return Wish.of(put, repeat ? random.nextInt(3) + 1 : next[0]);
        } else if (chosen < 12 && !peeks.isEmpty()) {
          return Wish.asking(peeks.get(0), null, orNil(numbers(1, Math.max(1, next[0]))));
        }
        return Wish.asking(take, null, orNil(numbers(1, repeat ? 3 : Math.max(1, next[0]))));
      };
    };
  }

  private static Wish multiset(Random random, boolean finds, boolean misses) {
    int element = random.nextInt(2);
    return switch (random.nextInt(finds || misses ? 3 : 2)) {
      case 0 -> Wish.of("add", element);
      case 1 ->
          misses && random.nextBoolean()
              ? Wish.asking("remove", element, true, false)
              : Wish.of("remove", element);
      default ->
          finds && misses
              ? Wish.asking("contains", element, true, false)
              : Wish.asking("contains", element, finds);
    };
  }

  /** Priorities at random, some equal. */
  private static Function<Random, Wish> priorities() {
    List<Object> given = new ArrayList<>(List.of(NIL));
    return random -> {
      int chosen = random.nextInt(20);
      if (chosen < 10) {
        Object value = Value.of(List.of(random.nextInt(6), given.size()));
        given.add(value);
        return Wish.of("enqueue", value);
      }
      return Wish.asking(chosen < 13 ? "peek" : "dequeue", null, given.toArray());
    };
  }

  private static Wish acquireOrRelease(Random random, Object... amounts) {
    return Wish.of(
        random.nextBoolean() ? "acquire" : "release", amounts[random.nextInt(amounts.length)]);
  }

  private static Wish fenced(Random random, int[] next) {
    return random.nextBoolean()
        ? Wish.asking("acquire", null, next[0]++, next[0] + random.nextInt(2), NIL)
        : Wish.of("release", null);
  }

  private static Wish count(Random random, List<String> updates, Object... amounts) {
    String f = random.nextInt(5) < 2 ? "read" : updates.get(random.nextInt(updates.size()));
    if (f.equals("read")) {
      return Wish.asking(f, null, numbers(-2, 8));
    }
    Object amount = amounts[random.nextInt(amounts.length)];
    return f.contains("get") ? Wish.asking(f, amount, numbers(-2, 8)) : Wish.of(f, amount);
  }

  private static Wish append(Random random, int[] next) {
    if (random.nextBoolean()) {
      return Wish.of("append", next[0]++);
    }
    List<Object> lists = new ArrayList<>(List.of(List.of()));
    // Of up to three of the first values.
    for (int a = 0; a < Math.min(4, next[0]); a++) {
      lists.add(List.of(a));
      for (int b = 0; b < Math.min(4, next[0]); b++) {
        for (int c = 0; a != b && c < Math.min(4, next[0]); c++) {
          lists.add(c == a ? List.of(a, b) : List.of(a, b, c));
        }
      }
    }
    return Wish.asking("read", null, lists.stream().map(Value::of).toArray());
  }

  private static Function<Random, Function<Random, Wish>> chains(int initial, int spread) {
    return start -> {
      int[] next = {initial};
      return random -> {
        int chosen = random.nextInt(10);
        int recent = Math.max(initial, next[0] - random.nextInt(spread));
        if (chosen < 3) {
          return Wish.of("write", ++next[0]);
        } else if (chosen < 7) {
          return Wish.of("cas", List.of(recent, ++next[0]));
        }
        return Wish.asking("read", null, numbers(initial, next[0]));
      };
    };
  }

  static Stream<Named<Game>> games() {
    return Stream.of(
            new Game("id-generator", "", s -> r -> Wish.asking("generate", null, numbers(1, 9)), 0),
            new Game(
                "unordered-queue",
                "different",
                passing("enqueue", "dequeue", false, List.of()),
                20),
            new Game(
                "unordered-queue", "repeated", passing("enqueue", "dequeue", true, List.of()), 20),
            new Game(
                "priority-queue",
                "different",
                passing("enqueue", "dequeue", false, List.of("peek")),
                20),
            new Game(
                "priority-queue", "repeated", passing("enqueue", "dequeue", true, List.of()), 90),
            new Game("priority-queue", "equal priorities", s -> priorities(), 20),
            new Game("multiset", "found", s -> r -> multiset(r, true, false), 0),
            new Game("multiset", "missed", s -> r -> multiset(r, false, true), 35),
            new Game("multiset", "found and missed", s -> r -> multiset(r, true, true), 75),
            new Game("multiset", "only changed", s -> r -> multiset(r, false, false), 0),
            new Game("mutex", "", s -> r -> acquireOrRelease(r, NIL), 0),
            new Game("semaphore", "of 1", s -> r -> acquireOrRelease(r, NIL), 0),
            new Game("semaphore", "of 2", s -> r -> acquireOrRelease(r, NIL), 0).from(2),
            new Game("semaphore", "of 3, by 1", s -> r -> acquireOrRelease(r, 1, 0), 0).from(3),
            new Game("semaphore", "of 5, by 2", s -> r -> acquireOrRelease(r, 2), 0).from(5),
            new Game("semaphore", "of none", s -> r -> acquireOrRelease(r, 1, 0), 0).from(0),
            new Game("semaphore", "of 3, by 1 or 2", s -> r -> acquireOrRelease(r, 1, 2), 95)
                .from(3),
            new Game("owner-mutex", "", s -> r -> acquireOrRelease(r, NIL), 0),
            new Game("reentrant-mutex", "", s -> r -> acquireOrRelease(r, NIL), 0),
            new Game("fenced-mutex", "", s -> fencing(), 0),
            new Game("counter", "by 1", s -> r -> count(r, List.of("add", "inc"), 1), 0),
            new Game("counter", "by 2", s -> r -> count(r, List.of("add"), 2), 0).from(-2),
            new Game("counter", "down by 1", s -> r -> count(r, List.of("dec"), NIL), 0).from(6),
            new Game(
                "counter",
                "with answers",
                s -> r -> count(r, List.of("add", "add-and-get", "get-and-add"), 1),
                0),
            new Game("counter", "only answers", s -> r -> count(r, List.of("add-and-get"), 1), 0),
            new Game(
                "counter",
                "up and down",
                s -> r -> count(r, List.of("inc", "dec", "get-and-add"), 1, 2),
                95),
            new Game("append-list", "", s -> appending(), 0),
            new Game("cas-register", "chains", chains(0, 3), 0).from(0),
            new Game("cas-register", "long chains", chains(0, 1), 0).from(0),
            new Game(
                    "cas-register",
                    "repeated",
                    s ->
                        r ->
                            r.nextInt(3) == 0
                                ? Wish.of("cas", List.of(r.nextInt(4), r.nextInt(4)))
                                : r.nextBoolean()
                                    ? Wish.of("write", r.nextInt(4))
                                    : Wish.asking("read", null, numbers(0, 3)),
                    95)
                .from(0))
        .map(game -> Named.of(game.model() + " " + game.shape(), game));
  }

  private static Function<Random, Wish> fencing() {
    int[] next = {1};
    return random -> fenced(random, next);
  }

  private static Function<Random, Wish> appending() {
    int[] next = {0};
    return random -> append(random, next);
  }

  private static History history(Game game, int seed) {
    Random random = new Random(seed);
    return RandomPlay.play(
        Models.byName(game.model()).orElseThrow().create(game.options()),
        game.menu().apply(random),
        random,
        3 + seed % 7,
        2 + seed % 3,
        3 + seed % 5,
        seed % 2 == 0);
  }

  private static Finding judge(Game game, History history) {
    return Monitors.judge(
        game.model(), game.options(), history, IntStream.range(0, history.size()).toArray());
  }

  @ParameterizedTest
  @MethodSource("games")
  void agreesWithEveryOrder(Game game) {
    int violated = 0;
    int silent = 0;
    for (int seed = 0; seed < CASES; seed++) {
      History history = history(game, seed);
      boolean expected =
          EveryOrder.linearizable(game.model(), game.options(), history.operations());
      Finding finding = judge(game, history);
      if (finding instanceof Finding.NotApplicable) {
        silent++;
        continue;
      }
      assertThat(finding instanceof Finding.Consistent)
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(expected);
      if (finding instanceof Finding.Violated proof) {
        violated++;
        List<Operation> shown =
            IntStream.of(proof.operations()).mapToObj(history::operation).toList();
        assertThat(EveryOrder.linearizable(game.model(), game.options(), shown))
            .as("the proof of seed %d: %s", seed, shown)
            .isFalse();
        assertThat(proof.operations()).contains(proof.culprit());
        assertThat(proof.operations()).doesNotHaveDuplicates();
      }
    }
    assertThat(silent).as("not applicable").isLessThanOrEqualTo(CASES * game.silent() / 100);
    assertThat(violated).isBetween(1, CASES - silent - 1);
  }

  @ParameterizedTest
  @MethodSource("games")
  void whatARealObjectDidIsNeverViolated(Game game) {
    for (int seed = 0; seed < CASES / 20; seed++) {
      Random random = new Random(seed);
      History history =
          RandomPlay.play(
              Models.byName(game.model()).orElseThrow().create(game.options()),
              game.menu().apply(random),
              random,
              30,
              4,
              0,
              seed % 2 == 0);
      assertThat(judge(game, history))
          .as("seed %d: %s", seed, history.operations())
          .isNotInstanceOf(Finding.Violated.class);
    }
  }
}
