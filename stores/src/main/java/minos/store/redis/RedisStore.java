package minos.store.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import minos.value.Bool;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/** Redis: strings, numbers and sets below a prefix. Thread-safe. */
public final class RedisStore implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(
          Action.READ,
          Action.WRITE,
          Action.CREATE,
          Action.REPLACE,
          Action.DELETE,
          Action.ADD,
          Action.ADD_ELEMENT,
          Action.READ_ELEMENTS,
          Action.WRITE_ALL,
          Action.READ_ALL);

  /** Sets a key that still holds what is expected. */
  private static final String REPLACE =
      "if redis.call('GET',KEYS[1])==ARGV[1] then redis.call('SET',KEYS[1],ARGV[2]) return 1 end return 0";

  private final RedisSettings settings;
  private final Connections<RedisConnection> connections;

  private RedisStore(RedisSettings settings) {
    this.settings = settings;
    this.connections =
        new Connections<>(
            settings.nodes().size(),
            node -> new RedisConnection(settings.nodes().get(node), settings.timeout()),
            connection -> false);
  }

  /**
   * Opens a store: sees that each node answers.
   *
   * @throws StoreUnreachableException if one does not
   */
  public static RedisStore open(RedisSettings settings) throws StoreUnreachableException {
    RedisStore store = new RedisStore(settings);
    for (int i = 0; i < settings.nodes().size(); i++) {
      InetSocketAddress node = settings.nodes().get(i);
      try {
        RedisConnection connection = store.connections.borrow(i);
        connection.call("PING");
        store.connections.giveBack(i, connection);
      } catch (IOException | RedisConnection.RefusedException e) {
        store.close();
        throw new StoreUnreachableException(
            "Redis at "
                + node.getHostString()
                + ":"
                + node.getPort()
                + " does not answer: "
                + Connections.reason(e),
            e);
      }
    }
    return store;
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("redis-wait");
  }

  @Override
  public int routes() {
    return settings.nodes().size();
  }

  @Override
  public Answer invoke(Request request) {
    return connections.ask(request.route() % routes(), connection -> answer(connection, request));
  }

  private Answer answer(RedisConnection connection, Request request) throws IOException {
    try {
      Answer answer = ask(connection, request);
      return answer.ok() && !request.action().readOnly() && settings.awaitReplicas() > 0
          ? replicated(connection, answer)
          : answer;
    } catch (RedisConnection.RefusedException e) {
      return Answer.failed(refusal(e.code()), e.code());
    }
  }

  private static Ended refusal(String code) {
    return switch (code) {
      case "BUSY", "LOADING", "CLUSTERDOWN", "TRYAGAIN" -> Ended.THROTTLED;
      default -> Ended.REJECTED;
    };
  }

  private Answer ask(RedisConnection connection, Request request)
      throws IOException, RedisConnection.RefusedException {
    String key = settings.prefix() + request.key();
    String value = Long.toString(request.value());
    return switch (request.action()) {
      case READ -> read(connection.call("GET", key), request.route() % routes());
      case WRITE -> {
        connection.call("SET", key, value);
        yield written(request);
      }
      case CREATE ->
          connection.call("SET", key, value, "NX") == null
              ? Answer.failed(Ended.PRECONDITION_FAILED, "exists")
              : written(request);
      case REPLACE ->
          Objects.equals(
                  connection.call(
                      "EVAL", REPLACE, "1", key, String.valueOf(request.token()), value),
                  1L)
              ? written(request)
              : Answer.failed(Ended.PRECONDITION_FAILED, "changed");
      case DELETE -> {
        connection.call("DEL", key);
        yield Answer.of(Nil.NIL);
      }
      case ADD ->
          Answer.of(new Int((Long) Objects.requireNonNull(connection.call("INCRBY", key, value))));
      case ADD_ELEMENT -> {
        connection.call("SADD", key, value);
        yield Answer.of(new Int(request.value()));
      }
      case READ_ELEMENTS -> elements(connection.call("SMEMBERS", key));
      case WRITE_ALL -> {
        connection.call(words("MSET", request, true));
        yield Answer.of(Nil.NIL);
      }
      case READ_ALL -> several(connection.call(words("MGET", request, false)));
      case HEAD, LIST, APPEND, READ_LIST, READ_BATCH, TRANSACT ->
          throw new IllegalArgumentException("Redis has no " + request.action().word());
    };
  }

  private String[] words(String command, Request request, boolean values) {
    List<String> words = new ArrayList<>(List.of(command));
    for (Request part : request.parts()) {
      words.add(settings.prefix() + part.key());
      if (values) {
        words.add(Long.toString(part.value()));
      }
    }
    return words.toArray(String[]::new);
  }

  private static Answer written(Request request) {
    return Answer.of(new Int(request.value()), Long.toString(request.value()), Map.of());
  }

  /** The node is recorded, because the primary is expected to do better than replicas. */
  private static Answer read(@Nullable Object reply, int node) {
    Value value = value(reply);
    Map<String, Value> fields = Map.of("node", new Int(node));
    return Answer.of(value, value.isNil() ? null : String.valueOf(reply), fields);
  }

  private static Value value(@Nullable Object reply) {
    if (reply == null) {
      return Nil.NIL;
    }
    String letters = reply.toString();
    return letters.matches("-?\\d{1,18}")
        ? new Int(Long.parseLong(letters))
        : new Text("foreign: a value that no write of this run wrote");
  }

  private static Answer elements(@Nullable Object reply) {
    Set<Value> elements = new LinkedHashSet<>();
    if (reply instanceof List<?> members) {
      members.forEach(member -> elements.add(value(member)));
    }
    return Answer.of(new Members(elements));
  }

  private static Answer several(@Nullable Object reply) {
    List<Value> values = new ArrayList<>();
    if (reply instanceof List<?> members) {
      members.forEach(member -> values.add(value(member)));
    }
    return Answer.of(new Seq(values));
  }

  /** The write is on the primary in any case; where too few replicas have it, nobody knows. */
  private Answer replicated(RedisConnection connection, Answer answer) throws IOException {
    Object reply;
    try {
      reply =
          connection.call(
              "WAIT",
              Integer.toString(settings.awaitReplicas()),
              Long.toString(settings.timeout().toMillis() / 2));
    } catch (RedisConnection.RefusedException e) {
      // It is the waiting that was refused.
      return Answer.failed(Ended.UNCLEAR, "WAIT: " + e.code());
    }
    long replicas = reply instanceof Long count ? count : 0;
    return replicas >= settings.awaitReplicas()
        ? Answer.of(
            answer.value(),
            answer.token(),
            Map.of("waited", Bool.TRUE, "replicas", new Int(replicas)))
        : Answer.failed(Ended.UNCLEAR, "on " + replicas + " replicas");
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() throws StoreUnreachableException {
    try (RedisConnection connection = connections.borrow(0)) {
      long removed = 0;
      String cursor = "0";
      do {
        Object reply =
            connection.call("SCAN", cursor, "MATCH", settings.prefix() + "*", "COUNT", "1000");
        List<?> parts = (List<?>) Objects.requireNonNull(reply);
        cursor = String.valueOf(parts.get(0));
        for (Object key : (List<?>) Objects.requireNonNull(parts.get(1))) {
          // A pattern may match more than the prefix that it was made of.
          if (String.valueOf(key).startsWith(settings.prefix())) {
            connection.call("DEL", String.valueOf(key));
            removed++;
          }
        }
      } while (!cursor.equals("0"));
      return removed;
    } catch (IOException | RedisConnection.RefusedException e) {
      throw new StoreUnreachableException(
          "the keys below " + settings.prefix() + " could not be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "redis");
    about.put("prefix", settings.prefix());
    about.put(
        "endpoints",
        String.join(
            ", ",
            settings.nodes().stream().map(n -> n.getHostString() + ":" + n.getPort()).toList()));
    about.put("wait", Integer.toString(settings.awaitReplicas()));
    return about;
  }

  @Override
  public void close() {
    connections.close();
  }
}
