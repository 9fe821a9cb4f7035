package minos.store.jdbc;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A database: rows of one table, and of another one for lists, which is made when the first list is
 * asked for. Every request is a transaction at the level asked for. Thread-safe: each request has a
 * connection for itself.
 */
public final class JdbcStore implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(
          Action.READ,
          Action.WRITE,
          Action.CREATE,
          Action.REPLACE,
          Action.DELETE,
          Action.ADD,
          Action.APPEND,
          Action.READ_LIST,
          Action.WRITE_ALL,
          Action.READ_ALL,
          Action.TRANSACT);

  private final JdbcSettings settings;
  private final @Nullable Driver driver;
  private final List<ConcurrentLinkedQueue<Connection>> idle = new ArrayList<>();
  private boolean lists;

  private JdbcStore(JdbcSettings settings, @Nullable Driver driver) {
    this.settings = settings;
    this.driver = driver;
    settings.urls().forEach(url -> idle.add(new ConcurrentLinkedQueue<>()));
  }

  /**
   * Opens a store: sees that each database answers, and makes the table if there is none.
   *
   * @throws StoreUnreachableException if one does not
   */
  public static JdbcStore open(JdbcSettings settings) throws StoreUnreachableException {
    JdbcStore store = new JdbcStore(settings, driver(settings));
    for (int i = 0; i < settings.urls().size(); i++) {
      try (Connection connection = store.connect(i)) {
        if (i == 0) {
          create(connection, JdbcRows.TABLE, JdbcRows.COLUMNS);
        }
      } catch (SQLException e) {
        store.close();
        throw new StoreUnreachableException(
            "the database "
                + settings.shownUrls().get(i)
                + " does not answer: SQL state "
                + e.getSQLState()
                + "; see that the URL is right, its driver known (--driver) and the user allowed",
            e);
      }
    }
    return store;
  }

  /** The driver in a jar of the person's own; null for those that this program has. */
  private static @Nullable Driver driver(JdbcSettings settings) throws StoreUnreachableException {
    if (settings.driver().isEmpty()) {
      return null;
    }
    try {
      URL jar = settings.driver().get().toUri().toURL();
      // Stays open as long as the driver is used, which is as long as the program runs.
      @SuppressWarnings("resource")
      ClassLoader loader = new URLClassLoader(new URL[] {jar}, JdbcStore.class.getClassLoader());
      for (Driver found : ServiceLoader.load(Driver.class, loader)) {
        if (found.acceptsURL(settings.urls().get(0))) {
          return found;
        }
      }
    } catch (MalformedURLException | SQLException e) {
      throw new StoreUnreachableException(
          "the driver " + settings.driver().get() + " can't be used", e);
    }
    throw new StoreUnreachableException(
        settings.driver().get() + " has no driver for " + settings.shownUrls().get(0));
  }

  private static void create(Connection connection, String table, String columns)
      throws SQLException {
    if (!exists(connection, table)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE " + table + " (" + columns + ")");
      }
    }
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
      return tables.next();
    }
  }

  /** Before the first request about a list, and not in its transaction. */
  private synchronized void createLists(Connection connection) throws SQLException {
    if (!lists) {
      create(connection, JdbcLists.TABLE, JdbcLists.COLUMNS);
      lists = true;
    }
  }

  private static boolean aboutLists(Request request) {
    return request.action() == Action.APPEND
        || request.action() == Action.READ_LIST
        || request.parts().stream().anyMatch(JdbcStore::aboutLists);
  }

  private Connection connect(int node) throws SQLException {
    Properties properties = new Properties();
    settings.user().ifPresent(user -> properties.setProperty("user", user));
    settings.password().ifPresent(password -> properties.setProperty("password", password));
    String url = settings.urls().get(node);
    Connection connection =
        driver == null
            ? DriverManager.getConnection(url, properties)
            : driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException("no driver for the URL", "08001");
    }
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(settings.isolation().level());
    return connection;
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  /** Other databases than PostgreSQL have none yet. */
  @Override
  public Optional<String> contract() {
    boolean postgres = settings.urls().get(0).startsWith("jdbc:postgresql:");
    return postgres ? Optional.of("postgresql") : Optional.empty();
  }

  @Override
  public int routes() {
    return settings.urls().size();
  }

  @Override
  public Answer invoke(Request request) {
    int node = request.route() % routes();
    Connection connection = idle.get(node).poll();
    try {
      if (connection == null) {
        connection = connect(node);
      }
    } catch (SQLException e) {
      return Answer.failed(Ended.NOT_SENT, "SQL state " + e.getSQLState());
    }
    boolean committing = false;
    try {
      if (aboutLists(request)) {
        createLists(connection);
      }
      Answer answer = run(connection, request);
      if (answer.ok()) {
        committing = true;
        connection.commit();
      } else {
        connection.rollback();
      }
      idle.get(node).add(connection);
      return answer;
    } catch (SQLException e) {
      giveUp(connection, node, e);
      return Answer.failed(SqlOutcomes.of(e, committing), "SQL state " + SqlOutcomes.state(e));
    }
  }

  /** Rolls back if that still can be done; then nothing of the transaction is left. */
  private void giveUp(Connection connection, int node, SQLException why) {
    try {
      connection.rollback();
      idle.get(node).add(connection);
    } catch (SQLException e) {
      why.addSuppressed(e);
      close(connection);
    }
  }

  private Answer run(Connection connection, Request request) throws SQLException {
    return switch (request.action()) {
      case READ -> {
        Value value = JdbcRows.read(connection, key(request));
        yield value.isNil() ? Answer.of(value) : Answer.of(value, value.toString(), Map.of());
      }
      case WRITE -> {
        JdbcRows.write(connection, key(request), request.value());
        yield written(request);
      }
      case CREATE -> {
        JdbcRows.insert(connection, key(request), request.value());
        yield written(request);
      }
      case REPLACE -> {
        long old = Long.parseLong(String.valueOf(request.token()));
        yield JdbcRows.replace(connection, key(request), old, request.value())
            ? written(request)
            : Answer.failed(Ended.PRECONDITION_FAILED, "no row");
      }
      case DELETE -> {
        JdbcRows.delete(connection, key(request));
        yield Answer.of(Nil.NIL);
      }
      case ADD -> Answer.of(JdbcRows.add(connection, key(request), request.value()));
      case APPEND -> {
        JdbcLists.append(connection, key(request), request.value());
        yield written(request);
      }
      case READ_LIST -> Answer.of(JdbcLists.read(connection, key(request)));
      case WRITE_ALL, READ_ALL, TRANSACT -> {
        List<Value> results = new ArrayList<>();
        for (Request part : request.parts()) {
          results.add(run(connection, part).value());
        }
        yield Answer.of(
            new Seq(results), null, Map.of("isolation", new Text(settings.isolation().word())));
      }
      case HEAD, LIST, ADD_ELEMENT, READ_ELEMENTS, READ_BATCH ->
          throw new IllegalArgumentException("a database has no " + request.action().word());
    };
  }

  private String key(Request request) {
    return settings.prefix() + request.key();
  }

  private static Answer written(Request request) {
    return Answer.of(new Int(request.value()), Long.toString(request.value()), Map.of());
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() throws StoreUnreachableException {
    try (Connection connection = connect(0)) {
      // Underscores and percent signs of the prefix stand for themselves.
      String pattern = settings.prefix().replaceAll("([!%_])", "!$1") + "%";
      String condition = " WHERE k LIKE ? ESCAPE '!'";
      int removed =
          JdbcRows.update(connection, "DELETE FROM " + JdbcRows.TABLE + condition, pattern);
      if (exists(connection, JdbcLists.TABLE)) {
        removed +=
            JdbcRows.update(connection, "DELETE FROM " + JdbcLists.TABLE + condition, pattern);
      }
      connection.commit();
      return removed;
    } catch (SQLException e) {
      throw new StoreUnreachableException(
          "the rows below "
              + settings.prefix()
              + " could not be removed: SQL state "
              + e.getSQLState(),
          e);
    }
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "jdbc");
    about.put("prefix", settings.prefix());
    about.put("endpoints", String.join(", ", settings.shownUrls()));
    about.put("isolation", settings.isolation().word());
    return about;
  }

  @Override
  public void close() {
    for (ConcurrentLinkedQueue<Connection> connections : idle) {
      for (Connection c = connections.poll(); c != null; c = connections.poll()) {
        close(c);
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Broken already, and nothing more is expected of it.
      return;
    }
  }
}
