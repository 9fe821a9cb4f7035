package minos.store.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.value.Nil;
import minos.value.Seq;
import minos.value.Value;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Several requests as one, either all of them writes or all of them reads: DynamoDB has no
 * transaction of both, nor one that names an item twice.
 *
 * <p>The driver gives each TransactWriteItems a token of its own, so one that arrives twice is done
 * once. None is sent twice from here, so none takes the answer of another.
 */
final class DynamoTransactions {
  private final DynamoItems items;

  DynamoTransactions(DynamoItems items) {
    this.items = items;
  }

  /** Writes, or appends; several appends to one list are one update of it. */
  Answer write(DynamoDbClient client, List<Request> parts) {
    List<TransactWriteItem> writes = new ArrayList<>();
    Map<String, List<Request>> appends = new LinkedHashMap<>();
    for (Request part : parts) {
      if (part.action() == Action.APPEND) {
        appends.computeIfAbsent(part.key(), key -> new ArrayList<>()).add(part);
      } else {
        writes.add(put(part));
      }
    }
    appends.values().forEach(ofOneList -> writes.add(append(ofOneList)));
    client.transactWriteItems(b -> b.transactItems(writes));
    return Answer.of(Nil.NIL);
  }

  private TransactWriteItem put(Request write) {
    return TransactWriteItem.builder()
        .put(b -> b.tableName(items.table()).item(items.written(write)))
        .build();
  }

  private TransactWriteItem append(List<Request> ofOneList) {
    return TransactWriteItem.builder()
        .update(
            b ->
                b.tableName(items.table())
                    .key(items.key(ofOneList.get(0)))
                    .updateExpression(DynamoItems.APPEND)
                    .expressionAttributeValues(DynamoItems.more(ofOneList)))
        .build();
  }

  /** Reads numbers, or lists; what is read twice is asked for once. */
  Answer read(DynamoDbClient client, List<Request> parts) {
    Map<String, TransactGetItem> reads = new LinkedHashMap<>();
    for (Request part : parts) {
      reads.computeIfAbsent(part.key(), key -> get(part));
    }
    List<ItemResponse> answered =
        client.transactGetItems(b -> b.transactItems(reads.values())).responses();
    if (answered.size() != reads.size()) {
      return Answer.failed(Ended.UNCLEAR, answered.size() + " items of " + reads.size());
    }
    Map<String, Map<String, AttributeValue>> found = new LinkedHashMap<>();
    int place = 0;
    for (String key : reads.keySet()) {
      found.put(key, answered.get(place++).item());
    }
    List<Value> read = new ArrayList<>();
    for (Request part : parts) {
      Map<String, AttributeValue> item = found.getOrDefault(part.key(), Map.of());
      read.add(
          part.action() == Action.READ_LIST ? DynamoItems.list(item) : DynamoItems.number(item));
    }
    return Answer.of(new Seq(read));
  }

  private TransactGetItem get(Request read) {
    return TransactGetItem.builder()
        .get(b -> b.tableName(items.table()).key(items.key(read)))
        .build();
  }

  /** A cancelled transaction did nothing; the first reason that is one says why. */
  static Answer cancelled(TransactionCanceledException e) {
    for (CancellationReason reason : e.cancellationReasons()) {
      String code = String.valueOf(reason.code());
      if (!code.equals("None") && !code.equals("null")) {
        return Answer.failed(Ended.ofCancellation(code), code);
      }
    }
    return Answer.failed(Ended.REJECTED, "TransactionCanceled");
  }
}
