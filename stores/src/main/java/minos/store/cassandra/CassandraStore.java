package minos.store.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Connections;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.cassandra.CassandraConnection.RefusedException;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra: rows of one table, by key. What is asked at which level is recorded; conditions are
 * lightweight transactions. Thread-safe.
 */
public final class CassandraStore implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(Action.READ, Action.WRITE, Action.CREATE, Action.REPLACE, Action.DELETE);

  private static final int UNAVAILABLE = 0x1000;
  private static final int OVERLOADED = 0x1001;
  private static final int STARTING = 0x1002;
  private static final int WRITE_TIMEOUT = 0x1100;
  private static final int READ_TIMEOUT = 0x1200;
  private static final int OUR_FAULT = 0x2000;

  /** How long nodes may take to hear of a new table. */
  private static final long AGREEMENT = TimeUnit.SECONDS.toNanos(20);

  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MOST_REPLICAS = 3;

  private final CassandraSettings settings;
  private final Connections<CassandraConnection> connections;
  private boolean made;

  private CassandraStore(CassandraSettings settings) {
    this.settings = settings;
    this.connections =
        new Connections<>(
            settings.nodes().size(),
            node -> new CassandraConnection(settings, node),
            connection -> false);
  }

  /**
   * Opens a store: sees that each node answers, and knows the table.
   *
   * @throws StoreUnreachableException if one does not
   */
  public static CassandraStore open(CassandraSettings settings) throws StoreUnreachableException {
    CassandraStore store = new CassandraStore(settings);
    for (int i = 0; i < settings.nodes().size(); i++) {
      try {
        CassandraConnection connection = store.connections.borrow(i);
        if (i == 0 && settings.createTable()) {
          store.create(connection);
        }
        store.awaitTable(connection);
        store.connections.giveBack(i, connection);
      } catch (IOException | RefusedException e) {
        store.close();
        throw new StoreUnreachableException(
            "Cassandra at "
                + shown(settings.nodes().get(i))
                + " does not answer: "
                + Connections.reason(e)
                + "; see that the table is there (--create-table makes one), and the user allowed",
            e);
      }
    }
    return store;
  }

  private void create(CassandraConnection connection) throws IOException, RefusedException {
    int replicas = Math.min(MOST_REPLICAS, settings.nodes().size());
    connection.query(
        "CREATE KEYSPACE IF NOT EXISTS "
            + settings.keyspace()
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': "
            + replicas
            + "}",
        Level.ONE);
    try {
      connection.query(
          "CREATE TABLE " + settings.table() + " (k text PRIMARY KEY, v bigint)", Level.ONE);
      made = true;
    } catch (RefusedException e) {
      // There is one already, which will stay.
      made = false;
    }
  }

  private void awaitTable(CassandraConnection connection) throws IOException, RefusedException {
    long until = System.nanoTime() + AGREEMENT;
    while (true) {
      try {
        connection.query(select(), Level.ONE, settings.prefix());
        return;
      } catch (RefusedException e) {
        if (!made || System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN);
      }
    }
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("cassandra");
  }

  @Override
  public int routes() {
    return settings.nodes().size();
  }

  @Override
  public Answer invoke(Request request) {
    return connections.ask(
        request.route() % routes(),
        connection -> {
          try {
            return ask(connection, request);
          } catch (RefusedException e) {
            return Answer.failed(ended(e.code(), request.action()), "code " + e.code());
          }
        });
  }

  /**
   * What an error says. Too few replicas are noticed before a write begins; but a condition is
   * decided before its outcome is written, and the outcome may then find too few.
   */
  private static Ended ended(int code, Action action) {
    boolean conditional = action == Action.CREATE || action == Action.REPLACE;
    return switch (code) {
      case UNAVAILABLE -> conditional ? Ended.UNCLEAR : Ended.REJECTED;
      case OVERLOADED, STARTING -> Ended.BUSY;
      case WRITE_TIMEOUT, READ_TIMEOUT -> Ended.TIMEOUT;
      default -> code >= OUR_FAULT ? Ended.REJECTED : Ended.SERVER_ERROR;
    };
  }

  private Answer ask(CassandraConnection connection, Request request)
      throws IOException, RefusedException {
    String key = settings.prefix() + request.key();
    String table = settings.table();
    return switch (request.action()) {
      case READ -> read(connection, key, request.level().equals(Request.STRONG));
      case WRITE -> {
        connection.query(
            "INSERT INTO " + table + " (k, v) VALUES (?, ?)",
            settings.writing(),
            key,
            request.value());
        yield written(request);
      }
      case DELETE -> {
        connection.query("DELETE FROM " + table + " WHERE k = ?", settings.writing(), key);
        yield Answer.of(Nil.NIL, null, level(settings.writing()));
      }
      case CREATE ->
          conditional(
              request,
              connection.query(
                  "INSERT INTO " + table + " (k, v) VALUES (?, ?) IF NOT EXISTS",
                  settings.writing(),
                  key,
                  request.value()));
      case REPLACE ->
          conditional(
              request,
              connection.query(
                  "UPDATE " + table + " SET v = ? WHERE k = ? IF v = ?",
                  settings.writing(),
                  request.value(),
                  key,
                  Long.valueOf(String.valueOf(request.token()))));
      case HEAD,
          LIST,
          ADD,
          ADD_ELEMENT,
          READ_ELEMENTS,
          APPEND,
          READ_LIST,
          WRITE_ALL,
          READ_ALL,
          READ_BATCH,
          TRANSACT ->
          throw new IllegalArgumentException("Cassandra has no " + request.action().word());
    };
  }

  private Answer read(CassandraConnection connection, String key, boolean strong)
      throws IOException, RefusedException {
    Level level = strong ? settings.strong() : Level.ONE;
    List<List<byte @Nullable []>> rows = connection.query(select(), level, key);
    byte @Nullable [] cell = rows.isEmpty() ? null : rows.get(0).get(0);
    if (cell == null) {
      return Answer.of(Nil.NIL, null, level(level));
    }
    long value = ByteBuffer.wrap(cell).getLong();
    return Answer.of(new Int(value), Long.toString(value), level(level));
  }

  private String select() {
    return "SELECT v FROM " + settings.table() + " WHERE k = ?";
  }

  /** The first column says whether it was applied. */
  private Answer conditional(Request request, List<List<byte @Nullable []>> rows) {
    byte @Nullable [] applied = rows.isEmpty() ? null : rows.get(0).get(0);
    if (applied == null || applied.length != 1) {
      return Answer.failed(Ended.UNCLEAR, "nothing is said of the condition");
    }
    return applied[0] != 0
        ? written(request)
        : Answer.failed(Ended.PRECONDITION_FAILED, "not applied");
  }

  private Answer written(Request request) {
    return Answer.of(
        new Int(request.value()), Long.toString(request.value()), level(settings.writing()));
  }

  private static Map<String, Value> level(Level level) {
    return Map.of("level", new Text(level.name()));
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() throws StoreUnreachableException {
    try (CassandraConnection connection = connections.borrow(0)) {
      if (made) {
        connection.query("DROP TABLE " + settings.table(), Level.ONE);
        return 1;
      }
      long removed = 0;
      for (List<byte @Nullable []> row :
          connection.query("SELECT k FROM " + settings.table(), Level.QUORUM)) {
        byte @Nullable [] cell = row.get(0);
        String key = cell == null ? "" : new String(cell, StandardCharsets.UTF_8);
        if (key.startsWith(settings.prefix())) {
          connection.query("DELETE FROM " + settings.table() + " WHERE k = ?", Level.QUORUM, key);
          removed++;
        }
      }
      return removed;
    } catch (IOException | RefusedException e) {
      throw new StoreUnreachableException(
          "the rows below " + settings.prefix() + " could not be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "cassandra");
    about.put("prefix", settings.prefix());
    about.put("table", settings.table());
    about.put(
        "endpoints",
        String.join(", ", settings.nodes().stream().map(CassandraStore::shown).toList()));
    about.put("writes", settings.writing().name());
    about.put("strong-reads", settings.strong().name());
    return about;
  }

  private static String shown(InetSocketAddress node) {
    return node.getHostString() + ":" + node.getPort();
  }

  @Override
  public void close() {
    connections.close();
  }
}
