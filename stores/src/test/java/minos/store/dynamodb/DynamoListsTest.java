package minos.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.history.Outcome;
import minos.store.Action;
import minos.store.Answer;
import minos.store.Ended;
import minos.store.Request;
import minos.store.ScriptedServer;
import minos.store.Store;
import minos.store.StoreUnreachableException;
import minos.store.aws.Access;
import minos.store.aws.Credentials;
import minos.store.aws.Target;
import minos.value.Int;
import minos.value.Nil;
import minos.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions of lists: what is asked, and what answers of DynamoDB Local say, byte for byte. */
final class DynamoListsTest {
  private static final String JSON = "application/x-amz-json-1.0";
  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

  private static final Request APPENDS =
      Request.all(
          Action.WRITE_ALL,
          List.of(
              Request.of(Action.APPEND, "x", 1),
              Request.of(Action.APPEND, "y", 2),
              Request.of(Action.APPEND, "x", 3)));

  private static final Request READS =
      Request.all(
          Action.READ_ALL,
          List.of(
              Request.of(Action.READ_LIST, "x"),
              Request.of(Action.READ_LIST, "none"),
              Request.of(Action.READ_LIST, "x"),
              Request.of(Action.READ_LIST, "y")));

  /** The transactions that arrived. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A table that is there, of which each transaction is answered so. */
  private ScriptedServer answering(byte[] answer) throws IOException {
    return new ScriptedServer(
        ScriptedServer.HTTP,
        bytes -> {
          String request = new String(bytes, StandardCharsets.UTF_8);
          if (request.contains("DynamoDB_20120810.DescribeTable")) {
            return ScriptedServer.http(200, JSON, "{\"Table\":{\"TableName\":\"table\"}}");
          }
          asked.add(request);
          return answer;
        });
  }

  private static Store open(ScriptedServer server) throws StoreUnreachableException {
    URI endpoint = URI.create("http://127.0.0.1:" + server.address().getPort());
    Access access =
        new Access(Optional.of(new Credentials("key", "secret")), 4, Duration.ofMillis(700));
    return DynamoStore.open(
        new DynamoSettings(
            List.of(new Target(Optional.of(endpoint), Optional.of("us-east-1"))),
            access,
            "table",
            "p/",
            false,
            10));
  }

  private Answer invoke(byte[] answer, Request request) throws Exception {
    try (ScriptedServer server = answering(answer);
        Store store = open(server)) {
      return store.invoke(request);
    }
  }

  private String body() {
    assertThat(asked).as("nothing is sent twice").hasSize(1);
    return asked.get(0).substring(asked.get(0).indexOf('{'));
  }

  @Test
  void appendsToOneListAreOneUpdateWithItsElementsInTheirOrder() throws Exception {
    Answer answer = invoke(ScriptedServer.http(200, JSON, "{}"), APPENDS);

    assertThat(answer.ended()).isEqualTo(Ended.ANSWERED);
    assertThat(asked.get(0)).contains("DynamoDB_20120810.TransactWriteItems");
    String expression =
        "\"UpdateExpression\":\"SET l = list_append(if_not_exists(l, :none), :more)\",";
    assertThat(body())
        .containsOnlyOnce("{\"S\":\"p/x\"}")
        .containsOnlyOnce("{\"S\":\"p/y\"}")
        .contains(expression)
        .contains("\":more\":{\"L\":[{\"N\":\"1\"},{\"N\":\"3\"}]}")
        .contains("\":more\":{\"L\":[{\"N\":\"2\"}]}")
        .contains("\":none\":{\"L\":[]}");
  }

  /** So none takes the answer of another, and a request that arrives twice is done once. */
  @Test
  void eachTransactionHasATokenOfItsOwn() throws Exception {
    try (ScriptedServer server = answering(ScriptedServer.http(200, JSON, "{}"));
        Store store = open(server)) {
      store.invoke(APPENDS);
      store.invoke(APPENDS);
    }

    List<String> tokens =
        asked.stream().map(TOKEN::matcher).filter(Matcher::find).map(m -> m.group(1)).toList();
    assertThat(tokens).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aListThatIsReadTwiceIsAskedForOnceAndAnsweredTwice() throws Exception {
    Answer answer =
        invoke(
            ScriptedServer.http(
                200,
                JSON,
                "{\"Responses\":[{\"Item\":{\"l\":{\"L\":[{\"N\":\"1\"},{\"N\":\"3\"}]},"
                    + "\"k\":{\"S\":\"p/x\"}}},{},{\"Item\":{\"l\":{\"L\":[{\"N\":\"2\"}]},"
                    + "\"k\":{\"S\":\"p/y\"}}}]}"),
            READS);

    Value x = Value.seq(new Int(1), new Int(3));
    assertThat(answer.value()).isEqualTo(Value.seq(x, Nil.NIL, x, Value.seq(new Int(2))));
    assertThat(asked.get(0)).contains("DynamoDB_20120810.TransactGetItems");
    assertThat(body()).containsOnlyOnce("{\"S\":\"p/x\"}");
  }

  /** An item that is missing in the answer was not read as nil. */
  @Test
  void anAnswerWithoutSomeOfTheItemsIsNotUnderstood() throws Exception {
    Answer answer = invoke(ScriptedServer.http(200, JSON, "{\"Responses\":[{}]}"), READS);

    assertThat(answer.ended()).isEqualTo(Ended.UNCLEAR);
    assertThat(answer.error()).isEqualTo("1 items of 3");
    assertThat(answer.ended().outcome(READS.action())).isEqualTo(Outcome.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "ConditionalCheckFailed, PRECONDITION_FAILED",
    "TransactionConflict, CONFLICT",
    "ThrottlingError, THROTTLED",
    "ProvisionedThroughputExceeded, THROTTLED",
    "ItemCollectionSizeLimitExceeded, REJECTED",
    // The list would not fit into an item.
    "ValidationError, REJECTED"
  })
  void aTransactionThatWasCancelledDidNotHappen(String code, Ended ended) throws Exception {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\""
            + code
            + "\",\"Message\":\"so it is\"}],\"Message\":\"Transaction cancelled, please refer "
            + "cancellation reasons for specific reasons [None, "
            + code
            + "]\"}";
    for (Request request : List.of(APPENDS, READS)) {
      Answer answer = invoke(ScriptedServer.http(400, JSON, body), request);
      assertThat(answer.ended()).isEqualTo(ended);
      assertThat(answer.error()).isEqualTo(code);
      assertThat(answer.ended().outcome(request.action())).isEqualTo(Outcome.FAIL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.amazon.coral.validate#ValidationException, REJECTED, FAIL",
    "com.amazonaws.dynamodb.v20120810#TransactionInProgressException, UNCLEAR, INFO",
    "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException, UNCLEAR, INFO"
  })
  void anErrorSaysOfAppendsWhatIsCertainAndOfReadsThatTheyFailed(
      String type, Ended ended, Outcome outcome) throws Exception {
    String body = "{\"__type\":\"" + type + "\",\"Message\":\"\"}";
    for (Request request : List.of(APPENDS, READS)) {
      Answer answer = invoke(ScriptedServer.http(400, JSON, body), request);
      assertThat(answer.ended()).isEqualTo(ended);
      assertThat(answer.ended().outcome(request.action()))
          .isEqualTo(request.action().readOnly() ? Outcome.FAIL : outcome);
    }
  }

  @Test
  void anAnswerThatIsCutOrNeverComesSaysNothingOfAppends() throws Exception {
    for (byte[] end : List.of(ScriptedServer.cut(), ScriptedServer.silence())) {
      for (Request request : List.of(APPENDS, READS)) {
        asked.clear();
        Answer answer = invoke(end, request);
        assertThat(answer.ended())
            .isEqualTo(end == ScriptedServer.cut() ? Ended.BROKEN : Ended.TIMEOUT);
        assertThat(answer.ended().outcome(request.action()))
            .isEqualTo(request.action().readOnly() ? Outcome.FAIL : Outcome.INFO);
        assertThat(asked).as("nothing is sent twice").hasSize(1);
      }
    }
  }

  @Test
  void aListIsBilledOnceForEachItemTwiceForATransactionAndWithoutTheFiller() {
    DynamoSettings settings =
        new DynamoSettings(
            List.of(new Target(Optional.empty(), Optional.empty())),
            new Access(Optional.empty(), 1, Duration.ofSeconds(1)),
            "table",
            "p/",
            false,
            5_000);

    assertThat(settings.charge(APPENDS).item()).isEqualTo("dynamodb.write-unit");
    assertThat(settings.charge(APPENDS).units()).isEqualTo(4);
    assertThat(settings.charge(READS).item()).isEqualTo("dynamodb.read-unit");
    assertThat(settings.charge(READS).units()).isEqualTo(6);
    assertThat(settings.charge(Request.of(Action.APPEND, "x", 1)).units()).isEqualTo(1);
    assertThat(settings.charge(Request.of(Action.READ_LIST, "x")).units()).isEqualTo(1);
    Request writes = Request.all(Action.WRITE_ALL, List.of(Request.of(Action.WRITE, "x", 1)));
    assertThat(settings.charge(writes).units()).as("5,100 bytes").isEqualTo(10);
  }
}
