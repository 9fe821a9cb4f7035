package minos.causal;

import java.util.ArrayList;
import java.util.HashMap;
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
import minos.value.Text;
import minos.value.Value;

/**
 * Histories of a few hundred operations on registers that are replicated: each process has a copy
 * of its own, and copies hear of each other now and then.
 *
 * @param mode how copies hear of each other
 */
record ReplicatedRegisters(int operations, int processes, int keys, Mode mode) {
  enum Mode {
    /** All at once, the greater time stamp wins: causally convergent. */
    LAST_WRITER_WINS,
    /** All at once, what is heard wins: sometimes causally consistent, sometimes not. */
    LAST_HEARD_WINS,
    /** Key by key: often neither. */
    KEY_BY_KEY,
    /** One copy for all: linearizable. */
    ONE_COPY
  }

  private record Written(int value, long stamp) {}

  History of(long seed) {
    try {
      return new Run(new Random(seed)).history();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }

  private final class Run {
    private final Random random;
    private final HistoryBuilder builder = new HistoryBuilder();
    private final List<Map<Integer, Written>> copies = new ArrayList<>();
    private final Value[] open = new Value[processes];
    private final int[] keyOf = new int[processes];
    private final boolean[] writes = new boolean[processes];
    private final boolean[] done = new boolean[processes];
    private long clock;

    Run(Random random) {
      this.random = random;
      for (int i = 0; i < processes; i++) {
        copies.add(i > 0 && mode == Mode.ONE_COPY ? copies.get(0) : new HashMap<>());
      }
    }

    History history() throws MalformedHistoryException {
      int begun = 0;
      int ended = 0;
      while (ended < operations) {
        int process = random.nextInt(processes);
        if (random.nextInt(3) == 0 && mode != Mode.ONE_COPY) {
          hear(copies.get(process), copies.get(random.nextInt(processes)));
        } else if (open[process] == null && begun < operations) {
          begin(process, ++begun);
        } else if (open[process] != null && !done[process]) {
          takeEffect(process);
        } else if (open[process] != null) {
          emit(EventType.OK, process);
          open[process] = null;
          ended++;
        }
      }
      return builder.build();
    }

    private void begin(int process, int number) throws MalformedHistoryException {
      writes[process] = random.nextInt(3) == 0;
      keyOf[process] = random.nextInt(keys);
      open[process] = writes[process] ? new Int(number) : Nil.NIL;
      done[process] = false;
      emit(EventType.INVOKE, process);
    }

    private void takeEffect(int process) {
      done[process] = true;
      Map<Integer, Written> copy = copies.get(process);
      if (writes[process] && open[process] instanceof Int value) {
        copy.put(keyOf[process], new Written((int) value.value(), ++clock));
      } else {
        Written written = copy.get(keyOf[process]);
        open[process] = written == null ? Nil.NIL : new Int(written.value());
      }
    }

    private void hear(Map<Integer, Written> copy, Map<Integer, Written> other) {
      int only = random.nextInt(keys);
      for (int key = 0; key < keys; key++) {
        Written theirs = other.get(key);
        Written ours = copy.get(key);
        boolean heard = mode != Mode.KEY_BY_KEY || key == only;
        boolean newer =
            mode == Mode.LAST_HEARD_WINS
                || (theirs != null && (ours == null || theirs.stamp() > ours.stamp()));
        if (heard && newer && theirs != null) {
          copy.put(key, theirs);
        }
      }
    }

    private void emit(EventType type, int process) throws MalformedHistoryException {
      Value value = open[process];
      builder.accept(
          new Event(
              type,
              new Int(process),
              writes[process] ? "write" : "read",
              new Text("k" + keyOf[process]),
              value == null ? Nil.NIL : value,
              Event.ABSENT,
              Event.ABSENT,
              Event.ABSENT,
              Map.of()));
    }
  }
}
