package minos.store.dynamodb;

import java.util.ArrayList;
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
import minos.store.aws.Failures;
import minos.store.aws.Target;
import minos.value.Dict;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
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
          Action.APPEND,
          Action.READ_LIST,
          Action.WRITE_ALL,
          Action.READ_ALL,
          Action.READ_BATCH);

  private final DynamoSettings settings;
  private final DynamoItems items;
  private final DynamoTransactions transactions;
  private final List<DynamoDbClient> clients;

  /** Whether the table was made here: one that was there already is not removed. */
  private final boolean made;

  private DynamoStore(DynamoSettings settings, List<DynamoDbClient> clients, boolean made) {
    this.made = made;
    this.settings = settings;
    this.items = new DynamoItems(settings);
    this.transactions = new DynamoTransactions(items);
    this.clients = List.copyOf(clients);
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
        case READ -> number(item(client, request));
        case READ_ELEMENTS -> Answer.of(DynamoItems.elements(item(client, request)));
        case READ_LIST -> Answer.of(DynamoItems.list(item(client, request)));
        case WRITE, CREATE -> put(client, request);
        case REPLACE -> replace(client, request);
        case DELETE -> {
          client.deleteItem(b -> b.tableName(items.table()).key(items.key(request)));
          yield Answer.of(Nil.NIL);
        }
        case ADD -> add(client, request);
        case ADD_ELEMENT -> addElement(client, request);
        case APPEND -> append(client, request);
        case WRITE_ALL -> transactions.write(client, request.parts());
        case READ_ALL -> transactions.read(client, request.parts());
        case READ_BATCH -> readBatch(client, request);
        case HEAD, LIST, TRANSACT ->
            throw new IllegalArgumentException("DynamoDB has no " + request.action().word());
      };
    } catch (TransactionCanceledException e) {
      return DynamoTransactions.cancelled(e);
    } catch (SdkException e) {
      return Failures.answer(e);
    }
  }

  private Map<String, AttributeValue> item(DynamoDbClient client, Request request) {
    return client
        .getItem(
            b ->
                b.tableName(items.table())
                    .key(items.key(request))
                    .consistentRead(request.level().equals(Request.STRONG)))
        .item();
  }

  private static Answer number(Map<String, AttributeValue> item) {
    @Nullable AttributeValue value = item.get(DynamoItems.VALUE);
    return Answer.of(DynamoItems.number(item), value == null ? null : value.n(), Map.of());
  }

  private Answer put(DynamoDbClient client, Request request) {
    client.putItem(
        b -> {
          b.tableName(items.table()).item(items.written(request));
          if (request.action() == Action.CREATE) {
            b.conditionExpression("attribute_not_exists(" + DynamoItems.KEY + ")");
          }
        });
    return written(request);
  }

  private Answer replace(DynamoDbClient client, Request request) {
    client.updateItem(
        b ->
            b.tableName(items.table())
                .key(items.key(request))
                .updateExpression("SET " + DynamoItems.VALUE + " = :new")
                .conditionExpression(DynamoItems.VALUE + " = :old")
                .expressionAttributeValues(
                    Map.of(
                        ":new",
                        DynamoItems.n(request.value()),
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
                    b.tableName(items.table())
                        .key(items.key(request))
                        .updateExpression("ADD " + DynamoItems.VALUE + " :d")
                        .expressionAttributeValues(Map.of(":d", DynamoItems.n(request.value())))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes();
    return Answer.of(DynamoItems.number(sum));
  }

  private Answer addElement(DynamoDbClient client, Request request) {
    client.updateItem(
        b ->
            b.tableName(items.table())
                .key(items.key(request))
                .updateExpression("ADD " + DynamoItems.ELEMENTS + " :e")
                .expressionAttributeValues(
                    Map.of(":e", AttributeValue.fromNs(List.of(Long.toString(request.value()))))));
    return Answer.of(new Int(request.value()));
  }

  private Answer append(DynamoDbClient client, Request request) {
    client.updateItem(
        b ->
            b.tableName(items.table())
                .key(items.key(request))
                .updateExpression(DynamoItems.APPEND)
                .expressionAttributeValues(DynamoItems.more(List.of(request))));
    return Answer.of(new Int(request.value()));
  }

  private Answer readBatch(DynamoDbClient client, Request request) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    request.parts().forEach(part -> keys.add(items.key(part)));
    BatchGetItemResponse response =
        client.batchGetItem(
            b ->
                b.requestItems(
                    Map.of(
                        items.table(),
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
        .getOrDefault(items.table(), List.of())
        .forEach(
            item -> {
              AttributeValue key = item.get(DynamoItems.KEY);
              if (key != null) {
                found.put(new Text(key.s()), DynamoItems.number(item));
              }
            });
    List<Value> read = new ArrayList<>();
    for (Request part : request.parts()) {
      Value value = new Dict(found).get(new Text(settings.prefix() + part.key()));
      read.add(value == null ? Nil.NIL : value);
    }
    return Answer.of(new Seq(read));
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
