package minos.verify.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import minos.history.Event;
import minos.history.EventType;
import minos.store.Action;
import minos.store.Answer;
import minos.store.MemoryStore;
import minos.store.Request;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A recording of clients of a map, step by step: an operation begins, takes effect, and ends, with
 * others between. Some ends are never heard of, and their effect comes late or not at all.
 */
final class SimulatedRecording {
  private static final int CLIENTS = 4;
  private static final int KEYS = 2;

  private final SplittableRandom random;
  private final MemoryStore store = new MemoryStore();
  private final Consumer<Event> told;
  private final Pending[] clients = new Pending[CLIENTS];
  private final List<Request> lost = new ArrayList<>();
  private final Answer[] seen = new Answer[CLIENTS];
  private int processes = CLIENTS;
  private long ids;
  private long line;

  /** An operation under way. */
  private static final class Pending {
    private final int process;
    private final String f;
    private final Request request;
    private final Value input;
    private @Nullable Answer answer;

    Pending(int process, String f, Request request, Value input) {
      this.process = process;
      this.f = f;
      this.request = request;
      this.input = input;
    }
  }

  private final int[] names = new int[CLIENTS];

  SimulatedRecording(long seed, Consumer<Event> told) {
    random = new SplittableRandom(seed);
    this.told = told;
    for (int i = 0; i < CLIENTS; i++) {
      names[i] = i;
    }
  }

  /** Something happens. */
  void step() {
    if (!lost.isEmpty() && random.nextInt(20) == 0) {
      store.invoke(lost.remove(random.nextInt(lost.size())));
      return;
    }
    int client = random.nextInt(CLIENTS);
    Pending pending = clients[client];
    if (pending == null) {
      begin(client);
    } else if (pending.answer == null && random.nextInt(25) == 0) {
      if (random.nextBoolean()) {
        lost.add(pending.request);
      }
      tell(EventType.INFO, pending, pending.input);
      names[client] = processes++;
      clients[client] = null;
    } else if (pending.answer == null) {
      pending.answer = store.invoke(pending.request);
    } else if (random.nextInt(3) == 0) {
      end(client, pending, pending.answer);
    }
  }

  /** A read that begins and ends at once and sees something. */
  void read(String key, Value value) {
    Pending pending = new Pending(processes++, "read", Request.of(Action.READ, key), Nil.NIL);
    tell(EventType.INVOKE, pending, Nil.NIL);
    tell(EventType.OK, pending, value);
  }

  /** A write that begins and ends at once; its value. */
  Value write(String key) {
    Value value = new Int(++ids);
    Request request = Request.of(Action.WRITE, key, ids);
    Pending pending = new Pending(processes++, "write", request, value);
    tell(EventType.INVOKE, pending, value);
    store.invoke(request);
    tell(EventType.OK, pending, value);
    return value;
  }

  private void begin(int client) {
    String key = "k" + random.nextInt(KEYS);
    int dice = random.nextInt(10);
    Pending pending;
    if (dice < 4) {
      pending = pending(client, "read", Request.of(Action.READ, key), Nil.NIL);
    } else if (dice < 6) {
      pending = pending(client, "delete", Request.of(Action.DELETE, key), Nil.NIL);
    } else if (dice < 8 || seen[client] == null) {
      pending = pending(client, "write", Request.of(Action.WRITE, key, ++ids), new Int(ids));
    } else {
      Answer before = store.invoke(Request.of(Action.READ, key));
      String token = before.token();
      Request request =
          token == null
              ? Request.of(Action.CREATE, key, ++ids)
              : Request.replace(key, token, ++ids);
      pending = pending(client, "cas", request, Value.seq(before.value(), new Int(ids)));
    }
    clients[client] = pending;
    tell(EventType.INVOKE, pending, pending.input);
  }

  private Pending pending(int client, String f, Request request, Value input) {
    return new Pending(names[client], f, request, input);
  }

  private void end(int client, Pending pending, Answer answer) {
    clients[client] = null;
    seen[client] = answer;
    if (answer.ok()) {
      tell(EventType.OK, pending, pending.f.equals("read") ? answer.value() : pending.input);
    } else {
      tell(EventType.FAIL, pending, pending.input);
    }
  }

  private void tell(EventType type, Pending pending, Value value) {
    told.accept(
        new Event(
            type,
            new Int(pending.process),
            pending.f,
            new Text(pending.request.key()),
            value,
            line,
            line,
            ++line,
            Map.of()));
  }
}
