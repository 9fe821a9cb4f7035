package minos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minos.check.Budget;
import minos.history.History;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Mixed levels against their definition: there is an order of the writes and strong reads, each at
 * a point in its interval, with which strong reads see the last write, and committed reads a write
 * whose point is not after their end. Small histories, every order tried.
 */
final class MixedLevelsTest {
  private static final int CASES = Integer.getInteger("minos.cases", 1500);

  /** An operation on one key: value 0 is the initial one. */
  private record Op(char kind, int value, int begin, int end, boolean open) {
    String line(int process) {
      String f = kind == 'w' ? "put" : "get";
      String said = value == 0 ? "nil" : String.valueOf(value);
      String level = kind == 'w' ? "" : " consistentRead=" + (kind == 's');
      return "p"
          + process
          + " "
          + f
          + " x "
          + said
          + " "
          + begin
          + "-"
          + (open ? "~" : end)
          + level;
    }
  }

  @Test
  void agreesWithTheDefinitionWhereValuesAreUnique() {
    int violated = 0;
    int onlyTogether = 0;
    for (int seed = 0; seed < CASES; seed++) {
      List<Op> ops = random(new Random(seed), true);
      boolean expected = allowed(ops);
      Verdict verdict = judge(ops);
      assertThat(verdict.judgement())
          .as("seed " + seed + ": " + ops + " " + verdict)
          .isEqualTo(expected ? Judgement.CONSISTENT : Judgement.VIOLATED);
      violated += expected ? 0 : 1;
      onlyTogether += expected || !apart(ops) ? 0 : 1;
    }
    assertThat(violated).isBetween(CASES / 10, CASES * 9 / 10);
    assertThat(onlyTogether).as("histories whose levels hold one by one").isGreaterThan(10);
  }

  @Test
  void inventsNoViolationWhereValuesRepeat() {
    int missed = 0;
    for (int seed = 0; seed < CASES; seed++) {
      List<Op> ops = random(new Random(seed), false);
      boolean expected = allowed(ops);
      Verdict verdict = judge(ops);
      if (expected) {
        assertThat(verdict.judgement())
            .as("seed " + seed + ": " + ops + " " + verdict)
            .isEqualTo(Judgement.CONSISTENT);
      } else {
        missed += verdict.judgement() == Judgement.CONSISTENT ? 1 : 0;
      }
    }
    assertThat(missed).as("what the approximation misses").isLessThan(CASES / 50);
  }

  private static Verdict judge(List<Op> ops) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      lines.add(ops.get(i).line(i));
    }
    // A read that nobody judges keeps a history without other successes from being undecided.
    lines.add("z get unrelated nil 0-1 consistentRead=false");
    History history = Scene.of(lines);
    return new ContractCheck(Contracts.byName("dynamodb").orElseThrow(), ContractOptions.DEFAULTS)
        .check(history, Budget.unlimited())
        .verdict();
  }

  private static List<Op> random(Random random, boolean unique) {
    int writes = 1 + random.nextInt(3);
    int reads = 1 + random.nextInt(4);
    List<Integer> times = new ArrayList<>();
    for (int t = 0; t < 2 * (writes + reads); t++) {
      times.add(t);
    }
    java.util.Collections.shuffle(times, random);
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < writes + reads; i++) {
      int a = times.get(2 * i);
      int b = times.get(2 * i + 1);
      boolean write = i < writes;
      int value = write ? (unique ? i + 1 : 1 + random.nextInt(2)) : random.nextInt(writes + 1);
      char kind = write ? 'w' : random.nextBoolean() ? 's' : 'c';
      boolean open = write && random.nextInt(4) == 0;
      ops.add(new Op(kind, value, Math.min(a, b), Math.max(a, b), open));
    }
    return ops;
  }

  /** Whether each level holds if the other is left out. */
  private static boolean apart(List<Op> ops) {
    return allowed(ops.stream().filter(op -> op.kind() != 'c').toList())
        && allowed(ops.stream().filter(op -> op.kind() != 's').toList());
  }

  private static boolean allowed(List<Op> ops) {
    List<Op> strong = ops.stream().filter(op -> op.kind() != 'c').toList();
    List<Op> weak = ops.stream().filter(op -> op.kind() == 'c').toList();
    return search(strong, weak, new ArrayList<>(), new boolean[strong.size()]);
  }

  private static boolean search(List<Op> strong, List<Op> weak, List<Op> order, boolean[] used) {
    if (complete(strong, used) && explains(order, weak)) {
      return true;
    }
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        used[i] = true;
        order.add(strong.get(i));
        if (search(strong, weak, order, used)) {
          return true;
        }
        order.remove(order.size() - 1);
        used[i] = false;
      }
    }
    return false;
  }

  private static boolean complete(List<Op> strong, boolean[] used) {
    for (int i = 0; i < used.length; i++) {
      if (!used[i] && !strong.get(i).open()) {
        return false;
      }
    }
    return true;
  }

  /** Places each operation of an order as early as it can be, and looks. */
  private static boolean explains(List<Op> order, List<Op> weak) {
    int[] point = new int[order.size()];
    int held = 0;
    for (int i = 0; i < point.length; i++) {
      Op op = order.get(i);
      point[i] = Math.max(i == 0 ? 0 : point[i - 1], op.begin());
      if (!op.open() && point[i] > op.end()) {
        return false;
      }
      if (op.kind() == 'w') {
        held = op.value();
      } else if (op.value() != held) {
        return false;
      }
    }
    for (Op read : weak) {
      boolean seen = read.value() == 0;
      for (int i = 0; i < point.length; i++) {
        Op op = order.get(i);
        seen |= op.kind() == 'w' && op.value() == read.value() && point[i] <= read.end();
      }
      if (!seen) {
        return false;
      }
    }
    return true;
  }
}
