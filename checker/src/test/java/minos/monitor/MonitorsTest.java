package minos.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import minos.history.EventType;
import minos.history.History;
import minos.history.Operation;
import minos.history.Outcome;
import minos.spec.ModelOptions;
import minos.verdict.Anomaly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorsTest {
  private static final int CASES = Integer.getInteger("minos.cases", 20_000);

  private static final Set<String> TAKES = Set.of("pop", "dequeue");

  private static Finding judge(String model, History history) {
    return Monitors.judge(
        model, ModelOptions.DEFAULTS, history, IntStream.range(0, history.size()).toArray());
  }

  private static boolean linearizable(String model, List<Operation> operations) {
    return EveryOrder.linearizable(model, operations);
  }

  /** Operations that overlap at random; the answers mostly those of a real object. */
  private static History random(
      String model, int seed, int operations, int processes, int noise, boolean crashes) {
    Random random = new Random(seed);
    String put = model.equals("stack") ? "push" : "enqueue";
    String take = model.equals("stack") ? "pop" : "dequeue";
    Drawing drawing = new Drawing();
    List<Integer> inside = new ArrayList<>();
    // By process: 0 idle, 1 putting, 2 put, 3 taking, 4 taken; what it puts or got.
    int[] phase = new int[processes];
    int[] names = IntStream.range(0, processes).toArray();
    Integer[] value = new Integer[processes];
    int next = 1;
    int begun = 0;
    while (begun < operations || IntStream.of(phase).anyMatch(p -> p != 0)) {
      int p = random.nextInt(processes);
      switch (phase[p]) {
        case 0 -> {
          if (begun < operations) {
            begun++;
            boolean puts = random.nextInt(20) < 11;
            value[p] = puts ? next++ : null;
            drawing.invoke(names[p], puts ? put : take, value[p]);
            phase[p] = puts ? 1 : 3;
          }
        }
        case 1 -> {
          inside.add(value[p]);
          phase[p] = 2;
        }
        case 3 -> {
          value[p] = null;
          if (!inside.isEmpty()) {
            int top = model.equals("stack") ? inside.size() - 1 : 0;
            int at = noise > 0 && random.nextInt(noise) == 0 ? random.nextInt(inside.size()) : top;
            boolean lies = noise > 0 && random.nextInt(noise) == 0;
            value[p] = lies ? null : inside.remove(at);
          }
          phase[p] = 4;
        }
        default -> {
          boolean puts = phase[p] == 2;
          int how = crashes ? random.nextInt(8) : 7;
          if (how == 0) {
            names[p] += processes;
          } else if (how == 1 && noise > 0 && puts) {
            drawing.event(EventType.FAIL, names[p], put, value[p]);
          } else {
            drawing.ok(names[p], puts ? put : take, value[p]);
          }
          phase[p] = 0;
        }
      }
    }
    return drawing.history();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo-queue", "stack"})
  void agreesWithEveryOrderOnSmallHistories(String model) {
    int violated = 0;
    int undecided = 0;
    for (int seed = 0; seed < CASES; seed++) {
      History history =
          random(model, seed, 3 + seed % 7, 2 + seed % 3, 2 + seed % 5, seed % 2 == 0);
      boolean expected = linearizable(model, history.operations());
      Finding finding = judge(model, history);
      if (finding instanceof Finding.NotApplicable) {
        assertThat(history.operations())
            .as("seed %d", seed)
            .anyMatch(o -> o.outcome() == Outcome.INFO && TAKES.contains(o.f()));
        undecided++;
        continue;
      }
      assertThat(finding instanceof Finding.Consistent)
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(expected);
      if (finding instanceof Finding.Violated proof) {
        violated++;
        List<Operation> shown =
            IntStream.of(proof.operations()).mapToObj(history::operation).toList();
        assertThat(linearizable(model, shown))
            .as("the proof of seed %d: %s", seed, shown)
            .isFalse();
        assertThat(proof.operations()).contains(proof.culprit());
      }
    }
    assertThat(violated).isBetween(CASES / 10, CASES * 9 / 10);
    assertThat(undecided).isBetween(1, CASES / 5);
  }

  private static History randomSet(int seed) {
    Random random = new Random(seed);
    Drawing drawing = new Drawing();
    int[] names = {0, 1, 2, 3};
    String[] f = new String[4];
    int[] element = new int[4];
    List<String> updates = new ArrayList<>(List.of("add 0", "add 1", "remove 0", "remove 1"));
    int begun = 0;
    int most = 3 + seed % 8;
    while (begun < most || IntStream.range(0, 4).anyMatch(p -> f[p] != null)) {
      int p = random.nextInt(4);
      if (f[p] == null) {
        if (begun++ >= most) {
          continue;
        }
        String chosen = "contains " + random.nextInt(2);
        if (!updates.isEmpty() && random.nextInt(2) == 0) {
          chosen = updates.remove(random.nextInt(updates.size()));
        }
        f[p] = chosen.substring(0, chosen.length() - 2);
        element[p] = chosen.charAt(chosen.length() - 1) - '0';
        drawing.invoke(names[p], f[p], element[p]);
      } else {
        if (random.nextInt(8) == 0) {
          names[p] += 4;
        } else {
          boolean asks = f[p].equals("contains");
          drawing.ok(names[p], f[p], asks ? (Object) random.nextBoolean() : element[p]);
        }
        f[p] = null;
      }
    }
    return drawing.history();
  }

  @Test
  void agreesWithEveryOrderOnSmallSets() {
    int violated = 0;
    for (int seed = 0; seed < CASES; seed++) {
      History history = randomSet(seed);
      Finding finding = judge("set", history);
      assertThat(finding instanceof Finding.Consistent)
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(linearizable("set", history.operations()));
      if (finding instanceof Finding.Violated proof) {
        violated++;
        List<Operation> shown =
            IntStream.of(proof.operations()).mapToObj(history::operation).toList();
        assertThat(linearizable("set", shown)).as("seed %d: %s", seed, shown).isFalse();
        assertThat(proof.operations()).contains(proof.culprit());
      } else {
        assertThat(finding).isInstanceOf(Finding.Consistent.class);
      }
    }
    assertThat(violated).isBetween(CASES / 10, CASES * 9 / 10);
  }

  @Test
  void agreesWithEveryOrderOnSmallLocks() {
    int violated = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Drawing drawing = new Drawing();
      int[] names = {0, 1, 2};
      String[] f = new String[3];
      int turns = 0;
      for (int step = 0; step < 8 + seed % 16; step++) {
        int p = random.nextInt(3);
        if (f[p] == null) {
          boolean turn = random.nextInt(6) == 0;
          f[p] = (turns++ % 2 == 0) ^ turn ? "acquire" : "release";
          drawing.invoke(names[p], f[p], null);
        } else {
          if (random.nextInt(8) == 0) {
            names[p] += 3;
          } else {
            drawing.ok(names[p], f[p], null);
          }
          f[p] = null;
        }
      }
      History history = drawing.history();
      Finding finding = judge("mutex", history);
      assertThat(finding instanceof Finding.Consistent)
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(linearizable("mutex", history.operations()));
      if (finding instanceof Finding.Violated proof) {
        violated++;
        List<Operation> shown =
            IntStream.of(proof.operations()).mapToObj(history::operation).toList();
        assertThat(linearizable("mutex", shown)).as("seed %d: %s", seed, shown).isFalse();
        assertThat(proof.operations()).contains(proof.culprit());
      }
    }
    assertThat(violated).isBetween(CASES / 20, CASES * 19 / 20);
  }

  @Test
  void anElementThatIsInIsFound() {
    Finding.Violated found =
        (Finding.Violated)
            judge(
                "set",
                new Drawing()
                    .did("add", 1, 1)
                    .did("add", 2, 2)
                    .did("contains", 1, false)
                    .history());
    assertThat(found.culprit()).isEqualTo(2);
    assertThat(found.operations()).containsExactly(0, 2);
    assertThat(found.summary())
        .isEqualTo("no moments at which 1 was added explain who found it and who missed it.");
    assertThat(judge("set", new Drawing().did("read", null, null).history()))
        .isEqualTo(
            new Finding.NotApplicable("there are operations other than add, remove, contains"));
    assertThat(judge("set", new Drawing().did("add", 1, true).history()))
        .isEqualTo(new Finding.NotApplicable("an update says whether it changed anything"));
    assertThat(judge("set", new Drawing().did("add", 1, 1).did("add", 1, 1).history()))
        .isEqualTo(new Finding.NotApplicable("an element was added or removed twice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo-queue", "stack"})
  void whatARealObjectDidIsConsistent(String model) {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(judge(model, random(model, seed, 500, 10, 0, false)))
          .as("seed %d", seed)
          .isInstanceOf(Finding.Consistent.class);
    }
  }

  @Test
  void aQueueMustNotBeOvertaken() {
    Finding.Violated found =
        (Finding.Violated)
            judge(
                "fifo-queue",
                new Drawing()
                    .did("enqueue", 9, 9)
                    .did("dequeue", null, 9)
                    .did("enqueue", 1, 1)
                    .did("enqueue", 2, 2)
                    .did("dequeue", null, 2)
                    .history());
    assertThat(found.anomaly()).isEqualTo(Anomaly.NOT_LINEARIZABLE);
    assertThat(found.summary()).isEqualTo("2 came out, but 1, which went in before it, never did.");
    assertThat(found.culprit()).isEqualTo(4);
    assertThat(found.operations()).containsExactly(2, 3, 4);
    assertThat(found.algorithm()).isEqualTo("queue-monitor");
  }

  @Test
  void aValueInsideForbidsFindingTheStackEmpty() {
    Finding.Violated found =
        (Finding.Violated)
            judge(
                "stack",
                new Drawing()
                    .did("push", 1, 1)
                    .did("pop", null, null)
                    .did("pop", null, 1)
                    .did("pop", null, null)
                    .history());
    assertThat(found.culprit()).isEqualTo(1);
    assertThat(found.operations()).containsExactly(0, 1, 2);
    assertThat(found.summary())
        .isEqualTo(
            "the stack was found empty, but at every moment of that some value was certainly"
                + " inside.");
  }

  @Test
  void whatIsBelowMustNotComeOutFirst() {
    Finding.Violated found =
        (Finding.Violated)
            judge(
                "stack",
                new Drawing()
                    .did("push", 1, 1)
                    .did("push", 2, 2)
                    .did("pop", null, 1)
                    .did("pop", null, 2)
                    .history());
    assertThat(found.culprit()).isEqualTo(3);
    assertThat(found.operations()).containsExactly(0, 1, 2, 3);
    assertThat(found.summary())
        .isEqualTo(
            "from the push of 1 to the pop of 2 the stack was never empty, but none of the 2"
                + " values inside can have lain at the bottom all the time.");
  }

  @Test
  void valuesFromNowhereOrTwiceAreNamed() {
    assertThat(((Finding.Violated) judge("stack", new Drawing().did("pop", null, 3).history())))
        .returns(Anomaly.UNEXPECTED_MESSAGE, Finding.Violated::anomaly)
        .returns("3 came out, but nobody had put it in.", Finding.Violated::summary);
    assertThat(
            (Finding.Violated)
                judge(
                    "fifo-queue",
                    new Drawing()
                        .did("enqueue", 3, 3)
                        .did("dequeue", null, 3)
                        .did("dequeue", null, 3)
                        .history()))
        .returns(Anomaly.DUPLICATE_MESSAGE, Finding.Violated::anomaly)
        .returns("3 came out twice, but was put in once.", Finding.Violated::summary);
  }

  @Test
  void anUnknownPopMayExplainWhatIsMissing() {
    Drawing drawing = new Drawing().did("push", 1, 1).invoke(1, "pop", null);
    assertThat(judge("stack", drawing.history())).isInstanceOf(Finding.Consistent.class);
    Drawing missing = new Drawing().did("push", 1, 1).invoke(1, "pop", null);
    assertThat(judge("stack", missing.did("pop", null, null).history()))
        .isEqualTo(new Finding.NotApplicable("the outcome of taking a value is unknown"));
    Drawing certain =
        new Drawing()
            .invoke(1, "pop", null)
            .did("push", 1, 1)
            .did("pop", null, null)
            .did("pop", null, 1);
    assertThat(judge("stack", certain.history())).isInstanceOf(Finding.Violated.class);
  }

  @Test
  void whereTheConditionsDoNotHoldNothingIsSaid() {
    assertThat(judge("stack", new Drawing().did("push", 1, 1).did("push", 1, 1).history()))
        .isEqualTo(new Finding.NotApplicable("a value was put in twice"));
    assertThat(judge("stack", new Drawing().did("push", 1, 1).did("peek", null, 1).history()))
        .isEqualTo(new Finding.NotApplicable("there are operations other than putting and taking"));
    assertThat(judge("stack", new Drawing().did("push", null, null).history()))
        .isEqualTo(new Finding.NotApplicable("nil was put in, which also stands for empty"));
    assertThat(judge("kv-map", new Drawing().history()))
        .isEqualTo(new Finding.NotApplicable("there is no monitor for the model kv-map"));
  }
}
