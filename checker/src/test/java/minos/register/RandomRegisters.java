package minos.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;

/**
 * Small random histories of registers: a few sessions, keys and values; reads return what somebody
 * writes at some time, or the initial value, mostly.
 *
 * @param operations how many operations
 * @param processes how many processes
 * @param keys how many keys
 * @param unique whether every written value is unique
 * @param crashes the share of operations of unknown outcome
 * @param cas the share of compare-and-sets
 * @param sessions whether operations name a session that may span processes
 * @param versions whether writes record a version
 */
public record RandomRegisters(
    int operations,
    int processes,
    int keys,
    boolean unique,
    double crashes,
    double cas,
    boolean sessions,
    boolean versions) {
  /** Reads and unique writes that all succeed. */
  public static RandomRegisters plain(int operations, int processes, int keys) {
    return new RandomRegisters(operations, processes, keys, true, 0, 0, false, false);
  }

  /** The history of a seed. */
  public History of(long seed) {
    Random random = new Random(seed);
    int[] written = new int[operations];
    int[] key = new int[operations];
    int[] kind = new int[operations];
    int most = unique ? operations : 2;
    for (int i = 0; i < operations; i++) {
      key[i] = random.nextInt(keys);
      kind[i] = random.nextDouble() < cas ? 2 : random.nextInt(2);
      written[i] = unique ? i + 1 : 1 + random.nextInt(most);
    }
    Value[] seen = new Value[operations];
    for (int i = 0; i < operations; i++) {
      seen[i] = seen(random, key, kind, written, i);
    }
    HistoryBuilder builder = new HistoryBuilder();
    try {
      int next = 0;
      List<Integer> open = new ArrayList<>();
      int[] processOf = new int[operations];
      boolean[] busy = new boolean[processes];
      while (next < operations || !open.isEmpty()) {
        int process = random.nextInt(processes);
        boolean begin =
            next < operations && !busy[process] && (open.isEmpty() || random.nextInt(3) > 0);
        if (begin) {
          processOf[next] = process;
          busy[process] = true;
          open.add(next);
          builder.accept(
              event(
                  EventType.INVOKE,
                  process,
                  kind[next],
                  key[next],
                  kind[next] == 0 ? Nil.NIL : seen[next],
                  next,
                  written,
                  random,
                  0));
          next++;
        } else if (!open.isEmpty()) {
          int op = open.remove(random.nextInt(open.size()));
          busy[processOf[op]] = false;
          EventType end = random.nextDouble() < crashes ? EventType.INFO : EventType.OK;
          builder.accept(
              event(end, processOf[op], kind[op], key[op], seen[op], op, written, random, 1));
        }
      }
      return builder.build();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }

  private Value seen(Random random, int[] key, int[] kind, int[] written, int op) {
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      if (key[i] == key[op] && kind[i] != 0 && i != op) {
        values.add(written[i]);
      }
    }
    int pick = random.nextInt(values.size() + 1);
    if (random.nextInt(200) == 0) {
      return new Int(99);
    }
    return pick == values.size() ? Nil.NIL : new Int(values.get(pick));
  }

  private Event event(
      EventType type,
      int process,
      int kind,
      int key,
      Value seen,
      int op,
      int[] written,
      Random random,
      int end) {
    String f = kind == 0 ? "read" : kind == 1 ? "write" : "cas";
    Value value =
        kind == 0
            ? seen
            : kind == 1 ? new Int(written[op]) : new Seq(List.of(seen, new Int(written[op])));
    Map<String, Value> extra = Map.of();
    if (sessions && end == 0) {
      extra = Map.of("session", new Text("s" + random.nextInt(2)));
    } else if (versions && end == 1 && kind != 0 && random.nextInt(4) > 0) {
      extra = Map.of("version", new Int(random.nextInt(3) * 100L + op));
    }
    return new Event(
        type,
        new Int(process),
        f,
        new Text("k" + key),
        value,
        Event.ABSENT,
        Event.ABSENT,
        Event.ABSENT,
        extra);
  }

  /** A history in lines, for a failure's message. */
  public static String describe(History history) {
    StringBuilder text = new StringBuilder("\n");
    for (int i = 0; i < history.size(); i++) {
      text.append(history.operation(i))
          .append(" [")
          .append(history.invoked(i))
          .append(", ")
          .append(history.completed(i) == History.NEVER ? "never" : history.completed(i))
          .append("]")
          .append(history.field(i, "session").map(s -> " session " + s).orElse(""))
          .append(history.field(i, "version").map(v -> " version " + v).orElse(""))
          .append('\n');
    }
    return text.toString();
  }
}
