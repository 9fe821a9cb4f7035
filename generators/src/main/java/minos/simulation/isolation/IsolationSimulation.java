package minos.simulation.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minos.history.Event;
import minos.history.EventSink;
import minos.history.EventType;
import minos.history.MalformedHistoryException;
import minos.transactions.TransactionModel;
import minos.value.Int;
import minos.value.Keyword;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Simulates a store of transactions at one isolation level, with its clients.
 *
 * <p>Clients begin and end transactions in turns that are drawn. A transaction reads some keys and
 * then writes some; what it sees is drawn among what its level allows, and at its end it commits,
 * or aborts and is recorded as failed. One in forty is recorded as of unknown outcome, and its
 * client goes on as another process. The same options give the same events, always. Time and memory
 * are linear in the number of transactions times keys, and for lists in the length of what is read.
 *
 * <p>Thread-safe: no state between runs.
 */
public final class IsolationSimulation {
  private static final int MOST_MICROS = 3;
  private static final int LAG = 6;
  private static final int TIMEOUTS = 40;
  private static final int LEAKS = 10;
  private static final long TICK = 100_000;

  private final IsolationOptions options;
  private final EventSink sink;
  private final Rules rules;
  private final MersenneTwister random;
  private final Versions versions;
  private final Client[] clients;
  private final long[] written;
  private long events;

  /** How many commits the last view of a prefix had. */
  private int snapshotCommits;

  private IsolationSimulation(IsolationOptions options, EventSink sink) {
    this.options = options;
    this.sink = sink;
    this.rules = options.rules();
    this.random = new MersenneTwister(options.seed());
    this.versions = new Versions(options.keys(), options.model() == TransactionModel.LIST_APPEND);
    this.clients = new Client[options.clients()];
    for (int c = 0; c < clients.length; c++) {
      clients[c] = new Client(c, options.keys());
    }
    this.written = new long[options.keys()];
  }

  /** A client, what its session saw, and its transaction. */
  private static final class Client {
    private int process;
    private int[] session;
    private int sessionCommits;
    private boolean open;
    private int begun;
    private List<Integer> reads = List.of();
    private List<List<Value>> writes = List.of();
    private Value invocation = Nil.NIL;

    Client(int process, int keys) {
      this.process = process;
      this.session = new int[keys];
    }
  }

  /**
   * Simulates.
   *
   * @param sink is given each event as it happens
   * @throws MalformedHistoryException if the sink refuses an event
   */
  public static void run(IsolationOptions options, EventSink sink)
      throws MalformedHistoryException {
    new IsolationSimulation(options, sink).run();
  }

  private void run() throws MalformedHistoryException {
    for (long begun = 0; begun < options.transactions(); ) {
      Client client = clients[random.nextInt(clients.length)];
      if (client.open) {
        end(client);
      } else {
        begin(client);
        begun++;
      }
    }
    for (Client client : clients) {
      if (client.open) {
        end(client);
      }
    }
  }

  private void begin(Client client) throws MalformedHistoryException {
    client.open = true;
    client.begun = versions.commits();
    List<Integer> reads = new ArrayList<>();
    List<List<Value>> writes = new ArrayList<>();
    for (int k = 0; k < options.keys(); k++) {
      writes.add(new ArrayList<>());
    }
    List<Value> micros = new ArrayList<>();
    int count = random.nextInt(MOST_MICROS + 1);
    for (int i = 0; i < count; i++) {
      reads.add(random.nextInt(options.keys()));
      micros.add(micro("r", reads.get(i), Nil.NIL));
    }
    int most = random.nextInt(MOST_MICROS + 1 - (count == 0 ? 1 : 0)) + (count == 0 ? 1 : 0);
    for (int i = 0; i < most; i++) {
      int key = random.nextInt(options.keys());
      if (writes.get(key).isEmpty()) {
        Value value = new Int(++written[key]);
        writes.get(key).add(value);
        micros.add(micro(writing(), key, value));
      }
    }
    client.reads = reads;
    client.writes = writes;
    client.invocation = new Seq(micros);
    record(EventType.INVOKE, client, client.invocation);
  }

  private String writing() {
    return options.model() == TransactionModel.LIST_APPEND ? "append" : "w";
  }

  private static Value micro(String f, int key, Value value) {
    return Value.seq(new Keyword(f), new Int(key), value);
  }

  private void end(Client client) throws MalformedHistoryException {
    int[] view = versions.none();
    int[] seen = new int[client.reads.size()];
    boolean moves = rules.view() == Rules.View.ANY || rules.view() == Rules.View.MOVING;
    if (!moves) {
      view = view(client, versions.none());
    }
    List<Value> micros = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      if (moves) {
        view = view(client, view);
      }
      seen[i] = view[client.reads.get(i)];
      micros.add(micro("r", client.reads.get(i), versions.read(client.reads.get(i), seen[i])));
    }
    if (client.reads.isEmpty() && moves) {
      view = view(client, view);
    }
    micros.addAll(((Seq) client.invocation).items().subList(seen.length, micros(client)));
    client.open = false;
    if (aborts(client, view, seen)) {
      record(EventType.FAIL, client, client.invocation);
      return;
    }
    boolean leaks = rules.fault() == Rules.Fault.LEAK && random.nextInt(LEAKS) == 0;
    int[] after = view.clone();
    boolean writes = client.writes.stream().anyMatch(of -> !of.isEmpty());
    int snapshot = snapshotCommits;
    if (writes) {
      versions.commit(client.writes, after, late(client));
      snapshot = versions.commits();
    }
    if (leaks) {
      record(EventType.FAIL, client, client.invocation);
    } else if (random.nextInt(TIMEOUTS) == 0) {
      record(EventType.INFO, client, client.invocation);
      client.process += clients.length;
      client.session = versions.none();
      client.sessionCommits = 0;
    } else {
      record(EventType.OK, client, new Seq(micros));
      Versions.join(client.session, after);
      client.sessionCommits = Math.max(client.sessionCommits, snapshot);
    }
  }

  private static int micros(Client client) {
    return ((Seq) client.invocation).size();
  }

  /** What a transaction sees, or sees next. */
  private int[] view(Client client, int[] before) {
    return switch (rules.view()) {
      case ANY -> some(versions.none());
      case MOVING -> grown(client, before, false);
      case ATOMIC -> grown(client, before, false);
      case CAUSAL -> grown(client, before, true);
      case PREFIX -> prefix(0);
      case SESSION_PREFIX -> prefix(client.sessionCommits);
      case NEWEST -> prefixOf(client.begun);
    };
  }

  private int[] prefix(int least) {
    int newest = versions.commits();
    return prefixOf(Math.max(least, newest - random.nextInt(LAG)));
  }

  private int[] prefixOf(int commits) {
    snapshotCommits = Math.max(0, commits);
    return versions.prefix(snapshotCommits);
  }

  /** A set of whole transactions with what was there before, and what the session saw or did. */
  private int[] grown(Client client, int[] before, boolean causal) {
    int[] set = before.clone();
    Versions.join(set, client.session);
    set = some(set);
    versions.close(set, causal);
    return set;
  }

  /** Of each key some version that is not much older than the newest, and none that is older. */
  private int[] some(int[] least) {
    int[] some = least.clone();
    for (int k = 0; k < some.length; k++) {
      some[k] = Math.max(some[k], versions.size(k) - random.nextInt(LAG / 2));
    }
    return some;
  }

  private boolean aborts(Client client, int[] view, int[] seen) {
    boolean writes = client.writes.stream().anyMatch(of -> !of.isEmpty());
    for (int k = 0; k < options.keys(); k++) {
      boolean written = !client.writes.get(k).isEmpty();
      if (rules.conflict() == Rules.Conflict.WRITES && written && view[k] < versions.size(k)) {
        return true;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      int key = client.reads.get(i);
      boolean stale = seen[i] < versions.size(key);
      boolean written = !client.writes.get(key).isEmpty();
      boolean matters =
          switch (rules.conflict()) {
            case NONE, WRITES -> false;
            case UPDATES -> written;
            case READS -> writes;
          };
      if (stale && matters) {
        return true;
      }
    }
    return false;
  }

  /** A key whose write comes too late to be last, where writers interleave. */
  private int late(Client client) {
    if (rules.fault() != Rules.Fault.INTERLEAVE || random.nextInt(LEAKS) > 0) {
      return -1;
    }
    int[] candidates =
        IntStream.range(0, options.keys())
            .filter(k -> !client.writes.get(k).isEmpty() && versions.size(k) > 0)
            .toArray();
    return candidates.length < 2 ? -1 : candidates[random.nextInt(candidates.length)];
  }

  private void record(EventType type, Client client, Value value) throws MalformedHistoryException {
    sink.accept(
        new Event(
            type,
            new Int(client.process),
            "txn",
            null,
            value,
            events,
            TICK * events,
            Event.ABSENT,
            Map.of()));
    events++;
  }
}
