package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.history.Outcome;
import minos.transactions.graph.Digraph;
import minos.transactions.graph.Edges;
import minos.transactions.graph.ShortestCycle;
import minos.value.Value;

/**
 * Transactions on logs that would have to come before themselves.
 *
 * <p><b>Idea.</b> G1c: whoever polled a message comes after its sender; a circle of these is
 * information that flowed in a circle. G0: who sent a message comes before who sent the next one of
 * that log; Kafka does not isolate writes, so circles of these are listed, as Jepsen does, and not
 * judged. For the same reason the order of sends takes no part in G1c.
 *
 * <p><b>Soundness.</b> Exact for transactions of which it is certain that they happened. Of each
 * type one cycle is shown, a shortest one. <b>Cost.</b> Linear where there is no cycle; where who
 * sent always began before who polled, or sent next, no graph is made.
 */
final class KafkaCycles {
  private final KafkaRecords records;
  private final KafkaLogs logs;
  private final KafkaErrors errors;

  KafkaCycles(KafkaRecords records, KafkaLogs logs, KafkaErrors errors) {
    this.records = records;
    this.logs = logs;
    this.errors = errors;
  }

  void check(Budget budget, Progress progress) {
    find(KafkaErrors.Type.G0, sends(progress), budget);
    find(KafkaErrors.Type.G1C, polls(progress), budget);
  }

  private Edges sends(Progress progress) {
    Edges edges = new Edges();
    for (int key = 0; key < records.keys(); key++) {
      int before = KafkaRecords.NONE;
      for (int i = 0; i < logs.size(key); i++) {
        progress.step();
        int m = logs.messageAt(key, i);
        int writer = logs.writer(m);
        if (writer != KafkaRecords.NONE && logs.committed(writer)) {
          if (before != KafkaRecords.NONE && before != writer) {
            edges.add(before, writer, m);
          }
          before = writer;
        }
      }
    }
    return edges;
  }

  private Edges polls(Progress progress) {
    Edges edges = new Edges();
    for (int place = 0; place < records.operations(); place++) {
      for (int r = records.start(place); r < records.start(place + 1); r++) {
        progress.step();
        int m = records.message(r);
        int writer = logs.writer(m);
        if (!records.isSend(r)
            && records.outcome(place) == Outcome.OK
            && writer != KafkaRecords.NONE
            && writer != place
            && records.outcome(writer) != Outcome.FAIL) {
          edges.add(writer, place, m);
        }
      }
    }
    return edges;
  }

  private void find(KafkaErrors.Type type, Edges edges, Budget budget) {
    int[] cycle =
        edges.ascend() ? null : ShortestCycle.of(new Digraph(records.operations(), edges), budget);
    if (cycle == null || errors.full(type)) {
      return;
    }
    List<String> steps = new ArrayList<>();
    List<Value> operations = new ArrayList<>();
    boolean polls = type == KafkaErrors.Type.G1C;
    for (int edge : cycle) {
      int m = edges.label(edge);
      operations.add(Shapes.operation(records.history(), records.operation(edges.from(edge))));
      steps.add(
          "one "
              + (polls ? "polled " : "sent ")
              + records.name(m)
              + " of the log "
              + records.keyName(records.keyOf(m))
              + (polls ? ", which another had sent" : " right after what another had sent"));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cycle", operations);
    fields.put("steps", steps);
    int[] members = Arrays.stream(cycle).map(edge -> records.operation(edges.from(edge))).toArray();
    errors.add(
        type,
        fields,
        cycle.length
            + " transactions "
            + (polls ? "polled what the next of them had sent" : "sent after each other")
            + ", in a circle: "
            + String.join("; ", steps)
            + ".",
        Arrays.stream(members).max().orElseThrow(),
        members);
  }
}
