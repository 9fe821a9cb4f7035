package minos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes small concurrent histories: some processes, each with one operation open at a time, whose
 * effects take place at the end, at the beginning or never, as a client object decides.
 */
final class RandomRun {
  /** An operation: what it was invoked with, and what became of it. */
  record Call(int process, String f, @Nullable Object input) {}

  /** What an operation returned. */
  record Answer(String type, @Nullable Object output) {}

  /** The object under test and its clients. */
  interface Client {
    /** The next operation of some process. */
    Call next(Random random, int process);

    /** What happens when it begins. */
    default void begin(Random random, Call call) {}

    /** How it ends. */
    Answer end(Random random, Call call);
  }

  private RandomRun() {}

  static Recording record(Random random, int operations, int processes, Client client) {
    Recording recording = new Recording();
    Map<Integer, Call> open = new HashMap<>();
    List<Integer> names = new ArrayList<>();
    for (int p = 0; p < processes; p++) {
      names.add(p);
    }
    int next = processes;
    int left = operations;
    while (left > 0 || !open.isEmpty()) {
      int slot = random.nextInt(processes);
      int process = names.get(slot);
      Call call = open.get(process);
      if (call == null) {
        if (left == 0) {
          continue;
        }
        left--;
        Call fresh = client.next(random, process);
        recording.invoke(process, fresh.f(), fresh.input());
        client.begin(random, fresh);
        open.put(process, fresh);
      } else {
        open.remove(process);
        Answer answer = client.end(random, call);
        switch (answer.type()) {
          case "ok" -> recording.ok(process, call.f(), answer.output());
          case "fail" -> recording.fail(process, call.f(), call.input());
          default -> {
            // An operation without completion is one of unknown outcome too.
            if (random.nextBoolean()) {
              recording.info(process, call.f(), call.input());
            }
            names.set(slot, next++);
          }
        }
      }
    }
    return recording;
  }
}
