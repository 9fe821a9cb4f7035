package minos.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import minos.value.Bool;
import minos.value.Keyword;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Objects of all kinds that lie now and then, for one history each. */
final class FaultyObject implements RandomRun.Client {
  private final String workload;
  private final Random random;
  private final double lies;
  private final List<Object> elements = new ArrayList<>();
  private final List<Object> failed = new ArrayList<>();
  private final Map<Integer, Integer> balances = new TreeMap<>();
  private final Map<Integer, String> nextOf = new TreeMap<>();
  private @Nullable Integer holder;
  private int next = 1;
  private int sum;
  private int fence;

  private FaultyObject(String workload, Random random, double lies) {
    this.workload = workload;
    this.random = random;
    this.lies = lies;
    for (int account = 0; account < 3; account++) {
      balances.put(account, 10);
    }
  }

  /** The workloads of which there are objects here. */
  static List<String> workloads() {
    List<String> all = new ArrayList<>(WorkloadChecks.names());
    all.remove("unhandled-exceptions");
    all.remove("lin-kv");
    all.add("dirty-reads:strong");
    all.add("bank:declared");
    all.add("monotonic:rows");
    all.add("total-queue:drain");
    return all;
  }

  static Recording record(String workload, Random random, int operations, double lies) {
    if (workload.equals("kafka")) {
      return FaultyLogs.record(random, operations, lies);
    }
    FaultyObject object = new FaultyObject(workload, random, lies);
    Recording recording = RandomRun.record(random, operations, 2 + random.nextInt(2), object);
    object.last(recording);
    return recording;
  }

  private boolean lie() {
    return random.nextDouble() < lies;
  }

  private static Value k(String name) {
    return new Keyword(name);
  }

  @Override
  public RandomRun.Call next(Random r, int process) {
    boolean reads = random.nextInt(5) < 2;
    return switch (workload) {
      case "set", "set-full", "monotonic:rows" -> call(process, reads ? "read" : "add", reads);
      case "g-set" -> call(process, reads ? "read" : "broadcast", reads);
      case "causal-reverse", "comments", "dirty-reads" ->
          call(process, reads ? "read" : "write", reads);
      case "dirty-reads:strong" ->
          reads
              ? new RandomRun.Call(process, "read", 1 + random.nextInt(next))
              : call(process, "write", false);
      case "queue", "total-queue", "total-queue:drain" ->
          call(process, random.nextInt(9) < 4 ? "dequeue" : "enqueue", false);
      case "unique-ids" -> new RandomRun.Call(process, "generate", null);
      case "counter", "pn-counter" ->
          new RandomRun.Call(process, reads ? "read" : "add", reads ? null : random.nextInt(7) - 2);
      case "bank", "bank:declared" -> bank(process, reads);
      case "long-fork" -> fork(process, reads);
      case "monotonic" -> new RandomRun.Call(process, reads ? "read" : "inc", null);
      case "sequential" -> new RandomRun.Call(process, reads ? "read" : "write", random.nextInt(3));
      case "adya-g2" ->
          new RandomRun.Call(
              process, "insert", Recording.mop(random.nextInt(4), Recording.mop(next++, null)));
      case "lock", "fenced-lock" -> {
        String f = nextOf.getOrDefault(process, "acquire");
        nextOf.put(process, f.equals("acquire") ? "release" : "acquire");
        yield new RandomRun.Call(process, f, null);
      }
      case "echo" -> new RandomRun.Call(process, "echo", random.nextInt(5));
      default -> new RandomRun.Call(process, "f" + random.nextInt(3), null);
    };
  }

  private RandomRun.Call call(int process, String f, boolean reads) {
    boolean again = random.nextInt(12) == 0 && next > 1 && f.matches("add|enqueue");
    Object input = reads || f.equals("dequeue") ? null : again ? 1 + random.nextInt(next) : next++;
    return new RandomRun.Call(process, f, input);
  }

  private RandomRun.Call bank(int process, boolean reads) {
    int from = random.nextInt(3);
    Map<Object, Object> transfer = new LinkedHashMap<>();
    transfer.put(k("from"), from);
    transfer.put(k("to"), (from + 1 + random.nextInt(2)) % 3);
    transfer.put(k("amount"), 1 + random.nextInt(3));
    return new RandomRun.Call(process, reads ? "read" : "transfer", reads ? null : transfer);
  }

  private RandomRun.Call fork(int process, boolean reads) {
    if (!reads) {
      int key = next++ - 1;
      return new RandomRun.Call(process, "txn", List.of(Recording.mop("w", key, key)));
    }
    int group = Math.max(0, (next - 1) / 2 - random.nextInt(2)) * 2;
    return new RandomRun.Call(
        process,
        "txn",
        List.of(Recording.mop("r", group, null), Recording.mop("r", group + 1, null)));
  }

  @Override
  public RandomRun.Answer end(Random r, RandomRun.Call call) {
    int die = random.nextInt(12);
    String type = die == 0 ? "fail" : die == 1 ? "info" : "ok";
    boolean applies = type.equals("ok") || (type.equals("info") && random.nextBoolean());
    if (type.equals("fail") && lie() && random.nextBoolean()) {
      applies = true;
    }
    if (type.equals("fail") && call.input() != null) {
      failed.add(call.input());
    }
    Object answer = applies || type.equals("ok") ? answer(call, applies) : call.input();
    if (answer instanceof RandomRun.Answer fixed) {
      return fixed;
    }
    return new RandomRun.Answer(type, answer);
  }

  private @Nullable Object answer(RandomRun.Call call, boolean applies) {
    return switch (call.f()) {
      case "read" -> read(call);
      case "add", "broadcast", "write", "enqueue", "inc" -> {
        boolean skip = !applies || (call.f().equals("enqueue") && lie());
        if (!skip && call.input() instanceof Integer input) {
          sum += input;
          elements.add(input);
        }
        if (workload.equals("monotonic:rows")) {
          yield row(call.input(), lie() ? next - 3 : next);
        }
        yield call.f().equals("inc") ? Integer.valueOf(lie() ? --sum : ++sum) : call.input();
      }
      case "dequeue" -> dequeue();
      case "generate" -> lie() ? 1 + random.nextInt(next) : Integer.valueOf(next++);
      case "transfer" -> transfer(call);
      case "txn" -> txn(call);
      case "insert" -> insert(call);
      case "acquire", "release" -> lock(call);
      case "echo" -> Map.of(k("echo"), lie() ? Integer.valueOf(99) : call.input());
      default ->
          random.nextInt(3) == 0 ? null : new RandomRun.Answer(lie() ? "info" : "fail", null);
    };
  }

  private static Map<Value, Object> row(@Nullable Object val, int sts) {
    Map<Value, Object> row = new LinkedHashMap<>();
    row.put(k("val"), val);
    row.put(k("sts"), sts);
    return row;
  }

  private @Nullable Object read(RandomRun.Call call) {
    return switch (workload) {
      case "counter", "pn-counter" -> sum + (lie() ? random.nextInt(9) - 4 : 0);
      case "monotonic" -> sum - (lie() ? 2 : 0);
      case "sequential" -> Recording.mop(call.input(), parts());
      case "bank", "bank:declared" -> snapshot();
      case "dirty-reads" -> rows();
      case "dirty-reads:strong" -> lie() ? call.input() : dirty(call);
      case "monotonic:rows" -> {
        List<Object> rows = new ArrayList<>();
        members().forEach(member -> rows.add(row(member, rows.size() + (lie() ? -2 : 1))));
        yield rows;
      }
      default -> members();
    };
  }

  private @Nullable Object dirty(RandomRun.Call call) {
    return elements.contains(call.input())
        ? call.input()
        : new RandomRun.Answer("fail", call.input());
  }

  private List<Object> rows() {
    Object last = elements.isEmpty() ? 0 : elements.get(elements.size() - 1);
    return List.of(last, failed.isEmpty() || !lie() ? last : failed.get(failed.size() - 1));
  }

  private List<Object> parts() {
    List<@Nullable Object> parts = new ArrayList<>();
    int seen = random.nextInt(4);
    for (int i = 0; i < 3; i++) {
      parts.add(i < seen ? null : "part" + i);
    }
    if (lie()) {
      parts.set(random.nextInt(3), null);
    }
    return parts;
  }

  private List<Object> members() {
    Set<Object> different = new LinkedHashSet<>(elements);
    List<Object> members = new ArrayList<>(different);
    if (lie() && !members.isEmpty()) {
      members.remove(random.nextInt(members.size()));
    }
    if (lie() && !workload.equals("monotonic:rows")) {
      members.add(random.nextInt(next + 5));
    }
    if (!workload.equals("monotonic:rows")) {
      Collections.shuffle(members, random);
    }
    return members;
  }

  private Object dequeue() {
    if (lie() && next > 1) {
      return 1 + random.nextInt(next + 1);
    } else if (elements.isEmpty()) {
      return new RandomRun.Answer("fail", null);
    }
    return lie() ? elements.get(0) : elements.remove(random.nextInt(elements.size()));
  }

  private static int number(@Nullable Object value) {
    return value instanceof Integer number ? number : 0;
  }

  private @Nullable Object transfer(RandomRun.Call call) {
    if (call.input() instanceof Map<?, ?> transfer && !(lie() && random.nextBoolean())) {
      int from = number(transfer.get(k("from")));
      int to = number(transfer.get(k("to")));
      int amount = number(transfer.get(k("amount")));
      if (balances.getOrDefault(from, 0) < amount && !lie()) {
        return new RandomRun.Answer("fail", call.input());
      }
      balances.merge(from, -amount, Integer::sum);
      balances.merge(to, amount, Integer::sum);
    }
    return call.input();
  }

  private Map<Object, @Nullable Object> snapshot() {
    Map<Object, @Nullable Object> read = new LinkedHashMap<>(balances);
    if (lie()) {
      int account = random.nextInt(3);
      switch (random.nextInt(5)) {
        case 0 -> read.remove(account);
        case 1 -> read.put(account, null);
        case 2 -> read.put(7, 0);
        case 3 -> {
          read.put(account, balances.getOrDefault(account, 0) + 1);
          read.put((account + 1) % 3, balances.getOrDefault((account + 1) % 3, 0) - 1);
        }
        default -> read.put(account, balances.getOrDefault(account, 0) + 1);
      }
    }
    return read;
  }

  private Object txn(RandomRun.Call call) {
    List<Value> done = new ArrayList<>();
    for (Object part : (List<?>) Objects.requireNonNull(call.input())) {
      Value mop = (Value) part;
      List<Value> items = ((minos.value.Seq) mop).items();
      if (items.get(0).letters().equals("w")) {
        elements.add(items.get(1));
        done.add(mop);
      } else {
        boolean seen = elements.contains(items.get(1)) && random.nextInt(5) > 20 * lies;
        done.add(Recording.mop("r", items.get(1), seen ? items.get(1) : null));
      }
    }
    return done;
  }

  private @Nullable Object insert(RandomRun.Call call) {
    Object key = ((minos.value.Seq) Objects.requireNonNull(call.input())).get(0);
    if (elements.contains(key) && !lie()) {
      return new RandomRun.Answer("fail", call.input());
    }
    elements.add(key);
    return call.input();
  }

  private @Nullable Object lock(RandomRun.Call call) {
    if (call.f().equals("release")) {
      boolean holds = Integer.valueOf(call.process()).equals(holder);
      holder = holds ? null : holder;
      return holds || lie() ? null : new RandomRun.Answer("fail", null);
    } else if (holder != null && !lie()) {
      nextOf.put(call.process(), "acquire");
      return new RandomRun.Answer("fail", null);
    }
    holder = call.process();
    return Map.of(k("fence"), lie() ? fence - 1 : ++fence);
  }

  /** What a test does at its end. */
  private void last(Recording recording) {
    int process = 1000;
    switch (workload) {
      case "set", "set-full", "g-set" -> recording.got(process, "read", members());
      case "monotonic:rows" ->
          recording.got(process, "read", read(new RandomRun.Call(process, "read", null)));
      case "pn-counter" -> {
        if (random.nextBoolean()) {
          recording
              .invoke(process, "read", null)
              .with(Map.of("final?", Bool.TRUE))
              .ok(process, "read", sum + (random.nextDouble() < 5 * lies ? 5 : 0));
        }
      }
      case "total-queue" -> {
        while (!elements.isEmpty()) {
          recording.got(process, "dequeue", elements.remove(0));
        }
      }
      case "total-queue:drain" -> {
        if (lie()) {
          elements.add(next + 5);
        }
        recording.got(process, "drain", List.copyOf(elements));
      }
      case "dirty-reads:strong" -> {
        for (int i = 0; i < 3; i++) {
          recording.got(process + i, "strong-read", members());
        }
      }
      case "bank:declared" ->
          recording.header(Map.of("total-amount", 30, "accounts", List.of(0, 1, 2)));
      default -> {}
    }
  }
}
