package minos.workload;

import static minos.workload.Recording.mop;
import static minos.workload.Verdicts.assertConsistent;
import static minos.workload.Verdicts.assertViolated;
import static minos.workload.Verdicts.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minos.history.EventType;
import minos.history.Operation;
import minos.value.Value;
import minos.verdict.Anomaly;
import minos.verdict.CheckResult;
import minos.verdict.Verdict;
import minos.verdict.Violation;
import org.junit.jupiter.api.Test;

/** Transactions that sent to and polled from logs in a circle. */
final class KafkaCyclesTest {
  /** Two transactions, each of which sends to one log and polls from both. */
  private static CheckResult crossed(Value polledByFirst, Value polledBySecond) {
    return new Recording()
        .invoke(0, "txn", mop(mop("send", "x", 1), mop("poll")))
        .invoke(1, "txn", mop(mop("send", "y", 2), mop("poll")))
        .ok(0, "txn", mop(mop("send", "x", mop(0, 1)), mop("poll", polledByFirst)))
        .ok(1, "txn", mop(mop("send", "y", mop(0, 2)), mop("poll", polledBySecond)))
        .got(2, "poll", mop(mop("poll", Map.of("x", mop(mop(0, 1)), "y", mop(mop(0, 2))))))
        .check("kafka");
  }

  @Test
  void findsTransactionsThatPolledWhatEachOtherSent() {
    CheckResult result =
        crossed(Value.of(Map.of("y", mop(mop(0, 2)))), Value.of(Map.of("x", mop(mop(0, 1)))));

    Violation violation = assertViolated(result, Anomaly.G1C).get(0);
    assertThat(violation.culprit().orElseThrow().ordinal()).isEqualTo(1);
    assertThat(violation.operations()).extracting(Operation::ordinal).containsExactly(0, 1);
    assertThat(field(result, "bad-error-types")).isEqualTo("[:G1c]");
    assertConsistent(crossed(Value.of(Map.of("y", mop(mop(0, 2)))), Value.of(Map.of("x", mop()))));
  }

  @Test
  void listsButAllowsSendsThatInterleaveInACircle() {
    CheckResult result =
        new Recording()
            .invoke(0, "txn", mop(mop("send", "x", 1), mop("send", "y", 1)))
            .invoke(1, "txn", mop(mop("send", "x", 2), mop("send", "y", 2)))
            .ok(0, "txn", mop(mop("send", "x", mop(0, 1)), mop("send", "y", mop(1, 1))))
            .ok(1, "txn", mop(mop("send", "x", mop(1, 2)), mop("send", "y", mop(0, 2))))
            .got(2, "poll", mop(mop("poll", Map.of("x", mop(mop(0, 1), mop(1, 2))))))
            .got(2, "poll", mop(mop("poll", Map.of("y", mop(mop(0, 2), mop(1, 1))))))
            .check("kafka");

    assertConsistent(result);
    assertThat(field(result, "error-types")).isEqualTo("[:G0]");
    assertThat(field(result, "G0")).contains(":count 1").contains("right after");
  }

  @Test
  void agreesWithTheShortestWayBackOverAllTransactions() {
    int circles = 0;
    int allowed = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      Transactions all = new Transactions(new Random(seed));
      CheckResult result = all.check();
      int polled = shortest(all.polls(), all.size);
      assertThat(violations(result))
          .as("seed %d", seed)
          .filteredOn(violation -> violation.anomaly() == Anomaly.G1C)
          .extracting(violation -> violation.operations().size())
          .isEqualTo(polled == 0 ? List.of() : List.of(polled));
      int sent = shortest(all.sends(), all.size);
      assertThat(field(result, "error-types").contains(":G0"))
          .as("seed %d", seed)
          .isEqualTo(sent > 0);
      circles += polled > 0 ? 1 : 0;
      allowed += sent > 0 ? 1 : 0;
    }
    assertThat(circles).isBetween(400, 3_600);
    assertThat(allowed).isBetween(400, 3_600);
  }

  private static List<Violation> violations(CheckResult result) {
    return result.verdict() instanceof Verdict.Violated violated
        ? violated.violations()
        : List.of();
  }

  /** The length of a shortest cycle, by lengthening ways step by step; 0 for none. */
  private static int shortest(boolean[][] edges, int size) {
    boolean[][] ways = edges;
    for (int length = 1; length <= size; length++) {
      boolean[][] now = ways;
      if (IntStream.range(0, size).anyMatch(i -> now[i][i])) {
        return length;
      }
      boolean[][] longer = new boolean[size][size];
      for (int i = 0; i < size * size * size; i++) {
        int from = i / size / size;
        int to = i % size;
        longer[from][to] |= ways[from][i / size % size] && edges[i / size % size][to];
      }
      ways = longer;
    }
    return 0;
  }

  /** Transactions that all overlap, each with a send to two of three logs, polling at random. */
  private static final class Transactions {
    private static final int LOGS = 3;

    private final int size;
    private final EventType[] outcome;
    // By log: the messages at the offsets. Transaction t sends message t.
    private final List<List<Integer>> logs = new ArrayList<>();
    // By transaction: the messages that it polled of each log.
    private final List<Map<Integer, Set<Integer>>> polled = new ArrayList<>();
    private final Recording recording = new Recording();

    Transactions(Random random) {
      size = 2 + random.nextInt(4);
      outcome = new EventType[size];
      for (int k = 0; k < LOGS; k++) {
        logs.add(new ArrayList<>());
      }
      for (int t = 0; t < size; t++) {
        int dice = random.nextInt(8);
        outcome[t] = dice == 0 ? EventType.FAIL : dice == 1 ? EventType.INFO : EventType.OK;
        int without = random.nextInt(LOGS);
        for (int k = 0; k < LOGS; k++) {
          if (k != without) {
            logs.get(k).add(t);
          }
        }
        polled.add(new TreeMap<>());
      }
      logs.forEach(log -> Collections.shuffle(log, random));
      for (int t = 0; t < size; t++) {
        for (int k = 0; k < LOGS; k++) {
          Set<Integer> some = new HashSet<>(logs.get(k));
          some.removeIf(m -> random.nextInt(4) > 0);
          polled.get(t).put(k, some);
        }
      }
    }

    CheckResult check() {
      for (int t = 0; t < size; t++) {
        recording.invoke(t, "txn", transaction(t, false));
      }
      for (int t = 0; t < size; t++) {
        recording.event(outcome[t], t, "txn", transaction(t, outcome[t] != EventType.FAIL));
      }
      return recording.check("kafka");
    }

    private Value transaction(int t, boolean done) {
      List<Object> parts = new ArrayList<>();
      for (int k = 0; k < LOGS; k++) {
        if (logs.get(k).contains(t)) {
          Object message = done ? mop(logs.get(k).indexOf(t), t) : t;
          parts.add(mop("send", "k" + k, message));
        }
      }
      Map<String, Object> pairs = new HashMap<>();
      polled
          .get(t)
          .forEach(
              (k, some) ->
                  pairs.put(
                      "k" + k,
                      logs.get(k).stream()
                          .filter(some::contains)
                          .map(m -> mop(logs.get(k).indexOf(m), m))
                          .toList()));
      parts.add(done ? mop("poll", pairs) : mop("poll"));
      return Value.of(parts);
    }

    private boolean polls(int reader, int k, int m) {
      return polled.get(reader).getOrDefault(k, Set.of()).contains(m);
    }

    private boolean polledByOneThatSucceeded(int k, int m) {
      return IntStream.range(0, size).anyMatch(t -> outcome[t] == EventType.OK && polls(t, k, m));
    }

    /** From who sent to who polled. */
    boolean[][] polls() {
      boolean[][] edges = new boolean[size][size];
      for (int reader = 0; reader < size; reader++) {
        for (int k = 0; k < LOGS; k++) {
          for (int m = 0; m < size; m++) {
            edges[m][reader] |=
                m != reader
                    && outcome[reader] == EventType.OK
                    && outcome[m] != EventType.FAIL
                    && polls(reader, k, m);
          }
        }
      }
      return edges;
    }

    /** From who sent to who sent next, of those who certainly did. */
    boolean[][] sends() {
      boolean[][] edges = new boolean[size][size];
      for (int k = 0; k < LOGS; k++) {
        List<Integer> log = new ArrayList<>(logs.get(k));
        log.removeIf(m -> !happened(m));
        for (int i = 1; i < log.size(); i++) {
          edges[log.get(i - 1)][log.get(i)] = true;
        }
      }
      return edges;
    }

    private boolean happened(int t) {
      return outcome[t] == EventType.OK
          || (outcome[t] == EventType.INFO
              && IntStream.range(0, LOGS).anyMatch(k -> polledByOneThatSucceeded(k, t)));
    }
  }
}
