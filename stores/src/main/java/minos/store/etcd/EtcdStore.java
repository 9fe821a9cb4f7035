package minos.store.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/**
 * etcd: keys below a prefix. Reads that ask for eventual consistency are etcd's serializable ones,
 * answered by a member alone. The server's order of versions, the revision, is recorded.
 * Thread-safe.
 */
public final class EtcdStore implements Store {
  /** What can be asked of any such store. */
  public static final Set<Action> ACTIONS =
      Set.of(
          Action.READ,
          Action.WRITE,
          Action.CREATE,
          Action.REPLACE,
          Action.DELETE,
          Action.WRITE_ALL,
          Action.READ_ALL);

  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final EtcdSettings settings;
  private final String version;
  private final ObjectMapper json = new ObjectMapper();

  /** Every request is a POST, which the JDK's client does not send a second time by itself. */
  private final HttpClient http;

  private EtcdStore(EtcdSettings settings, HttpClient http, String version) {
    this.settings = settings;
    this.http = http;
    this.version = version;
  }

  /**
   * Opens a store: sees that each member answers.
   *
   * @throws StoreUnreachableException if one does not
   */
  public static EtcdStore open(EtcdSettings settings) throws StoreUnreachableException {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
    for (URI node : settings.nodes()) {
      for (String version : List.of("/v3/", "/v3beta/")) {
        EtcdStore store = new EtcdStore(settings, http, version);
        Answer answer = store.read(node, Request.of(Action.READ, "opening").at(Request.EVENTUAL));
        if (answer.ok() && node.equals(settings.nodes().get(settings.nodes().size() - 1))) {
          return store;
        } else if (answer.ok()) {
          break;
        } else if (answer.ended() != Ended.NOT_FOUND) {
          throw new StoreUnreachableException(
              "etcd at "
                  + node
                  + " does not answer: "
                  + answer.ended().meaning()
                  + " ("
                  + answer.error()
                  + ")");
        }
      }
    }
    throw new StoreUnreachableException(
        "etcd at " + settings.nodes() + " does not speak JSON at /v3/ (etcd 3.4 and later do)");
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("etcd");
  }

  @Override
  public int routes() {
    return settings.nodes().size();
  }

  @Override
  public Answer invoke(Request request) {
    URI node = settings.nodes().get(request.route() % routes());
    return switch (request.action()) {
      case READ -> read(node, request);
      case WRITE -> written(request, post(node, "kv/put", put(request)));
      case CREATE -> conditional(node, request, "VERSION", "version", "0");
      case REPLACE ->
          conditional(node, request, "MOD", "mod_revision", String.valueOf(request.token()));
      case DELETE -> {
        Reply reply = post(node, "kv/deleterange", key(request));
        // Where there was nothing to delete, no version was made.
        boolean deleted = reply.body().path("deleted").asLong() > 0;
        yield reply.failed()
            ? reply.failure()
            : Answer.of(Nil.NIL, null, deleted ? version(reply) : Map.of());
      }
      case WRITE_ALL -> {
        Reply reply = post(node, "kv/txn", all(request, "request_put"));
        yield reply.failed() ? reply.failure() : Answer.of(Nil.NIL, null, version(reply));
      }
      case READ_ALL -> readAll(node, request);
      case HEAD, LIST, ADD, ADD_ELEMENT, READ_ELEMENTS, APPEND, READ_LIST, READ_BATCH, TRANSACT ->
          throw new IllegalArgumentException("etcd has no " + request.action().word());
    };
  }

  private ObjectNode key(Request request) {
    return json.createObjectNode().put("key", base64(settings.prefix() + request.key()));
  }

  private ObjectNode put(Request request) {
    return key(request).put("value", base64(Long.toString(request.value())));
  }

  private ObjectNode range(Request request) {
    ObjectNode range = key(request);
    if (!request.level().equals(Request.STRONG)) {
      range.put("serializable", true);
    }
    return range;
  }

  private Answer read(URI node, Request request) {
    Reply reply = post(node, "kv/range", range(request));
    if (reply.failed()) {
      return reply.failure();
    }
    JsonNode found = reply.body().path("kvs").path(0);
    return found.isMissingNode()
        ? Answer.of(Nil.NIL, null, Map.of("revision", revision(reply)))
        : Answer.of(
            value(found),
            found.path("mod_revision").asText(),
            Map.of(
                "version",
                new Int(found.path("mod_revision").asLong()),
                "revision",
                revision(reply)));
  }

  private Answer conditional(
      URI node, Request request, String target, String field, String expected) {
    ObjectNode txn = json.createObjectNode();
    txn.putArray("compare")
        .addObject()
        .put("key", base64(settings.prefix() + request.key()))
        .put("target", target)
        .put("result", "EQUAL")
        .put(field, expected);
    txn.putArray("success").addObject().set("request_put", put(request));
    Reply reply = post(node, "kv/txn", txn);
    if (!reply.failed() && !reply.body().path("succeeded").asBoolean()) {
      return Answer.failed(Ended.PRECONDITION_FAILED, "compare");
    }
    return written(request, reply);
  }

  private ObjectNode all(Request request, String kind) {
    ObjectNode txn = json.createObjectNode();
    ArrayNode success = txn.putArray("success");
    for (Request part : request.parts()) {
      success
          .addObject()
          .set(kind, kind.equals("request_put") ? put(part) : range(part.at(request.level())));
    }
    return txn;
  }

  private Answer readAll(URI node, Request request) {
    Reply reply = post(node, "kv/txn", all(request, "request_range"));
    if (reply.failed()) {
      return reply.failure();
    }
    List<Value> values = new ArrayList<>();
    for (JsonNode response : reply.body().path("responses")) {
      JsonNode found = response.path("response_range").path("kvs").path(0);
      values.add(found.isMissingNode() ? Nil.NIL : value(found));
    }
    return values.size() == request.parts().size()
        ? Answer.of(new Seq(values))
        : Answer.failed(Ended.UNCLEAR, "responses are missing");
  }

  private static Value value(JsonNode found) {
    String letters =
        new String(
            Base64.getDecoder().decode(found.path("value").asText()), StandardCharsets.UTF_8);
    return letters.matches("\\d{1,18}")
        ? new Int(Long.parseLong(letters))
        : new Text("foreign: a value that no write of this run wrote");
  }

  private static Answer written(Request request, Reply reply) {
    if (reply.failed()) {
      return reply.failure();
    }
    return Answer.of(
        new Int(request.value()),
        reply.body().path("header").path("revision").asText(),
        version(reply));
  }

  private static Map<String, Value> version(Reply reply) {
    return Map.of("version", revision(reply));
  }

  private static Value revision(Reply reply) {
    return new Int(reply.body().path("header").path("revision").asLong());
  }

  /** What came back: a body, or how it failed. */
  private record Reply(JsonNode body, Answer failure) {
    boolean failed() {
      return !failure.ok();
    }
  }

  private Reply post(URI node, String path, ObjectNode body) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(node.resolve(version + path))
                  .timeout(settings.timeout())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      JsonNode answer = json.readTree(response.body());
      if (response.statusCode() == OK) {
        return new Reply(answer, Answer.of(Nil.NIL));
      }
      return failure(ended(response.statusCode(), answer), "http-" + response.statusCode());
    } catch (HttpConnectTimeoutException | ConnectException e) {
      return failure(Ended.NOT_SENT, e.getClass().getSimpleName());
    } catch (HttpTimeoutException e) {
      return failure(Ended.TIMEOUT, "timeout");
    } catch (IOException e) {
      return failure(Ended.BROKEN, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure(Ended.UNCLEAR, "interrupted");
    }
  }

  /** The codes are gRPC's: 3 is an invalid argument; nothing else is certain. */
  private static Ended ended(int status, JsonNode answer) {
    if (status == NOT_FOUND) {
      return Ended.NOT_FOUND;
    }
    return answer.path("code").asInt() == 3 ? Ended.REJECTED : Ended.SERVER_ERROR;
  }

  private Reply failure(Ended ended, String error) {
    return new Reply(json.createObjectNode(), Answer.failed(ended, error));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Charge charge(Request request) {
    return Charge.NONE;
  }

  @Override
  public long clean() throws StoreUnreachableException {
    byte[] end = settings.prefix().getBytes(StandardCharsets.UTF_8);
    // The first key after all that begin with the prefix.
    end[end.length - 1]++;
    ObjectNode range =
        json.createObjectNode()
            .put("key", base64(settings.prefix()))
            .put("range_end", Base64.getEncoder().encodeToString(end));
    Reply reply = post(settings.nodes().get(0), "kv/deleterange", range);
    if (reply.failed()) {
      throw new StoreUnreachableException(
          "the keys below "
              + settings.prefix()
              + " could not be removed: "
              + reply.failure().error());
    }
    return reply.body().path("deleted").asLong();
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "etcd");
    about.put("prefix", settings.prefix());
    about.put(
        "endpoints",
        String.join(
            ", ", settings.nodes().stream().map(n -> n.getHost() + ":" + n.getPort()).toList()));
    return about;
  }

  @Override
  public void close() {}
}
