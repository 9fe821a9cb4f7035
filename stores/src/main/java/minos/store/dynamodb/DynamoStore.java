package minos.store.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import minos.store.aws.Failures;
import minos.store.aws.Target;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Members;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB: items of a table whose keys begin with a prefix. Thread-safe. */
public final class DynamoStore implements Store {
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
          Action.READ_ALL,
          Action.READ_BATCH);

  /** The attribute that is a key. */
  static final String KEY = "k";

  private static final String VALUE = "v";
  private static final String ELEMENTS = "e";
  private static final String FILLER = "f";

  private final DynamoSettings settings;
  private final List<DynamoDbClient> clients;
  private final String filler;

  /** Whether the table was made here: one that was there already is not removed. */
  private final boolean made;

  private DynamoStore(DynamoSettings settings, List<DynamoDbClient> clients, boolean made) {
    this.made = made;
    this.settings = settings;
    this.clients = List.copyOf(clients);
    this.filler = "x".repeat(Math.max(0, settings.valueSize()));
  }

  /**
   * Opens a store: sees that the table answers, or makes it.
   *
   * @throws StoreUnreachableException if it does not
   */
  public static DynamoStore open(DynamoSettings settings) throws StoreUnreachableException {
    List<DynamoDbClient> clients = new ArrayList<>();
    boolean made = false;
    for (Target target : settings.targets()) {
      DynamoDbClient client =
          settings
              .access()
              .prepare(DynamoDbClient.builder(), target)
              .httpClient(settings.access().http())
              .build();
      clients.add(client);
      try {
        if (settings.createTable() && clients.size() == 1) {
          made = DynamoTable.create(client, settings.table());
        }
        client.describeTable(b -> b.tableName(settings.table()));
      } catch (SdkException e) {
        clients.forEach(DynamoDbClient::close);
        throw new StoreUnreachableException(
            "the table "
                + settings.table()
                + " at "
                + target.words()
                + " does not answer: "
                + Failures.words(e)
                + "; see that it exists (--create-table makes one), that its region and endpoint are right, and that the credentials may use it",
            e);
      }
    }
    return new DynamoStore(settings, clients, made);
  }

  @Override
  public Set<Action> actions() {
    return ACTIONS;
  }

  @Override
  public Optional<String> contract() {
    return Optional.of("dynamodb");
  }

  @Override
  public int routes() {
    return clients.size();
  }

  @Override
  public Answer invoke(Request request) {
    DynamoDbClient client = clients.get(request.route() % clients.size());
    try {
      return switch (request.action()) {
        case READ -> number(item(client, request).get(VALUE));
        case READ_ELEMENTS -> Answer.of(elements(item(client, request).get(ELEMENTS)));
        case WRITE, CREATE -> put(client, request);
        case REPLACE -> replace(client, request);
        case DELETE -> {
          client.deleteItem(b -> b.tableName(settings.table()).key(key(request)));
          yield Answer.of(Nil.NIL);
        }
        case ADD -> add(client, request);
        case ADD_ELEMENT -> addElement(client, request);
        case WRITE_ALL -> writeAll(client, request);
        case READ_ALL -> readAll(client, request);
        case READ_BATCH -> readBatch(client, request);
        case HEAD, LIST, APPEND, READ_LIST, TRANSACT ->
            throw new IllegalArgumentException("DynamoDB has no " + request.action().word());
      };
    } catch (TransactionCanceledException e) {
      return cancelled(e);
    } catch (SdkException e) {
      return Failures.answer(e);
    }
  }

  private Map<String, AttributeValue> key(Request request) {
    return Map.of(KEY, AttributeValue.fromS(settings.prefix() + request.key()));
  }

  private Map<String, AttributeValue> item(DynamoDbClient client, Request request) {
    return client
        .getItem(
            b ->
                b.tableName(settings.table())
                    .key(key(request))
                    .consistentRead(request.level().equals(Request.STRONG)))
        .item();
  }

  private static Answer number(@Nullable AttributeValue value) {
    return value == null ? Answer.of(Nil.NIL) : Answer.of(idOf(value), value.n(), Map.of());
  }

  private static Value idOf(@Nullable AttributeValue value) {
    if (value == null) {
      return Nil.NIL;
    }
    String n = value.n();
    return n != null && n.matches("-?\\d{1,18}")
        ? new Int(Long.parseLong(n))
        : new Text("foreign: an item without the number that each write writes");
  }

  private static Value elements(@Nullable AttributeValue value) {
    Set<Value> elements = new LinkedHashSet<>();
    if (value != null) {
      value.ns().forEach(n -> elements.add(new Int(Long.parseLong(n))));
    }
    return new Members(elements);
  }

  private Map<String, AttributeValue> newItem(Request request) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key(request));
    item.put(VALUE, n(request.value()));
    if (!filler.isEmpty()) {
      item.put(FILLER, AttributeValue.fromS(filler));
    }
    return item;
  }

  private Answer put(DynamoDbClient client, Request request) {
    client.putItem(
        b -> {
          b.tableName(settings.table()).item(newItem(request));
          if (request.action() == Action.CREATE) {
            b.conditionExpression("attribute_not_exists(" + KEY + ")");
          }
        });
    return written(request);
  }

  private Answer replace(DynamoDbClient client, Request request) {
    client.updateItem(
        b ->
            b.tableName(settings.table())
                .key(key(request))
                .updateExpression("SET " + VALUE + " = :new")
                .conditionExpression(VALUE + " = :old")
                .expressionAttributeValues(
                    Map.of(
                        ":new",
                        n(request.value()),
                        ":old",
                        AttributeValue.fromN(String.valueOf(request.token())))));
    return written(request);
  }

  private static Answer written(Request request) {
    return Answer.of(new Int(request.value()), Long.toString(request.value()), Map.of());
  }

  private Answer add(DynamoDbClient client, Request request) {
    Map<String, AttributeValue> sum =
        client
            .updateItem(
                b ->
                    b.tableName(settings.table())
                        .key(key(request))
                        .updateExpression("ADD " + VALUE + " :d")
                        .expressionAttributeValues(Map.of(":d", n(request.value())))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes();
    return Answer.of(idOf(sum.get(VALUE)));
  }

  private Answer addElement(DynamoDbClient client, Request request) {
    client.updateItem(
        b ->
            b.tableName(settings.table())
                .key(key(request))
                .updateExpression("ADD " + ELEMENTS + " :e")
                .expressionAttributeValues(
                    Map.of(":e", AttributeValue.fromNs(List.of(Long.toString(request.value()))))));
    return Answer.of(new Int(request.value()));
  }

  private Answer writeAll(DynamoDbClient client, Request request) {
    List<TransactWriteItem> items = new ArrayList<>();
    for (Request part : request.parts()) {
      items.add(
          TransactWriteItem.builder()
              .put(b -> b.tableName(settings.table()).item(newItem(part)))
              .build());
    }
    client.transactWriteItems(b -> b.transactItems(items));
    return Answer.of(Nil.NIL);
  }

  private Answer readAll(DynamoDbClient client, Request request) {
    List<TransactGetItem> items = new ArrayList<>();
    for (Request part : request.parts()) {
      items.add(
          TransactGetItem.builder().get(b -> b.tableName(settings.table()).key(key(part))).build());
    }
    List<Value> read = new ArrayList<>();
    client
        .transactGetItems(b -> b.transactItems(items))
        .responses()
        .forEach(response -> read.add(idOf(response.item().get(VALUE))));
    return Answer.of(new Seq(read));
  }

  private Answer readBatch(DynamoDbClient client, Request request) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    request.parts().forEach(part -> keys.add(key(part)));
    BatchGetItemResponse response =
        client.batchGetItem(
            b ->
                b.requestItems(
                    Map.of(
                        settings.table(),
                        KeysAndAttributes.builder()
                            .keys(keys)
                            .consistentRead(request.level().equals(Request.STRONG))
                            .build())));
    if (response.hasUnprocessedKeys() && !response.unprocessedKeys().isEmpty()) {
      return Answer.failed(Ended.THROTTLED, "unprocessed-keys");
    }
    Map<Value, Value> found = new LinkedHashMap<>();
    response
        .responses()
        .getOrDefault(settings.table(), List.of())
        .forEach(
            item -> {
              AttributeValue key = item.get(KEY);
              if (key != null) {
                found.put(new Text(key.s()), idOf(item.get(VALUE)));
              }
            });
    List<Value> read = new ArrayList<>();
    for (Request part : request.parts()) {
      Value value = new Dict(found).get(new Text(settings.prefix() + part.key()));
      read.add(value == null ? Nil.NIL : value);
    }
    return Answer.of(new Seq(read));
  }

  /** A cancelled transaction did nothing; the first reason that is one says why. */
  private static Answer cancelled(TransactionCanceledException e) {
    for (CancellationReason reason : e.cancellationReasons()) {
      String code = String.valueOf(reason.code());
      if (!code.equals("None") && !code.equals("null")) {
        return Answer.failed(Ended.ofCancellation(code), code);
      }
    }
    return Answer.failed(Ended.REJECTED, "TransactionCanceled");
  }

  private static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  @Override
  public Charge charge(Request request) {
    return settings.charge(request);
  }

  @Override
  public long clean() throws StoreUnreachableException {
    return DynamoTable.clean(clients.get(0), settings, made);
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("store", "dynamodb");
    about.put("table", settings.table());
    about.put("prefix", settings.prefix());
    about.put(
        "endpoints", String.join(", ", settings.targets().stream().map(Target::words).toList()));
    about.put(
        "driver", "AWS SDK for Java " + software.amazon.awssdk.core.util.VersionInfo.SDK_VERSION);
    return about;
  }

  @Override
  public void close() {
    clients.forEach(DynamoDbClient::close);
  }
}
