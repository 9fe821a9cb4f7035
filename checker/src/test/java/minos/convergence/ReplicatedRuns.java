package minos.convergence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import minos.history.Event;
import minos.history.EventType;
import minos.history.History;
import minos.history.HistoryBuilder;
import minos.history.MalformedHistoryException;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Records clients of a replicated object, which may lie in one answer. */
public final class ReplicatedRuns {
  /** An update that took effect. */
  private record Update(String f, int argument, int timestamp, int node, Set<Integer> seen) {}

  /** An operation that is going on. */
  private static final class Going {
    private final String f;
    private final int argument;
    private final int timestamp;
    private boolean done;
    private @Nullable Value answer;
    private @Nullable Value clock;

    Going(String f, int argument, int timestamp) {
      this.f = f;
      this.argument = argument;
      this.timestamp = timestamp;
    }
  }

  private final ReplicatedType type;
  private final Random random;
  private final boolean nodes;
  private final boolean clocks;
  private final int replicas;
  private final List<Update> updates = new ArrayList<>();
  private final List<Set<Integer>> received = new ArrayList<>();
  private final HistoryBuilder builder = new HistoryBuilder();
  private final Map<Integer, Going> going = new HashMap<>();
  private final int lies;
  private final int most;
  private int answers;
  private int left;

  private ReplicatedRuns(ReplicatedType type, long seed, int updates, boolean lying) {
    this.type = type;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.nodes = random.nextBoolean();
    this.clocks = random.nextInt(3) == 0;
    this.replicas = 2 + random.nextInt(2);
    this.left = updates;
    this.most = updates;
    this.lies = lying ? 1 + random.nextInt(4) : -1;
    for (int i = 0; i < replicas; i++) {
      received.add(new TreeSet<>());
    }
  }

  /** A run, the same for the same arguments. */
  public static History of(ReplicatedType type, long seed, int updates, boolean lying) {
    try {
      return new ReplicatedRuns(type, seed, updates, lying).run();
    } catch (MalformedHistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  private History run() throws MalformedHistoryException {
    int processes = nodes ? replicas + 1 : replicas;
    for (int step = 0; step < 400 && (left > 0 || !going.isEmpty()); step++) {
      int process = random.nextInt(processes);
      Going now = going.get(process);
      if (random.nextInt(3) == 0) {
        received.get(random.nextInt(replicas)).addAll(received.get(random.nextInt(replicas)));
      }
      if (now == null && left > 0) {
        begin(process, random.nextInt(3) == 0 ? "read" : update());
      } else if (now != null && !now.done) {
        happen(process, now);
      } else if (now != null) {
        end(process, now, random.nextInt(8) == 0 ? EventType.INFO : EventType.OK);
      }
    }
    Set<Integer> all = new TreeSet<>();
    received.forEach(all::addAll);
    received.forEach(one -> one.addAll(all));
    for (int process = 0; process < replicas; process++) {
      Going now = begin(process, "read");
      happen(process, now);
      end(process, now, EventType.OK);
    }
    return builder.build();
  }

  private String update() {
    left--;
    return switch (type) {
      case G_COUNTER -> "add";
      case PN_COUNTER -> random.nextInt(3) == 0 ? "decrement" : "add";
      case OR_SET -> random.nextInt(5) < 2 ? "remove" : "add";
      case LWW_REGISTER -> "write";
    };
  }

  private Going begin(int process, String f) throws MalformedHistoryException {
    int argument =
        switch (type) {
          case G_COUNTER, PN_COUNTER -> random.nextInt(4);
          case OR_SET -> random.nextInt(Math.max(2, most / 3));
          case LWW_REGISTER -> random.nextInt(most < 6 ? 4 : 4 * most);
        };
    Going now = new Going(f, argument, random.nextInt(6));
    going.put(process, now);
    builder.accept(
        event(EventType.INVOKE, process, f, f.equals("read") ? null : new Int(argument), Map.of()));
    return now;
  }

  private void happen(int process, Going now) {
    now.done = true;
    int replica = process % replicas;
    Set<Integer> here = received.get(replica);
    if (!now.f.equals("read")) {
      updates.add(new Update(now.f, now.argument, now.timestamp, replica, Set.copyOf(here)));
      here.add(updates.size() - 1);
      return;
    }
    now.clock = clocks ? new Text(here.toString()) : null;
    now.answer = ++answers == lies ? lie() : answer(here);
  }

  private Value lie() {
    Set<Integer> some = new HashSet<>();
    for (int i = 0; i < updates.size(); i++) {
      if (random.nextBoolean()) {
        some.add(i);
      }
    }
    return answer(some);
  }

  private Value answer(Set<Integer> some) {
    return switch (type) {
      case G_COUNTER, PN_COUNTER ->
          new Int(
              some.stream()
                  .map(updates::get)
                  .mapToInt(u -> u.f().equals("decrement") ? -u.argument() : u.argument())
                  .sum());
      case OR_SET -> elements(some);
      case LWW_REGISTER -> winner(some);
    };
  }

  private Value elements(Set<Integer> some) {
    Set<Value> there = new LinkedHashSet<>();
    for (int add : some) {
      Update update = updates.get(add);
      boolean removed =
          some.stream()
              .map(updates::get)
              .anyMatch(
                  u ->
                      u.f().equals("remove")
                          && u.argument() == update.argument()
                          && u.seen().contains(add));
      if (update.f().equals("add") && !removed) {
        there.add(new Int(update.argument()));
      }
    }
    return new Members(there);
  }

  private Value winner(Set<Integer> some) {
    int best = -1;
    for (int write : some) {
      boolean wins =
          best < 0
              || updates.get(write).timestamp() > updates.get(best).timestamp()
              || (updates.get(write).timestamp() == updates.get(best).timestamp()
                  && updates.get(write).node() > updates.get(best).node());
      best = wins ? write : best;
    }
    return best < 0 ? Nil.NIL : new Int(updates.get(best).argument());
  }

  private void end(int process, Going now, EventType type) throws MalformedHistoryException {
    going.remove(process);
    Map<String, Value> fields = new HashMap<>();
    if (now.f.equals("write")) {
      fields.put("timestamp", new Int(now.timestamp));
    }
    if (nodes) {
      fields.put("node", new Int(process % replicas));
    }
    boolean read = now.f.equals("read");
    if (read && now.clock != null && type == EventType.OK) {
      fields.put("clock", now.clock);
    }
    Value value = read && type == EventType.OK ? now.answer : null;
    builder.accept(event(type, process, now.f, read ? value : new Int(now.argument), fields));
  }

  private static Event event(
      EventType type, int process, String f, @Nullable Value value, Map<String, Value> fields) {
    return new Event(
        type, new Int(process), f, null, value, Event.ABSENT, Event.ABSENT, Event.ABSENT, fields);
  }
}
