package minos.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Logs that lie now and then: they skip, repeat, lose and reorder messages. */
final class FaultyLogs implements RandomRun.Client {
  private static final int LOGS = 2;

  private final Random random;
  private final double lies;
  private final List<List<Integer>> logs = new ArrayList<>();
  private final Map<List<Integer>, Integer> positions = new LinkedHashMap<>();
  private int next = 1;

  private FaultyLogs(Random random, double lies) {
    this.random = random;
    this.lies = lies;
    for (int log = 0; log < LOGS; log++) {
      logs.add(new ArrayList<>());
    }
  }

  static Recording record(Random random, int operations, double lies) {
    FaultyLogs object = new FaultyLogs(random, lies);
    Recording recording = RandomRun.record(random, operations, 2, object);
    for (int log = 0; log < LOGS; log++) {
      recording.got(1000 + log, "poll", List.of(object.poll(1000 + log, log, 100)));
    }
    return recording;
  }

  private boolean lie() {
    return random.nextDouble() < lies;
  }

  @Override
  public RandomRun.Call next(Random r, int process) {
    if (random.nextInt(8) == 0) {
      return new RandomRun.Call(process, "assign", List.of(random.nextInt(LOGS)));
    }
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      parts.add(
          random.nextBoolean()
              ? Recording.mop("poll")
              : Recording.mop("send", random.nextInt(LOGS), next++));
    }
    return new RandomRun.Call(process, "txn", parts);
  }

  @Override
  public RandomRun.Answer end(Random r, RandomRun.Call call) {
    if (call.f().equals("assign")) {
      int log = Integer.parseInt(String.valueOf(parts(call).get(0)));
      positions.keySet().removeIf(key -> key.get(0) == call.process() && key.get(1) != log);
      return new RandomRun.Answer("ok", call.input());
    }
    int die = random.nextInt(12);
    String type = die == 0 ? "fail" : die == 1 ? "info" : "ok";
    boolean happens = type.equals("ok") || (type.equals("info") && random.nextBoolean()) || lie();
    if (!happens) {
      return new RandomRun.Answer(type, call.input());
    }
    List<Value> done = new ArrayList<>();
    for (Object part : parts(call)) {
      List<Value> items = ((minos.value.Seq) part).items();
      if (items.get(0).letters().equals("send")) {
        int log = Integer.parseInt(items.get(1).toString());
        int message = Integer.parseInt(items.get(2).toString());
        List<Integer> entries = logs.get(log);
        if (lie() && !entries.isEmpty()) {
          entries.set(entries.size() - 1, message);
        } else {
          entries.add(message);
        }
        if (lie()) {
          entries.add(message);
        }
        done.add(Recording.mop("send", log, Recording.mop(entries.size() - 1, message)));
      } else {
        done.add(poll(call.process(), random.nextInt(LOGS), 1 + random.nextInt(3)));
      }
    }
    // Of a transaction that did not succeed, its client knows only what it asked for.
    return new RandomRun.Answer(type, type.equals("ok") ? done : call.input());
  }

  private static List<?> parts(RandomRun.Call call) {
    return (List<?>) Objects.requireNonNull(call.input());
  }

  private Value poll(int process, int log, int most) {
    List<@Nullable Object> messages = new ArrayList<>();
    int from = positions.getOrDefault(List.of(process, log), 0);
    from = lie() ? Math.max(0, from + random.nextInt(4) - 2) : from;
    int at = from;
    while (at < logs.get(log).size() && messages.size() < most) {
      if (!lie()) {
        messages.add(Recording.mop(at, logs.get(log).get(at)));
      }
      at++;
    }
    positions.put(List.of(process, log), at);
    return Recording.mop("poll", Map.of(log, messages));
  }
}
