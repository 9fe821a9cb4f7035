package minos.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import minos.check.Budget;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.register.RegisterOptions;
import minos.register.VersionOrder;
import minos.staleness.Bound;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import minos.verdict.CheckResult;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long checks take on large histories. Run by hand:
 *
 * <pre>
 * mvn -pl checker -am test -Dtest=MillionOperationsTest -Dminos.measure=true \\
 *     -Dminos.measure.models=causal,session,causal-convergence
 * </pre>
 */
@EnabledIfSystemProperty(named = "minos.measure", matches = "true")
final class MillionOperationsTest {
  private static final String MODELS = System.getProperty("minos.measure.models", "");

  @Test
  void measuresChecks() throws MalformedHistoryException {
    int operations = Integer.getInteger("minos.measure.operations", 1_000_000);
    int sessions = Integer.getInteger("minos.measure.sessions", 32);
    for (int keys : new int[] {1000, 1}) {
      History history = linearizable(operations, sessions, keys, 7);
      for (int round = 0; round < 2; round++) {
        for (ConsistencyModel model : ConsistencyModel.values()) {
          if (model != ConsistencyModel.LINEARIZABLE
              && (MODELS.isEmpty() || MODELS.contains(model.id()))) {
            measure(history, keys, model, VersionOrder.REAL_TIME, round);
          }
        }
        measure(history, keys, ConsistencyModel.SESSION, VersionOrder.NONE, round);
      }
    }
  }

  private static void measure(
      History history, int keys, ConsistencyModel model, VersionOrder order, int round) {
    CheckResult result =
        new RegisterCheck(
                model, RegisterOptions.DEFAULTS.withVersionOrder(order), Bound.versions(2))
            .check(history, Budget.unlimited());
    assertThat(result.verdict().judgement())
        .as(model.id() + result.verdict())
        .isEqualTo(Judgement.CONSISTENT);
    System.getLogger("measure")
        .log(
            System.Logger.Level.INFO,
            "{0} operations, {1} keys, round {2}: {3} ({4}) in {5} ms",
            history.size(),
            keys,
            round,
            model.id(),
            order.word(),
            result.elapsed().toMillis());
  }

  /** A history of one copy of each key, with overlapping operations and unique values. */
  static History linearizable(int operations, int processes, int keys, long seed)
      throws MalformedHistoryException {
    Random random = new Random(seed);
    HistoryBuilder builder = new HistoryBuilder();
    int[] holds = new int[keys];
    int[] key = new int[processes];
    int[] open = new int[processes];
    int[] seen = new int[processes];
    int begun = 0;
    int writes = 0;
    int busy = 0;
    while (begun < operations || busy > 0) {
      int p = random.nextInt(processes);
      if (open[p] == 0 && begun < operations) {
        begun++;
        busy++;
        key[p] = random.nextInt(keys);
        boolean write = random.nextBoolean();
        open[p] = write ? ++writes : -1;
        seen[p] = -1;
        builder.accept(event(EventType.INVOKE, p, key[p], write, write ? open[p] : 0));
        if (random.nextBoolean()) {
          effect(holds, key, open, seen, p);
        }
      } else if (open[p] != 0) {
        if (seen[p] < 0) {
          effect(holds, key, open, seen, p);
        }
        builder.accept(event(EventType.OK, p, key[p], open[p] > 0, seen[p]));
        open[p] = 0;
        busy--;
      }
    }
    return builder.build();
  }

  private static void effect(int[] holds, int[] key, int[] open, int[] seen, int p) {
    if (open[p] > 0) {
      holds[key[p]] = open[p];
    }
    seen[p] = holds[key[p]];
    if (open[p] > 0) {
      seen[p] = open[p];
    }
  }

  private static Event event(EventType type, int process, int key, boolean write, int value) {
    Value v = value == 0 ? Nil.NIL : new Int(value);
    return new Event(
        type,
        new Int(process),
        write ? "write" : "read",
        new Int(key),
        v,
        Event.ABSENT,
        Event.ABSENT,
        Event.ABSENT,
        java.util.Map.of());
  }
}
