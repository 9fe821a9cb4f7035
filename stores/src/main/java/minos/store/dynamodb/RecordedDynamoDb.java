package minos.store.dynamodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import minos.recorder.Recorder;
import minos.recorder.wrap.ThreadProcesses;
import minos.store.aws.RecordedCalls;
import minos.value.Dict;
import minos.value.Text;
import minos.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A DynamoDB client that records what is done with items: each is a register whose key names the
 * table and the item's key, and whose value is the item's other attributes. {@code get}, with the
 * level {@code strong} or {@code eventual}, {@code put} and {@code delete}.
 *
 * <p>A put or delete on a condition is recorded as done or not done; what the condition says of the
 * item is not, which may hide a violation and never makes one. Reads of some attributes, queries,
 * scans, batches and transactions of reads are passed on unrecorded. What would change items
 * unrecorded (updates, batches and transactions of writes, statements) is refused, because a read
 * of it would look like a violation. The names of a table's key are asked of the store once.
 */
public final class RecordedDynamoDb {
  private static final Set<String> REFUSED =
      Set.of(
          "updateItem",
          "batchWriteItem",
          "transactWriteItems",
          "executeStatement",
          "batchExecuteStatement",
          "executeTransaction");

  private final DynamoDbClient client;
  private final RecordedCalls calls;
  private final Map<String, List<String>> keys = new ConcurrentHashMap<>();

  private RecordedDynamoDb(DynamoDbClient client, RecordedCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  /** Records a client; threads are told apart by themselves. As thread-safe as the client. */
  public static DynamoDbClient of(DynamoDbClient client, Recorder recorder) {
    return of(client, recorder, new ThreadProcesses());
  }

  /** Records a client, beside other wrappers with the same recorder and processes. */
  public static DynamoDbClient of(
      DynamoDbClient client, Recorder recorder, ThreadProcesses processes) {
    RecordedDynamoDb recorded =
        new RecordedDynamoDb(client, new RecordedCalls(recorder, processes));
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            recorded::invoke);
  }

  private @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
    if (REFUSED.contains(method.getName())) {
      throw new UnsupportedOperationException(
          method.getName()
              + " would change items without being recorded, and what is read afterwards would look"
              + " like a violation; use a client that does not record for it, on other keys");
    }
    if (method.isDefault() && first != null && !(first instanceof DynamoDbRequest)) {
      // A request still to be built; building it ends in a call of this proxy.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    Supplier<@Nullable Object> call = () -> pass(method, arguments);
    try {
      if (first instanceof GetItemRequest get && whole(get)) {
        return calls.<Object>read(
            key(get.tableName(), get.key()),
            Map.of(
                "level",
                new Text(Boolean.TRUE.equals(get.consistentRead()) ? "strong" : "eventual")),
            answer -> read((GetItemResponse) answer, get.key().keySet()),
            () -> Objects.requireNonNull(call.get()));
      } else if (first instanceof PutItemRequest put) {
        List<String> names = keyNames(put.tableName());
        Map<String, AttributeValue> key = new TreeMap<>(put.item());
        key.keySet().retainAll(names);
        return calls.write(
            "put",
            key(put.tableName(), key),
            item(put.item(), Set.copyOf(names)),
            Map.of(),
            () -> Objects.requireNonNull(call.get()));
      } else if (first instanceof DeleteItemRequest delete) {
        return calls.write(
            "delete",
            key(delete.tableName(), delete.key()),
            null,
            Map.of(),
            () -> Objects.requireNonNull(call.get()));
      }
      return call.get();
    } catch (Wrapped e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** A checked exception on its way through code that throws none. */
  private static final class Wrapped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrapped(Throwable cause) {
      super(cause);
    }
  }

  private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new Wrapped(Objects.requireNonNull(e.getCause()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("an interface is public", e);
    }
  }

  private static boolean whole(GetItemRequest request) {
    return request.projectionExpression() == null && !request.hasAttributesToGet();
  }

  private List<String> keyNames(String table) {
    return keys.computeIfAbsent(
        table,
        name ->
            client.describeTable(b -> b.tableName(name)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList());
  }

  private static String key(String table, Map<String, AttributeValue> key) {
    StringBuilder text = new StringBuilder(table);
    new TreeMap<>(key).values().forEach(value -> text.append('/').append(value(value).letters()));
    return text.toString();
  }

  private static @Nullable Object read(GetItemResponse response, Set<String> key) {
    return response.hasItem() ? item(response.item(), key) : null;
  }

  private static Value item(Map<String, AttributeValue> attributes, Set<String> key) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (!key.contains(name)) {
            entries.put(new Text(name), value(value));
          }
        });
    return new Dict(entries);
  }

  /** A value that differs exactly where the attribute does: numbers by their digits. */
  private static Value value(AttributeValue attribute) {
    return switch (attribute.type()) {
      case S -> new Text(attribute.s());
      case N ->
          new minos.value.Decimal(new java.math.BigDecimal(attribute.n()).stripTrailingZeros());
      case BOOL -> Value.of(attribute.bool());
      case NUL -> minos.value.Nil.NIL;
      case M -> item(attribute.m(), Set.of());
      case L -> Value.of(attribute.l().stream().map(RecordedDynamoDb::value).toList());
      case SS -> Value.of(Set.copyOf(attribute.ss()));
      case NS, B, BS, UNKNOWN_TO_SDK_VERSION -> new Text(attribute.toString());
    };
  }
}
