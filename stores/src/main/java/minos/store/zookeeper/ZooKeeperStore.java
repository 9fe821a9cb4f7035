package minos.store.zookeeper;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Charge;
import minos.store.Connections;
import minos.store.Ended;
import minos.store.Request;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.zookeeper.ZooKeeperConnection.RefusedException;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Text;
import minos.value.Value;

/**
 * ZooKeeper: nodes of its tree below a prefix. A read is answered by the server that was asked; one
 * that asks for strong consistency has that server first catch up with the leader ({@code sync}).
 * The order of versions is recorded, as the transaction that wrote them. Thread-safe.
 *
 * <p>ZooKeeper has no blind write: a node is set, or created if there is none. Of the requests that
 * a write takes all but the last were refused, so it still is one that takes effect at most once.
 */
public final class ZooKeeperStore implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(Action.READ, Action.WRITE, Action.CREATE, Action.REPLACE, Action.DELETE);

  private static final int NO_NODE = -101;
  private static final int NO_RIGHT = -102;
  private static final int BAD_VERSION = -103;
  private static final int NODE_EXISTS = -110;
  private static final int THROTTLED = -127;

  private static final int ANY_VERSION = -1;
  private static final int ALL_RIGHTS = 31;
  private static final int ATTEMPTS = 20;

  private final ZooKeeperSettings settings;
  private final Connections<ZooKeeperConnection> connections;

  private ZooKeeperStore(ZooKeeperSettings settings) {
    this.settings = settings;
    this.connections =
        new Connections<>(
            settings.nodes().size(),
            node -> new ZooKeeperConnection(settings.nodes().get(node), settings.timeout()),
            ZooKeeperConnection::stale);
  }

  /**
   * Opens a store: sees that each server answers, and makes the prefix's node.
   *
   * @throws StoreUnreachableException if one does not
   */
  public static ZooKeeperStore open(ZooKeeperSettings settings) throws StoreUnreachableException {
    ZooKeeperStore store = new ZooKeeperStore(settings);
    for (int i = 0; i < settings.nodes().size(); i++) {
      try {
        ZooKeeperConnection connection = store.connections.borrow(i);
        if (i == 0) {
          store.makeRoot(connection);
        }
        // Before anybody asks this server, it is to know of the node.
        connection.call(
            ZooKeeperConnection.Type.SYNC,
            out -> ZooKeeperConnection.writeText(out, settings.root()));
        store.connections.giveBack(i, connection);
      } catch (IOException | RefusedException e) {
        store.close();
        throw new StoreUnreachableException(
            "ZooKeeper at "
                + shown(settings.nodes().get(i))
                + " does not answer: "
                + Connections.reason(e),
            e);
      }
    }
    return store;
  }

  private void makeRoot(ZooKeeperConnection connection) throws IOException, RefusedException {
    String root = settings.root();
    for (int slash = root.indexOf('/', 1); slash > 0; slash = root.indexOf('/', slash + 1)) {
      make(connection, root.substring(0, slash));
    }
    make(connection, root);
  }

  private static void make(ZooKeeperConnection connection, String path)
      throws IOException, RefusedException {
    try {
      create(connection, path, "");
    } catch (RefusedException e) {
      if (e.code() != NODE_EXISTS) {
        throw e;
      }
    }
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("zookeeper");
  }

  @Override
  public int routes() {
    return settings.nodes().size();
  }

  @Override
  public Answer invoke(Request request) {
    return connections.ask(request.route() % routes(), connection -> answer(connection, request));
  }

  private Answer answer(ZooKeeperConnection connection, Request request) throws IOException {
    try {
      return ask(connection, request);
    } catch (RefusedException e) {
      return Answer.failed(refusal(e.code()), "code " + e.code());
    }
  }

  private static Ended refusal(int code) {
    return switch (code) {
      case BAD_VERSION, NODE_EXISTS, NO_NODE -> Ended.PRECONDITION_FAILED;
      case NO_RIGHT -> Ended.REJECTED;
      case THROTTLED -> Ended.THROTTLED;
      default -> Ended.UNCLEAR;
    };
  }

  private Answer ask(ZooKeeperConnection connection, Request request)
      throws IOException, RefusedException {
    // Keys with slashes would be trees of their own.
    String path = settings.root() + "/" + request.key().replace('/', '~');
    String value = Long.toString(request.value());
    return switch (request.action()) {
      case READ -> read(connection, path, request.level().equals(Request.STRONG));
      case WRITE -> write(connection, path, request.value());
      case CREATE -> {
        create(connection, path, value);
        yield Answer.of(new Int(request.value()), "0", Map.of());
      }
      case REPLACE ->
          set(connection, path, request.value(), Integer.parseInt(String.valueOf(request.token())));
      case DELETE -> {
        try {
          delete(connection, path);
        } catch (RefusedException e) {
          if (e.code() != NO_NODE) {
            throw e;
          }
        }
        yield Answer.of(Nil.NIL);
      }
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
          throw new IllegalArgumentException("ZooKeeper has no " + request.action().word());
    };
  }

  private static Answer read(ZooKeeperConnection connection, String path, boolean strong)
      throws IOException, RefusedException {
    if (strong) {
      connection.call(
          ZooKeeperConnection.Type.SYNC, out -> ZooKeeperConnection.writeText(out, path));
    }
    try {
      DataInputStream reply =
          connection.call(
              ZooKeeperConnection.Type.GET_DATA,
              out -> {
                ZooKeeperConnection.writeText(out, path);
                out.writeBoolean(false); // no watch
              });
      return answer(value(String.valueOf(ZooKeeperConnection.readText(reply))), reply);
    } catch (RefusedException e) {
      if (e.code() == NO_NODE) {
        return Answer.of(Nil.NIL);
      }
      throw e;
    }
  }

  private static Answer write(ZooKeeperConnection connection, String path, long value)
      throws IOException, RefusedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return set(connection, path, value, ANY_VERSION);
      } catch (RefusedException e) {
        if (e.code() != NO_NODE) {
          throw e;
        }
      }
      try {
        create(connection, path, Long.toString(value));
        return Answer.of(new Int(value), "0", Map.of());
      } catch (RefusedException e) {
        if (e.code() != NODE_EXISTS) {
          throw e;
        }
      }
    }
    return Answer.failed(Ended.CONFLICT, "made and removed all the time");
  }

  private static Answer set(ZooKeeperConnection connection, String path, long value, int version)
      throws IOException, RefusedException {
    DataInputStream reply =
        connection.call(
            ZooKeeperConnection.Type.SET_DATA,
            out -> {
              ZooKeeperConnection.writeText(out, path);
              ZooKeeperConnection.writeBytes(out, bytes(Long.toString(value)));
              out.writeInt(version);
            });
    return answer(new Int(value), reply);
  }

  private static void create(ZooKeeperConnection connection, String path, String value)
      throws IOException, RefusedException {
    connection.call(
        ZooKeeperConnection.Type.CREATE,
        out -> {
          ZooKeeperConnection.writeText(out, path);
          ZooKeeperConnection.writeBytes(out, bytes(value));
          everybodyMay(out);
          out.writeInt(0); // a node that stays
        });
  }

  private static void everybodyMay(DataOutputStream out) throws IOException {
    out.writeInt(1);
    out.writeInt(ALL_RIGHTS);
    ZooKeeperConnection.writeText(out, "world");
    ZooKeeperConnection.writeText(out, "anyone");
  }

  private static void delete(ZooKeeperConnection connection, String path)
      throws IOException, RefusedException {
    connection.call(
        ZooKeeperConnection.Type.DELETE,
        out -> {
          ZooKeeperConnection.writeText(out, path);
          out.writeInt(ANY_VERSION);
        });
  }

  /** A value, with what the statistics after it say of its version. */
  private static Answer answer(Value value, DataInputStream statistics) throws IOException {
    statistics.readLong(); // the transaction that made the node
    long modified = statistics.readLong();
    statistics.readLong();
    statistics.readLong();
    int version = statistics.readInt();
    return Answer.of(value, Integer.toString(version), Map.of("version", new Int(modified)));
  }

  private static Value value(String letters) {
    return letters.matches("\\d{1,18}")
        ? new Int(Long.parseLong(letters))
        : new Text("foreign: a value that no write of this run wrote");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() throws StoreUnreachableException {
    try (ZooKeeperConnection connection = connections.borrow(0)) {
      return remove(connection, settings.root());
    } catch (IOException | RefusedException e) {
      throw new StoreUnreachableException(
          "the nodes below " + settings.root() + " could not be removed: " + e.getMessage(), e);
    }
  }

  /** Removes a node and all below it; says how many there were below it. */
  private static long remove(ZooKeeperConnection connection, String path)
      throws IOException, RefusedException {
    long removed = 0;
    try {
      for (String child : children(connection, path)) {
        removed += 1 + remove(connection, path + "/" + child);
      }
      delete(connection, path);
    } catch (RefusedException e) {
      if (e.code() != NO_NODE) {
        throw e;
      }
    }
    return removed;
  }

  private static List<String> children(ZooKeeperConnection connection, String path)
      throws IOException, RefusedException {
    DataInputStream reply =
        connection.call(
            ZooKeeperConnection.Type.GET_CHILDREN,
            out -> {
              ZooKeeperConnection.writeText(out, path);
              out.writeBoolean(false);
            });
    List<String> children = new ArrayList<>();
    for (int left = reply.readInt(); left > 0; left--) {
      children.add(String.valueOf(ZooKeeperConnection.readText(reply)));
    }
    return children;
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "zookeeper");
    about.put("prefix", settings.prefix());
    about.put(
        "endpoints",
        String.join(", ", settings.nodes().stream().map(ZooKeeperStore::shown).toList()));
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
