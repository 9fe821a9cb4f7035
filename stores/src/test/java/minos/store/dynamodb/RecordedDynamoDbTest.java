package minos.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.check.Budget;
import minos.contract.ContractCheck;
import minos.contract.ContractOptions;
import minos.contract.Contracts;
import minos.history.Operation;
import minos.recorder.Recorder;
import minos.value.Text;
import minos.verdict.Judgement;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

final class RecordedDynamoDbTest {
  private final Recorder recorder = Recorder.inMemory();
  private final Fake store = new Fake();
  private final DynamoDbClient client = RecordedDynamoDb.of(store, recorder);

  /** A table in memory, whose reads can be stale. */
  private static final class Fake implements DynamoDbClient {
    private final Map<AttributeValue, Map<String, AttributeValue>> items = new HashMap<>();
    private final Map<AttributeValue, Map<String, AttributeValue>> before = new HashMap<>();
    private boolean stale;

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      return DescribeTableResponse.builder()
          .table(t -> t.keySchema(KeySchemaElement.builder().attributeName("id").build()))
          .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      AttributeValue key = request.item().get("id");
      if (request.conditionExpression() != null && items.containsKey(key)) {
        throw ConditionalCheckFailedException.builder()
            .statusCode(400)
            .numAttempts(1)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ConditionalCheckFailedException").build())
            .build();
      }
      before.put(key, items.getOrDefault(key, Map.of()));
      items.put(key, request.item());
      return PutItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      Map<String, AttributeValue> item =
          (stale ? before : items).getOrDefault(request.key().get("id"), Map.of());
      return GetItemResponse.builder().item(item.isEmpty() ? null : item).build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
      items.remove(request.key().get("id"));
      return DeleteItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static AttributeValue text(String s) {
    return AttributeValue.fromS(s);
  }

  private void put(String id, int n) {
    client.putItem(
        PutItemRequest.builder()
            .tableName("t")
            .item(Map.of("id", text(id), "n", AttributeValue.fromN(Integer.toString(n))))
            .build());
  }

  private GetItemResponse get(String id, boolean strong) {
    return client.getItem(b -> b.tableName("t").key(Map.of("id", text(id))).consistentRead(strong));
  }

  private List<String> recorded() throws Exception {
    return recorder.history().operations().stream().map(Operation::toString).toList();
  }

  private Judgement judgement() throws Exception {
    return new ContractCheck(Contracts.dynamodb(), ContractOptions.DEFAULTS)
        .check(recorder.history(), Budget.unlimited())
        .verdict()
        .judgement();
  }

  @Test
  void codeThatKnowsNothingOfItIsRecorded() throws Exception {
    assertThat(get("x", true).hasItem()).isFalse();
    put("x", 1);
    assertThat(get("x", false).item()).containsEntry("n", AttributeValue.fromN("1"));
    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(
            () ->
                client.putItem(
                    b ->
                        b.tableName("t")
                            .item(Map.of("id", text("x")))
                            .conditionExpression("attribute_not_exists(id)")));
    client.deleteItem(b -> b.tableName("t").key(Map.of("id", text("x"))));

    assertThat(recorded())
        .containsExactly(
            "0 get \"t/x\" nil ok",
            "0 put \"t/x\" {\"n\" 1M} ok",
            "0 get \"t/x\" {\"n\" 1M} ok",
            "0 put \"t/x\" {} fail",
            "0 delete \"t/x\" nil ok");
    assertThat(recorder.history().operation(0).field("level")).contains(new Text("strong"));
    assertThat(recorder.history().operation(2).field("level")).contains(new Text("eventual"));
    assertThat(judgement()).isEqualTo(Judgement.CONSISTENT);
  }

  @Test
  void aStaleReadBreaksTheContractOnlyIfItWasAskedToBeStrong() throws Exception {
    put("x", 1);
    put("x", 2);
    store.stale = true;
    get("x", false);
    assertThat(judgement()).isEqualTo(Judgement.CONSISTENT);
    get("x", true);
    assertThat(judgement()).isEqualTo(Judgement.VIOLATED);
  }

  @Test
  void whatWouldChangeItemsUnrecordedIsRefused() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> client.updateItem(b -> b.tableName("t")))
        .withMessageStartingWith("updateItem would change items without being recorded");
    assertThat(client.serviceName()).isEqualTo("dynamodb");
  }
}
